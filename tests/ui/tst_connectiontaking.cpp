#include "../settings/fakekeychain.h"
#include "clientsfixture.h"
#include "connection/connectiondialog.h"
#include "connection/hosttext.h"
#include "connection/importbutton.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

/** Chooses the file a test says. */
class FilePrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)>) override { }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)> chosen) override { chosen(path); }

    QString path;
};

} // namespace

/** How the dialog takes over what other programs are configured with. */
class TestConnectionTaking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void aPastedUrlFillsTheFields();
    void aTypedUrlIsTakenAtEnter();
    void whatIsNoUrlIsToldAndStays();
    void theNameThatWasTypedStays();
    void servicesAreInTheMenu();
    void aFileWithOneUrlIsTaken();
    void aFileWithSeveralIsAskedAbout();
    void aFileWithNoneIsTold();
    void everythingHasAName();
    void everythingIsReachedByTab();
    void hostsAreReadAsTheyAreWritten_data();
    void hostsAreReadAsTheyAreWritten();

private:
    [[nodiscard]] QString write(const QString& name, const QByteArray& text);
    [[nodiscard]] QLineEdit& field(const QString& name) { return child<QLineEdit>(*m_dialog, name); }
    [[nodiscard]] QString result() { return child<ui::Banner>(*m_dialog, u"resultBanner"_s).text(); }
    [[nodiscard]] QMenu& menu()
    {
        auto& found = child<QMenu>(*m_dialog, u"importMenu"_s);
        Q_EMIT found.aboutToShow();
        return found;
    }
    [[nodiscard]] static QAction* action(const QMenu& menu, const QString& start);

    QTemporaryDir m_folder;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    FakeKeychain m_keychain;
    settings::Passwords m_passwords{m_keychain};
    FilePrompt m_prompt;
    std::unique_ptr<QWidget> m_window;
    ui::ConnectionDialog* m_dialog = nullptr;
};

void TestConnectionTaking::init()
{
    qputenv("PGSERVICEFILE", m_folder.filePath(u"none"_s).toUtf8());
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder.filePath(u"c.json"_s));
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_dialog = new ui::ConnectionDialog({*m_connections, m_passwords, m_prompt, {}}, {}, m_window.get());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

QString TestConnectionTaking::write(const QString& name, const QByteArray& text)
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) >= 0 ? file.fileName() : QString();
}

QAction* TestConnectionTaking::action(const QMenu& menu, const QString& start)
{
    for (QAction* one : menu.actions()) {
        if (one->text().startsWith(start)) {
            return one;
        }
    }
    return nullptr;
}

void TestConnectionTaking::aPastedUrlFillsTheFields()
{
    QApplication::clipboard()->setText(u"mysql+pymysql://al:p%40ss@a.example:3307/auth?ssl_ca=/ca.pem&x=1"_s);
    field(u"urlEdit"_s).setFocus();
    QTest::keyClick(&field(u"urlEdit"_s), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field(u"urlEdit"_s).text(), QString()); // it held the password
    QCOMPARE(child<QComboBox>(*m_dialog, u"engineBox"_s).currentText(), u"MariaDB or MySQL"_s);
    QCOMPARE(field(u"hostsEdit"_s).text(), u"a.example"_s);
    QCOMPARE(field(u"portEdit"_s).text(), u"3307"_s);
    QCOMPARE(field(u"databaseEdit"_s).text(), u"auth"_s);
    QCOMPARE(field(u"userEdit"_s).text(), u"al"_s);
    QCOMPARE(field(u"passwordEdit"_s).text(), u"p@ss"_s);
    QCOMPARE(field(u"passwordEdit"_s).echoMode(), QLineEdit::Password);
    QCOMPARE(field(u"authorityEdit"_s).text(), u"/ca.pem"_s);
    QCOMPARE(field(u"nameEdit"_s).text(), u"auth on a.example"_s);
    QVERIFY2(result().contains(u"The option x is not used here"_s), qPrintable(result()));
    QVERIFY(!toldAbout(*m_dialog).contains(u"p@ss"_s));
}

void TestConnectionTaking::aTypedUrlIsTakenAtEnter()
{
    type(field(u"urlEdit"_s), u"postgres://al@db/auth"_s);
    QCOMPARE(field(u"hostsEdit"_s).text(), QString());
    QTest::keyClick(&field(u"urlEdit"_s), Qt::Key_Return);
    QCOMPARE(field(u"hostsEdit"_s).text(), u"db"_s);
    QVERIFY(m_dialog->isVisible()); // Enter was for the field
}

void TestConnectionTaking::whatIsNoUrlIsToldAndStays()
{
    type(field(u"urlEdit"_s), u"redis://x:hunter2@cache/0"_s);
    QTest::keyClick(&field(u"urlEdit"_s), Qt::Key_Return);
    QVERIFY(field(u"urlEdit"_s).property("problem").toBool());
    QVERIFY2(result().contains(u"redis"_s) && !result().contains(u"hunter2"_s), qPrintable(result()));
}

void TestConnectionTaking::theNameThatWasTypedStays()
{
    type(field(u"nameEdit"_s), u"mine"_s);
    field(u"urlEdit"_s).setText(u"postgres://al@db/auth"_s);
    QCOMPARE(field(u"nameEdit"_s).text(), u"mine"_s);
    QCOMPARE(field(u"databaseEdit"_s).text(), u"auth"_s);
}

void TestConnectionTaking::servicesAreInTheMenu()
{
    QVERIFY(!action(menu(), u"staging"_s));
    const QString path = write(u"services"_s, "[staging]\nhost=s\ndbname=d\n[a&b]\nhost=t\ndbname=e\npassword=pw\n");
    qputenv("PGSERVICEFILE", path.toUtf8());
    QVERIFY(action(menu(), u"staging"_s));
    action(menu(), u"a&&b"_s)->trigger();
    QCOMPARE(field(u"nameEdit"_s).text(), u"a&b"_s);
    QCOMPARE(field(u"hostsEdit"_s).text(), u"t"_s);
    QCOMPARE(field(u"passwordEdit"_s).text(), u"pw"_s);
    qputenv("PGSERVICEFILE", write(u"broken"_s, "[x]\nnonsense\n").toUtf8());
    action(menu(), u"Why"_s)->trigger();
    QVERIFY2(result().contains(u"in line 2"_s), qPrintable(result()));
}

void TestConnectionTaking::aFileWithOneUrlIsTaken()
{
    m_prompt.path = write(u".env"_s, "DEBUG=1\nDATABASE_URL=postgres://al:pw@db/auth\nCACHE=redis://c/0\n");
    action(menu(), u"From a file"_s)->trigger();
    QCOMPARE(field(u"databaseEdit"_s).text(), u"auth"_s);
    QVERIFY2(result().contains(u"Line 3 holds no database"_s), qPrintable(result()));
}

void TestConnectionTaking::aFileWithSeveralIsAskedAbout()
{
    m_prompt.path = write(u".env"_s, "A=postgres://al@db/one\nB=postgres://al@db/two\n");
    action(menu(), u"From a file"_s)->trigger();
    auto& found = child<QMenu>(*m_dialog, u"foundMenu"_s);
    QCOMPARE(field(u"databaseEdit"_s).text(), QString());
    action(found, u"two"_s)->trigger();
    QCOMPARE(field(u"databaseEdit"_s).text(), u"two"_s);
    found.close();
}

void TestConnectionTaking::aFileWithNoneIsTold()
{
    m_prompt.path = write(u"notes"_s, "nothing here\n");
    action(menu(), u"From a file"_s)->trigger();
    QVERIFY2(result().contains(u"no database URL"_s), qPrintable(result()));
    m_prompt.path = m_folder.filePath(u"gone"_s);
    action(menu(), u"From a file"_s)->trigger();
    QVERIFY2(result().contains(u"There is no file"_s), qPrintable(result()));
}

void TestConnectionTaking::everythingHasAName()
{
    for (const QWidget* widget : m_dialog->findChildren<QWidget*>()) {
        const bool reached = (widget->focusPolicy() & Qt::TabFocus) && !widget->objectName().startsWith(u"qt_"_s);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool inside = qobject_cast<const QComboBox*>(widget->parentWidget());
        QVERIFY2(!reached || named || inside, widget->metaObject()->className());
    }
}

void TestConnectionTaking::everythingIsReachedByTab()
{
    QStringList reached;
    QWidget* start = m_dialog->focusWidget();
    for (int i = 0; i < 60; ++i) {
        reached << m_dialog->focusWidget()->objectName();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        if (m_dialog->focusWidget() == start) {
            break;
        }
    }
    for (const QString& name :
        {u"nameEdit"_s, u"engineBox"_s, u"hostsEdit"_s, u"portEdit"_s, u"databaseEdit"_s, u"userEdit"_s,
            u"passwordEdit"_s, u"placeBox"_s, u"encryptionBox"_s, u"productionBox"_s, u"readOnlyBox"_s, u"colourBox"_s,
            u"issuerEdit"_s, u"profileEdit"_s, u"testButton"_s, u"cancelButton"_s, u"verbButton"_s, u"urlEdit"_s}) {
        QVERIFY2(reached.contains(name), qPrintable(name + u" in "_s + reached.join(u' ')));
    }
    QVERIFY(reached.indexOf(u"hostsEdit"_s) < reached.indexOf(u"userEdit"_s));
    QVERIFY(!reached.contains(u"fileEdit"_s)); // a server has none
}

void TestConnectionTaking::hostsAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("again");
    QTest::newRow("none") << u""_s << 0 << u""_s;
    QTest::newRow("one") << u" db "_s << 5432 << u"db"_s;
    QTest::newRow("its own port") << u"db:1,other"_s << 2 << u"db:1, other:2"_s;
    QTest::newRow("a socket") << u"/run/postgresql"_s << 0 << u"/run/postgresql"_s;
    QTest::newRow("IPv6") << u"::1"_s << 0 << u"::1"_s;
    QTest::newRow("IPv6 with a port") << u"[fe80::1]:5433, db"_s << 0 << u"[fe80::1]:5433, db"_s;
}

void TestConnectionTaking::hostsAreReadAsTheyAreWritten()
{
    QFETCH(QString, text);
    QFETCH(int, port);
    const auto hosts = ui::hostsFromText(text, port);
    QVERIFY(hosts);
    QTEST(ui::hostText(*hosts, ui::sharedPort(*hosts)), "again");
}

QTEST_MAIN(TestConnectionTaking)
#include "tst_connectiontaking.moc"
