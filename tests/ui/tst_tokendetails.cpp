#include "tokensfixture.h"

#include "common/chip.h"
#include "common/findingframe.h"
#include "tokens/tokendetails.h"

#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestTokenDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysToSelectATokenFirst();
    void saysWhatTheServerDoesWithTheToken_data();
    void saysWhatTheServerDoesWithTheToken();
    void saysWhatIsAbsentInWords();
    void oneFlagHasNoTimeOfRevocation();
    void valuesAreHiddenUntilRevealed();
    void aCellThatCannotBeReadIsNamed();
    void textsOfTheDatabaseAreNeverMarkup();
    void theClientIsOneClickAway();
    void anAmpersandInAnIdentifierIsShown();
    void revokeIsAboutTheTokenShown();
    void aStoredTokenIsInspected();

private:
    void show(const oauth::Token& token);
    QString verdict() { return child<QLabel>(*m_details, u"verdict"_s).text(); }
    QString state() { return m_details->findChild<ui::ChipLabel*>()->accessibleName(); }

    std::unique_ptr<TokensBench> m_bench;
    std::unique_ptr<ui::TokenDetails> m_details;
};

void TestTokenDetails::init()
{
    m_bench = std::make_unique<TokensBench>();
    m_details = std::make_unique<ui::TokenDetails>(
        m_bench->repository, m_bench->repository.clock, m_bench->around.services, nullptr);
    m_details->resize(360, 700);
    m_details->setVisible(true);
    QVERIFY(QTest::qWaitForWindowActive(m_details.get()));
}

void TestTokenDetails::cleanup()
{
    m_details.reset();
    m_bench.reset();
}

void TestTokenDetails::show(const oauth::Token& token)
{
    m_details->show(token);
    QCoreApplication::sendPostedEvents(); // the layout shows what is in it a turn later
}

void TestTokenDetails::saysToSelectATokenFirst()
{
    QCOMPARE(saidIn(*m_details), u"Select a token to see its details."_s);
    show(m_bench->token(1));
    m_details->show(std::nullopt);
    QCOMPARE(saidIn(*m_details), u"Select a token to see its details."_s);
    QVERIFY(!m_details->findChild<ui::SecretField*>());
}

void TestTokenDetails::saysWhatTheServerDoesWithTheToken_data()
{
    QTest::addColumn<oauth::Token>("token");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("verdict");
    const qint64 now = FixedClock().now();
    const QString live = u" The refresh token still gets a new one."_s;
    oauth::Token token = storedToken(1, now);
    QTest::newRow("live") << token << u"Active"_s << u"The server accepts the access token."_s + live;
    oauth::Token expired = token;
    expired.expiresAt = now - 1;
    QTest::newRow("expired") << expired << u"Expired"_s
                             << u"The server refuses the access token: it has expired."_s + live;
    expired.refreshToken.reset();
    QTest::newRow("expired, alone") << expired << u"Expired"_s
                                    << u"The server refuses the access token: it has expired."_s;
    oauth::Token revoked = token;
    revoked.accessRevokedAt = now;
    revoked.accessRefused = true;
    QTest::newRow("access revoked") << revoked << u"Revoked"_s
                                    << u"The server refuses the access token: it was revoked."_s + live;
    oauth::Token refresh = token;
    refresh.refreshRevokedAt = now;
    refresh.accessRefused = refresh.refreshRefused = true;
    QTest::newRow("refresh revoked") << refresh << u"Revoked"_s
                                     << u"The server refuses the access token: its refresh token was revoked, and this "
                                        "framework refuses both then. The refresh token is refused."_s;
}

void TestTokenDetails::saysWhatTheServerDoesWithTheToken()
{
    QFETCH(oauth::Token, token);
    show(token);
    QTEST(state(), "state");
    QTEST(verdict(), "verdict");
}

void TestTokenDetails::saysWhatIsAbsentInWords()
{
    oauth::Token token = m_bench->token(1);
    token.clientId.reset();
    token.userId.reset();
    token.refreshToken.reset();
    token.scope.clear();
    token.issuedAt = 0;
    token.expiresAt.reset();
    show(token);
    const QStringList said = saidIn(*m_details).split(u'\n');
    for (const QString& words : {u"No user"_s, u"Not recorded"_s, u"Never"_s}) {
        QVERIFY2(said.contains(words), qPrintable(words));
    }
    QCOMPARE(said.count(u"None"_s), 3); // client, refresh token, scopes
}

void TestTokenDetails::oneFlagHasNoTimeOfRevocation()
{
    oauth::Token token = m_bench->token(1);
    token.revocationTimesKnown = false;
    token.accessRevokedAt = 1;
    token.accessRefused = true;
    show(token);
    const QString said = saidIn(*m_details);
    QVERIFY2(said.contains(u"Yes; the time is not recorded"_s), qPrintable(said));
    QVERIFY2(!said.contains(u"1970"_s), qPrintable(said));
}

void TestTokenDetails::valuesAreHiddenUntilRevealed()
{
    const oauth::Token token = m_bench->token(1);
    show(token);
    const auto fields = m_details->findChildren<ui::SecretField*>();
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields.at(0)->shownText(), token.accessToken.maskedToken());
    QCOMPARE(fields.at(1)->shownText(), token.refreshToken->maskedToken());
    press(*m_details, u"Reveal: Refresh token"_s);
    QCOMPARE(fields.at(1)->shownText(), token.refreshToken->revealText());
    QCOMPARE(fields.at(0)->shownText(), token.accessToken.maskedToken()); // each by itself
    QVERIFY(!toldAbout(*m_details).contains(token.refreshToken->revealText()));
    show(token);
    QCOMPARE(m_details->findChildren<ui::SecretField*>().at(1)->shownText(), token.refreshToken->maskedToken());
}

void TestTokenDetails::aCellThatCannotBeReadIsNamed()
{
    oauth::Token token = m_bench->token(1);
    token.problems = {{oauth::CellProblem::Kind::NotAnInteger, u"issued_at"_s, u"<i>soon</i>"_s, {}}};
    show(token);
    const auto* finding = m_details->findChild<ui::FindingFrame*>();
    QVERIFY(finding);
    const QString said = saidIn(*finding);
    QVERIFY2(said.contains(oauth::describe(token.problems.constFirst())), qPrintable(said));
    QVERIFY2(said.contains(u"Stored: <i>soon</i>"_s), qPrintable(said));
}

void TestTokenDetails::textsOfTheDatabaseAreNeverMarkup()
{
    oauth::Token token = m_bench->token(1);
    token.clientId = token.userId = token.tokenType = token.scope = u"<b>x</b>"_s;
    token.problems = {{oauth::CellProblem::Kind::NotAnInteger, u"<b>x</b>"_s, u"<b>x</b>"_s, {}}};
    show(token);
    QVERIFY(allLabelsArePlain(*m_details));
    QVERIFY2(saidIn(*m_details).contains(u"<b>x</b> token"_s), qPrintable(saidIn(*m_details)));
}

void TestTokenDetails::theClientIsOneClickAway()
{
    show(m_bench->token(1));
    press(*m_details, u"shop-1"_s);
    QCOMPARE(m_bench->around.shown, QStringList{u"clients client:\"shop-1\""_s});
}

void TestTokenDetails::anAmpersandInAnIdentifierIsShown()
{
    oauth::Token token = m_bench->token(1);
    token.clientId = u"shop&co"_s;
    show(token);
    const auto* link = buttonNamed(*m_details, u"shop&co"_s);
    QVERIFY(link);
    QCOMPARE(link->text(), u"shop&&co"_s); // else it is drawn as "shopco"
    QVERIFY(link->shortcut().isEmpty());
}

void TestTokenDetails::revokeIsAboutTheTokenShown()
{
    show(m_bench->token(1));
    show(m_bench->token(2));
    QSignalSpy asked(m_details.get(), &ui::TokenDetails::revokeAsked);
    auto* button = buttonNamed(*m_details, u"Revoke token…"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().value<QList<oauth::Token>>(), QList{m_bench->token(2)});
}

void TestTokenDetails::aStoredTokenIsInspected()
{
    oauth::Token token = m_bench->token(1);
    show(token);
    press(*m_details, u"Inspect token"_s);
    QCOMPARE(m_bench->around.inspected, QList{token.accessToken});
    token.valuesStored = false; // a digest is nothing to look at
    show(token);
    QVERIFY(!buttonNamed(*m_details, u"Inspect token"_s));
}

QTEST_MAIN(TestTokenDetails)
#include "tst_tokendetails.moc"
