#pragma once

#include "clients/clientdocument.h"
#include "common/dialogframe.h"
#include "common/pageservices.h"
#include "store/repository.h"

class QListWidget;

namespace owb::ui {

class ChipLabel;
class ClientForm;
class IconLabel;
class JsonPane;

/** New client and Edit client: sections at the left, the form, and the same value as JSON at the right. */
class ClientEditor : public DialogFrame
{
    Q_OBJECT
public:
    ClientEditor(store::Repository& repository, PageServices& services, const oauth::Client& client, bool isNew,
        QWidget* parent);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    void saved(const owb::oauth::Client& stored);
    /** After a conflict: this editor is gone, and the database's version is to be edited instead. */
    void goOnWith(const owb::oauth::Client& stored);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* jsonColumn();
    void documentChanged(bool fromJson);
    void jsonEdited(const QString& text);
    void showJsonState(const QString& problem, int line);
    void showCounts();
    void placeJson();
    void finish(const core::Result<oauth::Client>& reply);
    void showConflict();
    void adopt(const oauth::Client& stored);

    store::Repository& m_repository;
    PageServices& m_services;
    ClientDocument* m_document;
    QListWidget* m_sections = nullptr;
    ClientForm* m_form = nullptr;
    JsonPane* m_json = nullptr;
    QLabel* m_jsonState = nullptr;
    bool m_saysJson = false; // the banner is about JSON that cannot be read
    QWidget* m_line = nullptr;
    QWidget* m_jsonColumn = nullptr;
    ChipLabel* m_errors = nullptr;
    ChipLabel* m_warnings = nullptr;
    IconLabel* m_jsonIcon = nullptr;
    bool m_jsonSound = true;
};

} // namespace owb::ui
