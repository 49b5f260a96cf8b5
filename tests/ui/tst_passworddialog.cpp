#include "common/passwordedit.h"
#include "connection/passworddialog.h"
#include "widgettools.h"

#include <QComboBox>
#include <QPointer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using settings::PasswordPlace;

class TestPasswordDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void givesWhatWasTyped();
    void givesNothingWhenCancelled();
    void offersTheSessionWhenTheKeychainFails();
    void mayBeUsedThisOnce();
    void showsThePasswordOnlyOnPurpose();
    void namesAreShownAsTheyAre();

private:
    ui::PasswordDialog& open(const std::optional<core::Error>& reason = {});
    [[nodiscard]] QComboBox& places() { return child<QComboBox>(*m_dialog, u"placeBox"_s); }
    [[nodiscard]] ui::PasswordEdit& password() { return child<ui::PasswordEdit>(*m_dialog, u"passwordEdit"_s); }

    std::unique_ptr<QWidget> m_window;
    QPointer<ui::PasswordDialog> m_dialog;
    core::Secret m_given;
    std::optional<PasswordPlace> m_place;
    int m_times = 0;
};

void TestPasswordDialog::init()
{
    m_times = 0;
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

ui::PasswordDialog& TestPasswordDialog::open(const std::optional<core::Error>& reason)
{
    settings::Connection connection;
    connection.name = u"auth <b>prod</b>"_s;
    connection.address = u"postgresql://al@db/auth"_s;
    m_dialog = new ui::PasswordDialog(connection, reason, m_window.get());
    connect(m_dialog, &ui::PasswordDialog::given, this,
        [this](const core::Secret& given, std::optional<PasswordPlace> place) {
            m_given = given;
            m_place = place;
            ++m_times;
        });
    m_dialog->open();
    return *m_dialog;
}

void TestPasswordDialog::givesWhatWasTyped()
{
    open();
    QVERIFY(password().hasFocus() || m_dialog->focusWidget() == &password());
    password().setText(u"p@ss wörd"_s);
    QTest::keyClick(&password(), Qt::Key_Return);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_times, 1);
    QCOMPARE(m_given.revealText(), u"p@ss wörd"_s);
    QCOMPARE(m_place, PasswordPlace::Keychain);
}

void TestPasswordDialog::givesNothingWhenCancelled()
{
    open();
    type(password(), u"x"_s);
    QTest::keyClick(&password(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_times, 0);
}

void TestPasswordDialog::offersTheSessionWhenTheKeychainFails()
{
    open(core::Error{core::Error::Kind::Keychain, {}, {u"no service"_s}, {}});
    QVERIFY(saidIn(*m_dialog).contains(u"keychain cannot be used: no service"_s));
    QTest::keyClick(&password(), Qt::Key_Return);
    QCOMPARE(m_place, PasswordPlace::Session);
}

void TestPasswordDialog::mayBeUsedThisOnce()
{
    open();
    places().setCurrentIndex(places().count() - 1);
    QTest::keyClick(&password(), Qt::Key_Return);
    QCOMPARE(m_times, 1);
    QVERIFY(!m_place);
}

void TestPasswordDialog::showsThePasswordOnlyOnPurpose()
{
    open();
    type(password(), u"hunter2"_s);
    QCOMPARE(password().echoMode(), QLineEdit::Password);
    QVERIFY(!toldAbout(*m_dialog).contains(u"hunter2"_s));
    press(*m_dialog, u"Show the password"_s);
    QCOMPARE(password().echoMode(), QLineEdit::Normal);
    QCOMPARE(password().secret().revealText(), u"hunter2"_s);
    press(*m_dialog, u"Hide the password"_s);
    QVERIFY(!password().isRevealed());
    password().setRevealed(true);
    password().clear();
    QVERIFY(!password().isRevealed()); // the next one is another
}

void TestPasswordDialog::namesAreShownAsTheyAre()
{
    open();
    QVERIFY(saidIn(*m_dialog).contains(u"auth <b>prod</b>"_s));
    QVERIFY(allLabelsArePlain(*m_dialog));
}

QTEST_MAIN(TestPasswordDialog)
#include "tst_passworddialog.moc"
