#include "tokensfixture.h"

#include "core/errortext.h"
#include "tokens/issuetokendialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestIssueTokenDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void storesAGeneratedTokenByDefault();
    void storesWhatWasEntered();
    void aRefreshTokenIsStoredOnlyWhenAsked();
    void drawsOtherValuesOnDemand();
    void theStoredValueCanBeCopiedBefore();
    void valuesStayHiddenUntilRevealed();
    void aKnownClientFillsInItsScopes();
    void keepsWhatWasEnteredBeforeTheClientsCame();
    void neverExpiresIsOfferedWhereTheLayoutCan();
    void asksForColumnsTheTableNeeds();
    void refusesATokenWithoutAClient();
    void staysOpenAndSaysWhyWhenItFails();
    void saysWhyTheClientsAreNotListed();
    void escapeStoresNothing();
    void cannotBeClosedWhileSaving();
    void survivesBeingDestroyedWhileSaving();

private:
    void open();
    void openWithClients();
    QComboBox& client() { return child<QComboBox>(*m_dialog, u"client_idEdit"_s); }
    QLineEdit& line(const QString& name) { return child<QLineEdit>(*m_dialog, name); }
    QCheckBox& withRefresh() { return child<QCheckBox>(*m_dialog, u"withRefresh"_s); }
    QString shownAccess();
    const oauth::Token& save();
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensBench> m_bench;
    QPointer<ui::IssueTokenDialog> m_dialog;
};

void TestIssueTokenDialog::init()
{
    m_bench = std::make_unique<TokensBench>();
    oauth::Client refreshing = storedClient(2);
    refreshing.metadata.setText(u"grant_types"_s, u"[\"authorization_code\",\"refresh_token\"]"_s);
    refreshing.metadata.set(u"scope"_s, u"orders  email"_s);
    repository().rows = {storedClient(1), refreshing};
}

void TestIssueTokenDialog::open()
{
    m_dialog =
        new ui::IssueTokenDialog(repository(), repository().clock, m_bench->around.services, m_bench->window.get());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestIssueTokenDialog::openWithClients()
{
    open();
    QTRY_COMPARE(client().count(), 2);
}

QString TestIssueTokenDialog::shownAccess()
{
    return m_dialog->findChildren<ui::SecretField*>().constFirst()->shownText();
}

/** By Ctrl+Enter, as from any field; gives what reached the repository. */
const oauth::Token& TestIssueTokenDialog::save()
{
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    if (repository().issued.isEmpty()) {
        qFatal("nothing was saved");
    }
    return repository().issued.constLast();
}

void TestIssueTokenDialog::storesAGeneratedTokenByDefault()
{
    openWithClients();
    QSignalSpy issued(m_dialog, &ui::IssueTokenDialog::issued);
    const oauth::Token& first = save();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(issued.constFirst().constFirst().value<oauth::Token>(), repository().stored.constFirst());
    QCOMPARE(first.accessToken.length(), 42);
    QCOMPARE(first.tokenType, u"Bearer"_s);
    QCOMPARE(first.clientId, u"shop-1"_s);
    QCOMPARE(first.issuedAt, m_bench->now());
    QCOMPARE(first.expiresAt, m_bench->now() + 3600);
    openWithClients();
    save();
    QVERIFY(!(repository().issued.at(0).accessToken == repository().issued.at(1).accessToken));
}

void TestIssueTokenDialog::storesWhatWasEntered()
{
    openWithClients();
    type(*client().lineEdit(), u"somebody-else"_s);
    type(line(u"subEdit"_s), u"42"_s);
    type(line(u"scopeEdit"_s), u"  orders   email "_s);
    auto& lifetime = child<QComboBox>(*m_dialog, u"lifetimeEdit"_s);
    QTest::keyClicks(&lifetime, u"10 d"_s);
    const oauth::Token& token = save();
    QCOMPARE(token.clientId, u"somebody-else"_s);
    QCOMPARE(token.userId, u"42"_s);
    QCOMPARE(token.scope, u"orders email"_s);
    QCOMPARE(token.expiresAt, m_bench->now() + 864000);
}

void TestIssueTokenDialog::aRefreshTokenIsStoredOnlyWhenAsked()
{
    openWithClients();
    QVERIFY(!withRefresh().isChecked());
    QVERIFY(!save().refreshToken);
    QVERIFY(!repository().issued.constFirst().userId); // client credentials
    QTRY_VERIFY(!m_dialog);
    openWithClients();
    press(*m_dialog, withRefresh().text());
    QVERIFY(withRefresh().isChecked());
    const auto refresh = save().refreshToken;
    QVERIFY(refresh);
    QCOMPARE(refresh->length(), 48);
}

void TestIssueTokenDialog::drawsOtherValuesOnDemand()
{
    openWithClients();
    press(*m_dialog, u"Reveal: Access token"_s);
    const QString before = shownAccess();
    press(*m_dialog, u"Generate another"_s);
    press(*m_dialog, u"Reveal: Access token"_s); // a new value is hidden again
    QVERIFY(shownAccess() != before);
    QCOMPARE(save().accessToken.revealText(), shownAccess());
}

void TestIssueTokenDialog::theStoredValueCanBeCopiedBefore()
{
    openWithClients();
    press(*m_dialog, u"Copy: Access token"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.size(), 42);
    QCOMPARE(save().accessToken.revealText(), copied);
}

void TestIssueTokenDialog::valuesStayHiddenUntilRevealed()
{
    openWithClients();
    QVERIFY2(shownAccess().contains(u"\u2022\u2022\u2022\u2022"_s), qPrintable(shownAccess()));
    press(*m_dialog, u"Reveal: Access token"_s);
    const QString revealed = shownAccess();
    QCOMPARE(revealed.size(), 42);
    QVERIFY(!toldAbout(*m_dialog).contains(revealed));
    press(*m_dialog, u"Hide: Access token"_s);
    QVERIFY(shownAccess() != revealed);
    QCOMPARE(save().accessToken.revealText(), revealed);
}

void TestIssueTokenDialog::aKnownClientFillsInItsScopes()
{
    openWithClients();
    QCOMPARE(line(u"scopeEdit"_s).text(), u"openid"_s);
    QTest::keyClick(&client(), Qt::Key_Down);
    QCOMPARE(client().currentText(), u"shop-2"_s);
    QCOMPARE(line(u"scopeEdit"_s).text(), u"orders email"_s);
    QVERIFY(withRefresh().isChecked()); // this client may use refresh tokens
}

void TestIssueTokenDialog::keepsWhatWasEnteredBeforeTheClientsCame()
{
    repository().held = true;
    open();
    type(*client().lineEdit(), u"mine"_s);
    type(line(u"scopeEdit"_s), u"my:scope"_s);
    repository().release();
    QTRY_COMPARE(client().count(), 2);
    QCOMPARE(client().currentText(), u"mine"_s);
    QCOMPARE(line(u"scopeEdit"_s).text(), u"my:scope"_s);
    QCOMPARE(save().clientId, u"mine"_s);
}

void TestIssueTokenDialog::neverExpiresIsOfferedWhereTheLayoutCan()
{
    openWithClients();
    auto& lifetime = child<QComboBox>(*m_dialog, u"lifetimeEdit"_s);
    QTest::keyClick(&lifetime, Qt::Key_End);
    QCOMPARE(lifetime.currentText(), u"Never expires"_s);
    QVERIFY(!save().expiresAt);
    repository().info.zeroLifetimeNeverExpires = false;
    open();
    QCOMPARE(child<QComboBox>(*m_dialog, u"lifetimeEdit"_s).findText(u"Never expires"_s), -1);
}

void TestIssueTokenDialog::asksForColumnsTheTableNeeds()
{
    repository().info.tokens.needed = {{u"<b>tenant</b>"_s, u"VARCHAR"_s}};
    openWithClients();
    QVERIFY(allLabelsArePlain(*m_dialog)); // the name of a column is no markup
    QLineEdit* tenant = nullptr;
    for (QLineEdit* edit : m_dialog->findChildren<QLineEdit*>()) {
        tenant = edit->accessibleName() == u"<b>tenant</b>"_s ? edit : tenant;
    }
    QVERIFY(tenant);
    type(*tenant, u"acme"_s);
    QCOMPARE(save().extraColumns, (QMap<QString, QString>{{u"<b>tenant</b>"_s, u"acme"_s}}));
}

void TestIssueTokenDialog::refusesATokenWithoutAClient()
{
    repository().rows.clear();
    open();
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!m_bench->bannerText(m_dialog).isEmpty());
    QVERIFY(m_dialog->isVisible() && repository().issued.isEmpty());
    QVERIFY(client().hasFocus() || client().lineEdit()->hasFocus());
    type(*client().lineEdit(), u"shop-9"_s);
    save();
    QTRY_VERIFY(!m_dialog);
}

void TestIssueTokenDialog::staysOpenAndSaysWhyWhenItFails()
{
    openWithClients();
    QSignalSpy issued(m_dialog, &ui::IssueTokenDialog::issued);
    const core::Error error{core::Error::Kind::Locked, u"auth.db"_s, {}, {}};
    repository().nextError = error;
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY2(
        m_bench->bannerText(m_dialog).contains(core::errorText(error).what), qPrintable(m_bench->bannerText(m_dialog)));
    QVERIFY(m_dialog->isVisible() && !m_dialog->isBusy());
    QCOMPARE(issued.size(), 0);
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(
        repository().issued.at(0).accessToken == repository().issued.at(1).accessToken); // as it may have been copied
}

void TestIssueTokenDialog::saysWhyTheClientsAreNotListed()
{
    repository().readError = core::Error{core::Error::Kind::Locked, u"auth.db"_s, {}, {}};
    open();
    QTRY_VERIFY(m_bench->bannerText(m_dialog).contains(core::errorText(*repository().readError).what));
    type(*client().lineEdit(), u"shop-1"_s); // one that is known by heart will do
    QCOMPARE(save().clientId, u"shop-1"_s);
}

void TestIssueTokenDialog::escapeStoresNothing()
{
    openWithClients();
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(repository().issued.isEmpty());
}

void TestIssueTokenDialog::cannotBeClosedWhileSaving()
{
    openWithClients();
    repository().held = true;
    m_bench->clickVerb(m_dialog);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    m_dialog->close();
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(repository().issued.size(), 1);
    repository().release();
    QTRY_VERIFY(!m_dialog);
}

void TestIssueTokenDialog::survivesBeingDestroyedWhileSaving()
{
    repository().held = true; // the list of clients as well
    open();
    type(*client().lineEdit(), u"shop-1"_s);
    QSignalSpy issued(m_dialog, &ui::IssueTokenDialog::issued);
    m_bench->clickVerb(m_dialog);
    m_bench->window.reset();
    QVERIFY(!m_dialog);
    repository().release();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(issued.size(), 0);
    QCOMPARE(repository().stored.size(), 1);
}

QTEST_MAIN(TestIssueTokenDialog)
#include "tst_issuetokendialog.moc"
