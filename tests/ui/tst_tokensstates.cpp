#include "tokenspagebench.h"

#include "core/errortext.h"
#include "tokens/issuetokendialog.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using State = TokensPageBench::State;

/** What stands on the Tokens page when there is nothing to list. */
class TestTokensStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<TokensPageBench>(); }
    void cleanup() { m_bench.reset(); }
    void anEmptyTableOffersToIssueAToken();
    void saysThatTheTableIsBeingRead();
    void aSearchWithoutAMatchCanBeCleared();
    void aFailedReadSaysWhyAndCanBeRepeated();
    void aFailedReloadKeepsTheOldRows();
    void mayBeDestroyedWhileItReads();

private:
    QString title() { return child<QLabel>(*m_bench->page, u"stateTitle"_s).text(); }
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensPageBench> m_bench;
    const core::Error m_locked{core::Error::Kind::Locked, u"auth.db"_s, {}, u"database is locked"_s};
};

void TestTokensStates::anEmptyTableOffersToIssueAToken()
{
    repository().stored.clear();
    m_bench->open();
    QTRY_COMPARE(m_bench->states().state(), State::Message);
    QCOMPARE(title(), u"No tokens yet"_s);
    press(m_bench->states(), u"Issue token…"_s);
    QVERIFY(m_bench->page->findChild<ui::IssueTokenDialog*>());
}

void TestTokensStates::saysThatTheTableIsBeingRead()
{
    repository().held = true;
    m_bench->open();
    QCOMPARE(m_bench->states().state(), State::Loading);
    repository().release();
    QTRY_COMPARE(m_bench->states().state(), State::Rows);
    QCOMPARE(m_bench->rows(), 3);
}

void TestTokensStates::aSearchWithoutAMatchCanBeCleared()
{
    m_bench->openLoaded();
    m_bench->page->setSearch(u"client:nobody"_s);
    QTRY_COMPARE(m_bench->states().state(), State::Message);
    QCOMPARE(title(), u"No token matches"_s);
    QVERIFY(!m_bench->details().findChild<ui::SecretField*>());
    press(*m_bench->page, u"Clear search"_s);
    QTRY_COMPARE(m_bench->rows(), 3);
    QCOMPARE(m_bench->states().state(), State::Rows);
}

void TestTokensStates::aFailedReadSaysWhyAndCanBeRepeated()
{
    repository().readError = m_locked;
    m_bench->open();
    QTRY_COMPARE(m_bench->states().state(), State::Message);
    QVERIFY(child<QLabel>(*m_bench->page, u"stateText"_s).text().contains(core::errorText(m_locked).what));
    repository().readError.reset();
    press(*m_bench->page, u"Try again"_s);
    QTRY_COMPARE(m_bench->rows(), 3);
}

void TestTokensStates::aFailedReloadKeepsTheOldRows()
{
    m_bench->openLoaded();
    repository().readError = m_locked;
    m_bench->page->reload();
    const auto& banner = *m_bench->page->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(core::errorText(m_locked).what), qPrintable(banner.text()));
    QCOMPARE(m_bench->rows(), 3);
    QCOMPARE(m_bench->states().state(), State::Rows);
    repository().readError.reset();
    press(banner, u"Try again"_s);
    QTRY_VERIFY(banner.isHidden());
}

void TestTokensStates::mayBeDestroyedWhileItReads()
{
    repository().held = true;
    m_bench->open();
    m_bench->page.reset();
    repository().release();
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_bench->around.said.isEmpty());
}

QTEST_MAIN(TestTokensStates)
#include "tst_tokensstates.moc"
