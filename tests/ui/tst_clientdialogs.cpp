#include "clientsfixture.h"
#include "tokenrepository.h"

#include "clients/checksecretdialog.h"
#include "clients/clientdetails.h"
#include "clients/rotatesecretdialog.h"
#include "clients/switchclientdialog.h"
#include "common/banner.h"
#include "core/errortext.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

oauth::Client hashedClient(const QString& scheme)
{
    oauth::Client client = storedClient();
    client.secretStorage = {oauth::SecretStorage::Kind::Hashed, scheme};
    return client;
}

} // namespace

/** The small dialogs about one client, and what its details say of its secret and its state. */
class TestClientDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsTheSecretFromAnother();
    void nothingToCheckIsSaid();
    void checkingSaysWhatItCannotCompare();
    void anExpiredSecretIsSaid();
    void disablesAndEnables();
    void saysWhatBecomesOfTheTokens();
    void staysOpenWhenTheSwitchFails();
    void theDetailsSayHowTheSecretIsKept_data();
    void theDetailsSayHowTheSecretIsKept();
    void theDetailsOfferTheSwitchWhereThereIsOne();
    void aHashedSecretIsToBeCopiedNow();

private:
    template <class Dialog> void clickVerb(const QPointer<Dialog>& dialog)
    {
        QTest::mouseClick(&child<QAbstractButton>(*dialog, u"verbButton"_s), Qt::LeftButton);
    }
    QPointer<ui::CheckSecretDialog> openCheck(const oauth::Client& client);
    QPointer<ui::SwitchClientDialog> openSwitch(const oauth::Client& client);
    QString answer(const QPointer<ui::CheckSecretDialog>& dialog, const QString& typed);
    QString detailsOf(const oauth::Client& client);

    std::unique_ptr<ScriptedRepository> m_repository;
    std::unique_ptr<Surroundings> m_around;
    std::unique_ptr<QWidget> m_window;
    FixedClock m_clock;
};

void TestClientDialogs::init()
{
    m_repository = std::make_unique<ScriptedRepository>();
    m_repository->rows = {storedClient()};
    m_around = std::make_unique<Surroundings>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void TestClientDialogs::cleanup()
{
    m_window.reset();
    m_around.reset();
    m_repository.reset();
}

QPointer<ui::CheckSecretDialog> TestClientDialogs::openCheck(const oauth::Client& client)
{
    auto* dialog = new ui::CheckSecretDialog(*m_repository, m_clock, client, m_window.get());
    dialog->open();
    return dialog;
}

QPointer<ui::SwitchClientDialog> TestClientDialogs::openSwitch(const oauth::Client& client)
{
    auto* dialog = new ui::SwitchClientDialog(*m_repository, client, m_window.get());
    dialog->open();
    return dialog;
}

QString TestClientDialogs::answer(const QPointer<ui::CheckSecretDialog>& dialog, const QString& typed)
{
    auto& edit = child<QLineEdit>(*dialog, u"secretEdit"_s);
    edit.setText(typed);
    QTest::keyClick(&edit, Qt::Key_Return);
    auto* banner = dialog->findChild<ui::Banner*>();
    return QTest::qWaitFor([&] { return banner->isVisible() && !dialog->isBusy(); }) ? banner->text() : QString();
}

QString TestClientDialogs::detailsOf(const oauth::Client& client)
{
    ui::ClientDetails details(*m_repository, m_around->services, m_window.get());
    details.show(client, std::nullopt);
    return saidIn(details) + toldAbout(details);
}

void TestClientDialogs::tellsTheSecretFromAnother()
{
    const auto dialog = openCheck(storedClient());
    QVERIFY2(answer(dialog, u"another"_s).startsWith(u"No."_s), qPrintable(answer(dialog, u"another"_s)));
    const QString yes = answer(dialog, storedClient().secret->revealText());
    QVERIFY2(yes.startsWith(u"Yes."_s), qPrintable(yes));
    QVERIFY(dialog); // it stays for the next one
    QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width())); // nothing is squeezed
    QVERIFY(!(saidIn(*dialog) + toldAbout(*dialog)).contains(storedClient().secret->revealText()));
    QVERIFY(m_repository->changes.isEmpty());
}

void TestClientDialogs::nothingToCheckIsSaid()
{
    QVERIFY(answer(openCheck(storedClient()), {}).startsWith(u"Nothing to check."_s));
}

void TestClientDialogs::checkingSaysWhatItCannotCompare()
{
    m_repository->nextError = core::Error{core::Error::Kind::Unsupported, u"checking the secret"_s,
        {u"it is not kept in a way that is known here"_s}, {}};
    const QString text = core::errorText(*m_repository->nextError).what;
    QVERIFY(answer(openCheck(storedClient()), u"x"_s).contains(text));
}

void TestClientDialogs::anExpiredSecretIsSaid()
{
    oauth::Client client = storedClient();
    client.secretExpiresAt = m_clock.now();
    QVERIFY(answer(openCheck(client), client.secret->revealText()).contains(u"expired"_s));
}

void TestClientDialogs::disablesAndEnables()
{
    oauth::Client client = storedClient();
    for (const bool enabled : {true, false}) {
        client.enabled = enabled;
        const auto dialog = openSwitch(client);
        const QString verb = enabled ? u"Disable client"_s : u"Enable client"_s;
        QCOMPARE(child<QAbstractButton>(*dialog, u"verbButton"_s).text(), verb);
        QSignalSpy switched(dialog, &ui::SwitchClientDialog::switched);
        clickVerb(dialog);
        QTRY_VERIFY(!dialog);
        QCOMPARE(switched.size(), 1);
        QCOMPARE(m_repository->changes.constLast().edited.enabled, !enabled);
        oauth::Client rest = m_repository->changes.constLast().edited;
        rest.enabled = enabled;
        QCOMPARE(rest, client);
    }
}

void TestClientDialogs::saysWhatBecomesOfTheTokens()
{
    QVERIFY(saidIn(*openSwitch(storedClient())).contains(u"Its tokens stay"_s));
    m_repository->info.disablingRevokes = true;
    QVERIFY(saidIn(*openSwitch(storedClient())).contains(u"Its tokens are revoked"_s));
}

void TestClientDialogs::staysOpenWhenTheSwitchFails()
{
    const auto dialog = openSwitch(storedClient());
    m_repository->nextError = core::Error{core::Error::Kind::Conflict, u"shop-17"_s, {}, {}};
    clickVerb(dialog);
    QTRY_VERIFY(dialog && dialog->findChild<ui::Banner*>()->isVisible());
}

void TestClientDialogs::theDetailsSayHowTheSecretIsKept_data()
{
    QTest::addColumn<oauth::Client>("client");
    QTest::addColumn<QString>("said");
    QTest::newRow("plain") << storedClient() << u"Plain text, 48 characters"_s;
    QTest::newRow("hash") << hashedClient(u"bcrypt"_s) << u"Hash (bcrypt)"_s;
    QTest::newRow("unknown") << hashedClient(u"unknown"_s) << u"Unknown form"_s;
}

void TestClientDialogs::theDetailsSayHowTheSecretIsKept()
{
    QFETCH(oauth::Client, client);
    QFETCH(QString, said);
    const QString details = detailsOf(client);
    QVERIFY2(details.contains(said), qPrintable(details));
    const bool hashed = client.secretStorage.kind == oauth::SecretStorage::Kind::Hashed;
    QCOMPARE(details.contains(u"Stored hash"_s), hashed);
}

void TestClientDialogs::theDetailsOfferTheSwitchWhereThereIsOne()
{
    oauth::Client client = storedClient();
    QVERIFY(!detailsOf(client).contains(u"Disable"_s));
    m_repository->info.canDisableClients = true;
    QVERIFY(detailsOf(client).contains(u"Disable client…"_s));
    client.enabled = false;
    const QString details = detailsOf(client);
    QVERIFY2(details.contains(u"Enable client…"_s) && details.contains(u"Disabled"_s), qPrintable(details));
}

void TestClientDialogs::aHashedSecretIsToBeCopiedNow()
{
    const auto noteOf = [this](const oauth::Client& client) {
        ui::RotateSecretDialog dialog(*m_repository, m_around->services, client, m_window.get());
        const auto* note = dialog.findChild<QLabel*>(u"storageNote"_s);
        return note ? note->text() : QString();
    };
    QVERIFY(noteOf(storedClient()).isEmpty());
    QVERIFY(noteOf(hashedClient(u"bcrypt"_s)).contains(u"copy it now"_s));
    QVERIFY(noteOf(hashedClient(u"unknown"_s)).contains(u"not known here"_s));
}

QTEST_MAIN(TestClientDialogs)
#include "tst_clientdialogs.moc"
