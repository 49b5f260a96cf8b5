#include "inspectorbench.h"

#include "inspector/familybox.h"
#include "inspector/familydialog.h"
#include "inspector/familyview.h"
#include "inspector/findingspane.h"

#include <QScrollArea>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** The chain of tokens that were refreshed from each other, and what became of the client of a row. */
class TestInspectorFamily : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void aTokenThatWasNeverRefreshedOffersNothing();
    void layoutsWithoutLinksAreNotAsked();
    void aChainIsOfferedWithItsNumber();
    void theOfferGoesWithTheToken();
    void aLateChainIsDropped();
    void everyBoxTellsItsToken();
    void theDialogBeginsAtThisToken();
    void arrowsLeadFromTokenToToken();
    void aClickOpensATokenWhoseValueIsStored();
    void enterShowsTheRowsOfATokenWhoseValueIsNot();
    void whatIsMissingIsSaid();
    void branchesStandSideBySide();
    void itClosesWithItsDatabase();
    void noValueIsShown();
    void aDeletedClientIsToldAndFound();
    void aDisabledClientIsTold();
    void anOpaqueTokenOfADeletedClientIsNoSuccess();
    void aClientThatComesBackIsSeenAtOnce();

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] RowRepository& repository() { return m_bench->repository; }
    [[nodiscard]] QAbstractButton& offer()
    {
        return child<QAbstractButton>(child<QWidget>(page(), u"inDatabase"_s), u"moreLink"_s);
    }
    [[nodiscard]] store::FamilyMember member(int key, int predecessor, store::FamilyLink link) const;
    /** Three tokens of which the last is the one that is looked at. */
    void useChain();
    [[nodiscard]] ui::FamilyDialog& opened();
    [[nodiscard]] QList<ui::FamilyBox*> boxes() { return opened().findChildren<ui::FamilyBox*>(); }
    [[nodiscard]] QString told(const char* name)
    {
        return child<QWidget>(child<QWidget>(page(), u"inDatabase"_s), QString::fromLatin1(name)).accessibleName();
    }

    std::unique_ptr<InspectorBench> m_bench;
    core::Secret m_token;
    oauth::Token m_row;
};

void TestInspectorFamily::init()
{
    m_bench = std::make_unique<InspectorBench>();
    m_token = m_bench->good();
    m_row = m_bench->rowOf(m_token);
    m_row.clientId = u"shop-web"_s;
    repository().stored = {m_row};
    repository().info.keepsFamilies = true;
    repository().info.familyGaps = u"Links go after a while."_s;
    m_bench->useKey(issuerKey());
    page().setRepository(&repository());
}

store::FamilyMember TestInspectorFamily::member(int key, int predecessor, store::FamilyLink link) const
{
    store::FamilyMember one;
    one.token = storedToken(key, m_bench->now());
    one.token.clientId = u"shop-web"_s;
    one.predecessor = predecessor;
    one.link = link;
    return one;
}

void TestInspectorFamily::useChain()
{
    using store::FamilyLink;
    repository().chain.members = {
        member(1, -1, FamilyLink::None), member(2, 0, FamilyLink::Refreshed), member(3, 1, FamilyLink::Refreshed)};
    auto& members = repository().chain.members;
    members[0].token.accessRevokedAt = members[0].token.refreshRevokedAt = m_bench->now() - 60;
    members[0].token.accessRefused = members[0].token.refreshRefused = true;
    members[1].token.expiresAt = m_bench->now() - 10;
    members[2].isThisOne = true;
}

ui::FamilyDialog& TestInspectorFamily::opened()
{
    if (auto* dialog = page().findChild<ui::FamilyDialog*>()) {
        return *dialog;
    }
    page().take(m_token);
    if (!QTest::qWaitFor([this] { return !offer().isHidden(); })) {
        qFatal("no chain was offered");
    }
    offer().click();
    return *page().findChild<ui::FamilyDialog*>();
}

void TestInspectorFamily::aTokenThatWasNeverRefreshedOffersNothing()
{
    repository().chain.members = {member(3, -1, store::FamilyLink::None)};
    page().take(m_token);
    QTRY_COMPARE(m_bench->chip(u"inDatabase"_s), u"Active"_s);
    QTRY_COMPARE(repository().chainsAsked, QList{m_row.key});
    QVERIFY(offer().isHidden());
}

void TestInspectorFamily::layoutsWithoutLinksAreNotAsked()
{
    useChain();
    repository().info.keepsFamilies = false;
    page().take(m_token);
    QTRY_COMPARE(m_bench->chip(u"inDatabase"_s), u"Active"_s);
    QVERIFY(repository().chainsAsked.isEmpty());
    QVERIFY(offer().isHidden());
}

void TestInspectorFamily::aChainIsOfferedWithItsNumber()
{
    useChain();
    page().take(m_token);
    QTRY_COMPARE(offer().accessibleName(), u"Refresh chain (3)…"_s);
    QVERIFY(!offer().isHidden());
    repository().chain.members = {member(3, -1, store::FamilyLink::Missing)}; // one that something can be said of
    page().take(m_token);
    QTRY_COMPARE(offer().accessibleName(), u"Refresh chain (1)…"_s);
}

void TestInspectorFamily::theOfferGoesWithTheToken()
{
    useChain();
    page().take(m_token);
    QTRY_VERIFY(!offer().isHidden());
    page().take(core::Secret(u"another-token"_s));
    QTRY_COMPARE(m_bench->chip(u"inDatabase"_s), u"Not found"_s);
    QVERIFY(offer().isHidden());
}

void TestInspectorFamily::aLateChainIsDropped()
{
    useChain();
    page().take(m_token);
    QTRY_VERIFY(!offer().isHidden());
    repository().held = true;
    Q_EMIT repository().tokensChanged({m_row}); // it is looked for again
    page().setRepository(nullptr);
    repository().release();
    QCoreApplication::processEvents(); // whatever was released is delivered by now
    QVERIFY(offer().isHidden());
}

void TestInspectorFamily::everyBoxTellsItsToken()
{
    useChain();
    const auto all = boxes();
    QCOMPARE(all.size(), 3);
    QVERIFY2(all.at(0)->accessibleName().startsWith(u"Token 1 of 3, Refresh used, Issued "_s),
        qPrintable(all.at(0)->accessibleName()));
    QVERIFY2(all.at(0)->accessibleName().endsWith(u"Access token revoked, key 1"_s),
        qPrintable(all.at(0)->accessibleName()));
    QVERIFY2(all.at(1)->accessibleName().endsWith(u"Access token expired, key 2, refreshed from token 1"_s),
        qPrintable(all.at(1)->accessibleName()));
    QVERIFY2(all.at(2)->accessibleName().startsWith(u"Token 3 of 3, this one, Active, "_s),
        qPrintable(all.at(2)->accessibleName()));
    QCOMPARE(child<QLabel>(opened(), u"familySummary"_s).text(), u"3 tokens, oldest on top."_s);
    QVERIFY(toldAbout(opened()).contains(u"Links go after a while."_s));
}

void TestInspectorFamily::theDialogBeginsAtThisToken()
{
    useChain();
    QTRY_COMPARE(opened().focusWidget(), boxes().at(2));
    QCOMPARE(boxes().at(2)->focusPolicy(), Qt::StrongFocus);
    QCOMPARE(boxes().at(0)->focusPolicy(), Qt::ClickFocus);
}

void TestInspectorFamily::arrowsLeadFromTokenToToken()
{
    useChain();
    const auto all = boxes();
    QTRY_COMPARE(opened().focusWidget(), all.at(2));
    QTest::keyClick(all.at(2), Qt::Key_Up);
    QCOMPARE(opened().focusWidget(), all.at(1));
    QTest::keyClick(all.at(1), Qt::Key_Home);
    QCOMPARE(opened().focusWidget(), all.at(0));
    QTest::keyClick(all.at(0), Qt::Key_Left); // there is none before the first
    QCOMPARE(opened().focusWidget(), all.at(0));
    QTest::keyClick(all.at(0), Qt::Key_End);
    QCOMPARE(opened().focusWidget(), all.at(2));
}

void TestInspectorFamily::aClickOpensATokenWhoseValueIsStored()
{
    useChain();
    const QPointer<ui::FamilyDialog> dialog = &opened();
    QTest::mouseClick(boxes().at(0), Qt::LeftButton);
    QCOMPARE(m_bench->around.inspected, QList{repository().chain.members.at(0).token.accessToken});
    QTRY_VERIFY(!dialog);
}

void TestInspectorFamily::enterShowsTheRowsOfATokenWhoseValueIsNot()
{
    useChain();
    for (store::FamilyMember& one : repository().chain.members) {
        one.token.valuesStored = false;
    }
    QTRY_COMPARE(opened().focusWidget(), boxes().at(2));
    QTest::keyClick(boxes().at(2), Qt::Key_Return);
    QVERIFY(m_bench->around.inspected.isEmpty());
    QCOMPARE(m_bench->around.shown.size(), 1);
    QVERIFY2(m_bench->around.shown.constFirst().startsWith(u"tokens client:\"shop-web\""_s),
        qPrintable(m_bench->around.shown.constFirst()));
}

void TestInspectorFamily::whatIsMissingIsSaid()
{
    useChain();
    auto& chain = repository().chain;
    chain.members[0].link = store::FamilyLink::Missing;
    chain.members[1].link = store::FamilyLink::SameFamily;
    chain.members[2].link = store::FamilyLink::Circular;
    chain.members[2].predecessor = -1;
    chain.hasOlder = chain.hasNewer = true;
    const auto all = boxes();
    QVERIFY(all.at(0)->accessibleName().endsWith(u"Refreshed from a token that is gone"_s));
    QVERIFY(all.at(1)->accessibleName().endsWith(u"Same family; the link is gone"_s));
    QVERIFY(all.at(2)->accessibleName().endsWith(u"the rows contradict each other"_s));
    QCOMPARE(child<QLabel>(opened(), u"familySummary"_s).text(),
        u"3 tokens, oldest on top. Older and newer ones are not shown."_s);
}

void TestInspectorFamily::branchesStandSideBySide()
{
    useChain();
    repository().chain.members[2].predecessor = 0;
    const auto all = boxes();
    QCOMPARE(all.at(1)->y(), all.at(2)->y());
    QVERIFY(all.at(1)->geometry().right() < all.at(2)->geometry().left());
    QVERIFY(all.at(0)->geometry().bottom() < all.at(1)->geometry().top());
}

void TestInspectorFamily::itClosesWithItsDatabase()
{
    useChain();
    const QPointer<ui::FamilyDialog> dialog = &opened();
    page().setRepository(nullptr);
    QTRY_VERIFY(!dialog);
}

void TestInspectorFamily::noValueIsShown()
{
    useChain();
    const QString told = toldAbout(opened());
    for (const store::FamilyMember& one : std::as_const(repository().chain.members)) {
        QVERIFY(!told.contains(one.token.accessToken.revealText()));
        QVERIFY(!told.contains(one.token.refreshToken->revealText()));
    }
    QVERIFY(allLabelsArePlain(opened()));
}

void TestInspectorFamily::aDeletedClientIsToldAndFound()
{
    repository().client.reset();
    page().take(m_token);
    QTRY_VERIFY2(
        told("standingDetail").startsWith(u"Client shop-web was deleted, user "_s), qPrintable(told("standingDetail")));
    QCOMPARE(m_bench->chip(u"inDatabase"_s), u"Active"_s); // that it is still taken is what is wrong
    const auto* model = page().findChild<tables::TraceModel*>();
    const auto place = m_bench->steps().indexOf(u"Row in the database: Passed"_s);
    const QString step = model->index(static_cast<int>(place)).data(Qt::AccessibleDescriptionRole).toString();
    QVERIFY2(step.contains(u"Client shop-web was deleted."_s), qPrintable(step));
    QStringList findings;
    for (const auto* label : page().findChild<ui::FindingsPane*>()->findChildren<QLabel*>()) {
        findings << label->text();
    }
    QVERIFY2(
        findings.contains(u"The client of the token was deleted or disabled."_s), qPrintable(findings.join(u'\n')));
}

void TestInspectorFamily::aDisabledClientIsTold()
{
    repository().client->enabled = false;
    page().take(m_token);
    QTRY_VERIFY2(
        told("standingDetail").startsWith(u"Client shop-web is disabled, "_s), qPrintable(told("standingDetail")));
}

void TestInspectorFamily::anOpaqueTokenOfADeletedClientIsNoSuccess()
{
    m_row.accessToken = core::Secret(u"opaque-token-0001"_s);
    repository().stored = {m_row};
    repository().client.reset();
    page().take(m_row.accessToken);
    QTRY_VERIFY2(m_bench->verdict().startsWith(u"The database still holds this token. Client shop-web was deleted."_s),
        qPrintable(m_bench->verdict()));
    m_row.clientId.reset(); // its row names one by key, and that leads nowhere
    repository().info.tokensNameClientsByKey = true;
    repository().stored = {m_row};
    page().take(m_row.accessToken);
    QTRY_VERIFY2(m_bench->verdict().startsWith(u"The database still holds this token. Its client was deleted."_s),
        qPrintable(m_bench->verdict()));
}

void TestInspectorFamily::aClientThatComesBackIsSeenAtOnce()
{
    repository().client->enabled = false;
    page().take(m_token);
    QTRY_VERIFY(told("standingDetail").contains(u"disabled"_s));
    repository().client->enabled = true;
    Q_EMIT repository().clientSaved(*repository().client);
    QTRY_VERIFY2(told("standingDetail").startsWith(u"Client shop-web, "_s), qPrintable(told("standingDetail")));
}

QTEST_MAIN(TestInspectorFamily)
#include "tst_inspectorfamily.moc"
