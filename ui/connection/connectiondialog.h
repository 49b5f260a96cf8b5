#pragma once

#include "common/dialogframe.h"
#include "connection/connectionservices.h"
#include "settings/connectionimport.h"

namespace owb::ui {

class ConnectionForm;
class UrlEdit;

/** Makes or changes a saved connection. It is tested before it is saved, or saved without on purpose. */
class ConnectionDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `connection` without id: a new one. What is given must outlive the dialog. */
    ConnectionDialog(ConnectionServices services, const settings::Connection& connection, QWidget* parent);

    /** Tests, and saves what passed. */
    void accept() override;
    /** While something runs it is stopped first. */
    void reject() override;
    void takeOver(const settings::ImportedConnection& imported);
    void startTest();

Q_SIGNALS:
    void saved(const owb::settings::Connection& connection);

private:
    enum class Work { None, Testing, Keeping };

    void build();
    [[nodiscard]] QWidget* makeWorkRow();
    void takeUrl(const QString& text);
    void fieldChanged();
    void test(bool thenSave);
    void testWith(const settings::Connection& connection, const core::Secret& password, bool thenSave);
    void tested(const core::Result<TestReport>& report, bool thenSave);
    void save();
    void movePassword(const settings::Connection& connection);
    void keepPassword(const settings::Connection& connection, const core::Secret& password);
    void store(settings::Connection connection);
    void offerSessionOnly(const core::Error& error);
    void begin(Work work, const QString& words);
    void end();
    void stop();
    void say(Banner::Kind kind, const QString& lead, const QString& sentence);
    void sayError(const core::Error& error);
    [[nodiscard]] bool isNew() const;

    ConnectionServices m_services;
    settings::Connection m_before;
    ConnectionForm* m_form = nullptr;
    UrlEdit* m_url = nullptr;
    Banner* m_result = nullptr;
    QPushButton* m_test = nullptr;
    QWidget* m_workRow = nullptr;
    QLabel* m_workText = nullptr;
    Work m_work = Work::None;
    int m_round = 0; // an answer to an earlier one is dropped
    bool m_passed = false; // the test, with what the fields say now
    bool m_filling = false;
};

} // namespace owb::ui
