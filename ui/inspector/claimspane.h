#pragma once

#include "inspector/inspection.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace owb::tables {
class ClaimTableModel;
}

namespace owb::ui {

/** What a token says, member by member with what it means; or its header and its content as they stand. */
class ClaimsPane : public QWidget
{
    Q_OBJECT
public:
    explicit ClaimsPane(QWidget* parent);
    /** Where nothing is there to be read, `reason` is said instead. */
    void show(const inspector::Inspection& inspection, std::optional<qint64> now, const QString& reason);
    /** Gives room to members with long names and addresses, which are few words to explain. */
    void setLongNames();
    void setRaw(bool isRaw);
    [[nodiscard]] bool isRaw() const;

Q_SIGNALS:
    void copied();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int usualNameWidth = 112;

    void build();
    void present();
    void copyValue();

    tables::ClaimTableModel* m_model;
    QTableView* m_table;
    QPlainTextEdit* m_rawText;
    QLabel* m_reason;
    QToolButton* m_raw;
    QStackedLayout* m_stack = nullptr;
    int m_nameWidth = usualNameWidth;
    int m_valueShare = 50; // per cent of the rest
    inspector::Inspection m_inspection;
};

} // namespace owb::ui
