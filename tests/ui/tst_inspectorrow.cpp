#include "inspectorbench.h"

#include "inspector/tokenedit.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** What the open database says of a token, beside what its text says. */
class TestInspectorRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void aLiveRowAgrees();
    void aRevokedRowContradictsTheText();
    void aRowThatEndedContradictsTheText();
    void textAndRowThatBothEndAreOneVerdict();
    void aTokenWithoutARowIsAFinding();
    void anOpaqueTokenIsWhatItsRowSays_data();
    void anOpaqueTokenIsWhatItsRowSays();
    void aRefreshTokenIsFoundAsOne();
    void aTokenOfARowIsMaskedUntilItIsRevealed();
    void whatWasRevealedEndsWhenThePageIsLeft();
    void lockingEndsWhatWasRevealed();
    void aLateAnswerIsDropped();
    void aLateAnswerOfAClosedDatabaseIsDropped();
    void aFailureIsToldAndTriedAgain();
    void aRevocationIsSeenAtOnce();
    void theRowIsOneClickAway();
    void withoutADatabaseItOffersToOpenOne();
    void aDatabaseWithoutTokensSaysSo();
    void textsOfTheDatabaseAreNeverMarkup();

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] RowRepository& repository() { return m_bench->repository; }
    [[nodiscard]] QString said() { return m_bench->verdict(); }
    [[nodiscard]] QString state() { return m_bench->chip(u"inDatabase"_s); }
    [[nodiscard]] QAbstractButton* link()
    {
        return child<QWidget>(page(), u"inDatabase"_s).findChild<QAbstractButton*>();
    }

    std::unique_ptr<InspectorBench> m_bench;
    core::Secret m_token;
    oauth::Token m_row;
};

void TestInspectorRow::init()
{
    m_bench = std::make_unique<InspectorBench>();
    m_token = m_bench->good();
    m_row = m_bench->rowOf(m_token);
    m_bench->useKey(issuerKey());
    page().setRepository(&repository());
}

void TestInspectorRow::aLiveRowAgrees()
{
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY2(said().startsWith(u"This token passes."_s), qPrintable(said()));
    QVERIFY(m_bench->steps().contains(u"Row in the database: Passed"_s));
}

void TestInspectorRow::aRevokedRowContradictsTheText()
{
    m_row.accessRevokedAt = m_bench->now() - 60;
    m_row.accessRefused = true;
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Revoked"_s);
    QVERIFY2(said().startsWith(u"Do not accept this token. It was revoked at "_s), qPrintable(said()));
    QVERIFY2(said().contains(u" in the database, but its text is valid until "_s), qPrintable(said()));
    QCOMPARE(m_bench->chip(u"byText"_s), u"Active"_s);
    QVERIFY(m_bench->steps().contains(u"Row in the database: Failed"_s));
}

void TestInspectorRow::aRowThatEndedContradictsTheText()
{
    m_row.expiresAt = m_bench->now() - 60;
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Expired"_s);
    QVERIFY2(said().startsWith(u"Do not accept this token. It ended at "_s), qPrintable(said()));
}

void TestInspectorRow::textAndRowThatBothEndAreOneVerdict()
{
    m_token = signedToken(issuerKey(), m_bench->now() - 7200);
    m_row.accessToken = m_token;
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Active"_s); // its row was given longer
    QVERIFY2(said().endsWith(u"The database still calls it active."_s), qPrintable(said()));
}

void TestInspectorRow::aTokenWithoutARowIsAFinding()
{
    page().take(m_token);
    QTRY_COMPARE(state(), u"Not found"_s);
    QVERIFY(m_bench->steps().contains(u"Row in the database: Not checked"_s));
    QVERIFY2(said().startsWith(u"A careful reader refuses this token."_s), qPrintable(said()));
}

void TestInspectorRow::anOpaqueTokenIsWhatItsRowSays_data()
{
    QTest::addColumn<bool>("isRevoked");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("live") << false << u"The database holds this token. Valid until "_s;
    QTest::newRow("revoked") << true << u"Do not accept this token. Revoked at "_s;
}

void TestInspectorRow::anOpaqueTokenIsWhatItsRowSays()
{
    QFETCH(bool, isRevoked);
    QFETCH(QString, verdict);
    m_row.accessToken = core::Secret(u"opaque-token-0001"_s);
    if (isRevoked) {
        m_row.accessRevokedAt = m_bench->now() - 60;
        m_row.accessRefused = true;
    }
    repository().stored = {m_row};
    page().take(m_row.accessToken);
    QTRY_VERIFY2(said().startsWith(verdict), qPrintable(said()));
}

void TestInspectorRow::aRefreshTokenIsFoundAsOne()
{
    m_row.refreshToken = core::Secret(u"refresh-token-0001"_s);
    m_row.expiresAt = m_bench->now() - 60; // of the access token
    repository().stored = {m_row};
    page().take(*m_row.refreshToken);
    QTRY_COMPARE(state(), u"Active"_s);
    QCOMPARE(child<ui::ChipLabel>(page(), u"kindChip"_s).accessibleName(), u"Refresh token"_s);
}

void TestInspectorRow::aTokenOfARowIsMaskedUntilItIsRevealed()
{
    repository().stored = {m_row};
    page().inspectRow(m_token);
    QCOMPARE(m_bench->pane().shownText(), m_token.maskedToken());
    QTRY_COMPARE(state(), u"Active"_s);
    auto& edit = child<ui::TokenEdit>(page(), u"tokenEdit"_s);
    QTest::keyClicks(&edit, u"x"_s); // a mask is nothing to edit
    QCOMPARE(m_bench->pane().shownText(), m_token.maskedToken());
    press(page(), u"Reveal token"_s);
    QCOMPARE(m_bench->pane().shownText(), m_token.revealText());
    QVERIFY(!toldAbout(page()).contains(m_token.revealText()));
    page().inspectRow(m_token);
    QCOMPARE(m_bench->pane().shownText(), m_token.maskedToken());
}

void TestInspectorRow::whatWasRevealedEndsWhenThePageIsLeft()
{
    page().inspectRow(m_token);
    press(page(), u"Reveal token"_s);
    page().hide();
    page().show();
    QCOMPARE(m_bench->pane().shownText(), m_token.maskedToken());
    page().take(m_token); // what a person brings may stay
    page().hide();
    page().show();
    QCOMPARE(m_bench->pane().shownText(), m_token.revealText());
}

void TestInspectorRow::lockingEndsWhatWasRevealed()
{
    page().inspectRow(m_token);
    press(page(), u"Reveal token"_s);
    Q_EMIT repository().unlockedChanged(false);
    QCOMPARE(m_bench->pane().shownText(), m_token.maskedToken());
}

void TestInspectorRow::aLateAnswerIsDropped()
{
    repository().stored = {m_row};
    repository().held = true;
    page().take(m_token);
    page().take(core::Secret(u"another-token"_s));
    QCOMPARE(state(), u"Looking…"_s);
    repository().held = false;
    repository().release();
    QTRY_COMPARE(state(), u"Not found"_s); // the answer to the second question, although both came
    QCOMPARE(repository().asked.size(), 2);
}

void TestInspectorRow::aLateAnswerOfAClosedDatabaseIsDropped()
{
    repository().stored = {m_row};
    repository().held = true;
    page().take(m_token);
    page().setRepository(nullptr);
    repository().release();
    QCoreApplication::processEvents(); // whatever was released is delivered by now
    QCOMPARE(state(), u"No connection"_s);
    page().setRepository(&repository()); // and it is asked again when one is open
    repository().release();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorRow::aFailureIsToldAndTriedAgain()
{
    repository().stored = {m_row};
    repository().failure = core::Error{core::Error::Kind::ConnectionLost, u"auth-staging"_s, {}, {}};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Not read"_s);
    repository().failure.reset();
    QCOMPARE(link()->accessibleName(), u"Try again"_s);
    link()->click();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorRow::aRevocationIsSeenAtOnce()
{
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Active"_s);
    m_row.accessRevokedAt = m_bench->now();
    m_row.accessRefused = true;
    repository().stored = {m_row};
    Q_EMIT repository().tokensChanged({m_row});
    QTRY_COMPARE(state(), u"Revoked"_s);
}

void TestInspectorRow::theRowIsOneClickAway()
{
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(link()->accessibleName(), u"oauth2_token, key 1"_s);
    link()->click();
    QCOMPARE(m_bench->around.shown.size(), 1);
    QVERIFY2(m_bench->around.shown.constFirst().startsWith(u"tokens client:"_s),
        qPrintable(m_bench->around.shown.constFirst()));
    QVERIFY(!m_bench->around.shown.constFirst().contains(m_token.revealText()));
}

void TestInspectorRow::withoutADatabaseItOffersToOpenOne()
{
    page().setRepository(nullptr);
    page().take(m_token);
    QCOMPARE(state(), u"No connection"_s);
    QSignalSpy asked(&page(), &ui::InspectorPage::openAsked);
    link()->click();
    QCOMPARE(asked.size(), 1);
}

void TestInspectorRow::aDatabaseWithoutTokensSaysSo()
{
    repository().info.tokens.table.clear();
    page().take(m_token);
    QCOMPARE(state(), u"No table"_s);
    QVERIFY(repository().asked.isEmpty());
}

void TestInspectorRow::textsOfTheDatabaseAreNeverMarkup()
{
    m_row.clientId = m_row.userId = u"<b>x</b>\u202e"_s;
    repository().stored = {m_row};
    page().take(m_token);
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY(allLabelsArePlain(page()));
    QVERIFY(!toldAbout(page()).contains(u'\u202e'));
}

QTEST_MAIN(TestInspectorRow)
#include "tst_inspectorrow.moc"
