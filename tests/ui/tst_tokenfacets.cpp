#include "tokenspagebench.h"

#include "tokens/revoketokendialog.h"
#include "tokens/statefacets.h"

#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** The facets of the Tokens page: one click narrows the table to a state. */
class TestTokenFacets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void aFacetShowsOnlyItsState_data();
    void aFacetShowsOnlyItsState();
    void arrowKeysMoveTheChoice();
    void aTypedStateIsShownInTheFacets();
    void theRestOfTheSearchStays();
    void takingTheTermOutShowsAnyState();
    void aTypedStateIsReplacedHoweverItIsSpelt();
    void aSearchThatIsNotUnderstoodLeavesTheFacet();
    void anEstimateIsWrittenAsOne_data();
    void anEstimateIsWrittenAsOne();
    void eachFacetCountsItsTokens();
    void countsFollowTheSearchAndRevocations();

private:
    QToolButton& facet(const QString& name);
    QString checked();
    QStringList clients();
    void expectCounts(const QStringList& names);
    ui::SearchField& search() { return m_bench->search(); }

    std::unique_ptr<TokensPageBench> m_bench;
};

/** Two active tokens, one expired, one revoked. */
void TestTokenFacets::init()
{
    m_bench = std::make_unique<TokensPageBench>();
    oauth::Token expired = m_bench->token(3);
    expired.expiresAt = m_bench->now() - 1;
    oauth::Token revoked = m_bench->token(4);
    revoked.accessRevokedAt = m_bench->now();
    revoked.accessRefused = true;
    m_bench->repository.stored = {m_bench->token(1), m_bench->token(2), expired, revoked};
    m_bench->openLoaded();
}

/** By the first word of its name: a count may follow. */
QToolButton& TestTokenFacets::facet(const QString& name)
{
    for (QToolButton* button : m_bench->page->findChild<ui::StateFacets*>()->findChildren<QToolButton*>()) {
        if (button->accessibleName().startsWith(name)) {
            return *button;
        }
    }
    qFatal("no facet %s", qPrintable(name));
}

QString TestTokenFacets::checked()
{
    QStringList names;
    for (const QString& name : {u"Any state"_s, u"Active"_s, u"Expired"_s, u"Revoked"_s}) {
        names << (facet(name).isChecked() ? name : QString());
    }
    names.removeAll(QString());
    return names.join(u'+');
}

QStringList TestTokenFacets::clients()
{
    QStringList ids;
    for (int row = 0; row < m_bench->rows(); ++row) {
        ids << m_bench->cell(row, TokensPageBench::Column::Client);
    }
    return ids;
}

void TestTokenFacets::expectCounts(const QStringList& names)
{
    const auto all = [this] {
        QStringList shown;
        for (const QString& name : {u"Any state"_s, u"Active"_s, u"Expired"_s, u"Revoked"_s}) {
            shown << facet(name).accessibleName();
        }
        return shown;
    };
    QTRY_COMPARE(all(), names);
}

void TestTokenFacets::aFacetShowsOnlyItsState_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("active") << u"Active"_s << u"state:active"_s << QStringList{u"shop-1"_s, u"shop-2"_s};
    QTest::newRow("expired") << u"Expired"_s << u"state:expired"_s << QStringList{u"shop-3"_s};
    QTest::newRow("revoked") << u"Revoked"_s << u"state:revoked"_s << QStringList{u"shop-4"_s};
}

void TestTokenFacets::aFacetShowsOnlyItsState()
{
    QFETCH(QString, name);
    QFETCH(QStringList, shown);
    QTest::mouseClick(&facet(name), Qt::LeftButton);
    QTRY_COMPARE(clients(), shown);
    QTEST(search().text(), "text"); // what a click means can be read and learnt
    QCOMPARE(checked(), name);
    QTest::mouseClick(&facet(u"Any state"_s), Qt::LeftButton);
    QTRY_COMPARE(clients().size(), 4);
    QVERIFY(search().text().isEmpty());
}

void TestTokenFacets::arrowKeysMoveTheChoice()
{
    facet(u"Any state"_s).setFocus();
    QTest::keyClick(m_bench->page->focusWidget(), Qt::Key_Right);
    QTRY_COMPARE(clients().size(), 2);
    QCOMPARE(checked(), u"Active"_s);
    QTest::keyClick(m_bench->page->focusWidget(), Qt::Key_Right);
    QTRY_COMPARE(clients(), QStringList{u"shop-3"_s});
    QCOMPARE(checked(), u"Expired"_s);
}

void TestTokenFacets::aTypedStateIsShownInTheFacets()
{
    type(m_bench->searchLine(), u"state:revoked"_s);
    QTest::keyClick(&m_bench->searchLine(), Qt::Key_Return);
    QTRY_COMPARE(clients(), QStringList{u"shop-4"_s});
    QCOMPARE(checked(), u"Revoked"_s);
    search().setText(u"-state:revoked"_s); // "all but" is none of the facets
    QCOMPARE(checked(), u"Any state"_s);
}

void TestTokenFacets::theRestOfTheSearchStays()
{
    search().setText(u"client:shop-2"_s);
    QTest::mouseClick(&facet(u"Active"_s), Qt::LeftButton);
    QCOMPARE(search().text(), u"client:shop-2 state:active"_s);
    QTRY_COMPARE(clients(), QStringList{u"shop-2"_s});
    QTest::mouseClick(&facet(u"Any state"_s), Qt::LeftButton);
    QCOMPARE(search().text(), u"client:shop-2"_s);
}

void TestTokenFacets::takingTheTermOutShowsAnyState()
{
    QTest::mouseClick(&facet(u"Expired"_s), Qt::LeftButton);
    QTRY_COMPARE(clients().size(), 1);
    for (QToolButton* button : search().findChildren<QToolButton*>()) {
        if (button->accessibleName().startsWith(u"Remove from the search"_s)) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QTRY_COMPARE(clients().size(), 4);
    QCOMPARE(checked(), u"Any state"_s);
}

void TestTokenFacets::aTypedStateIsReplacedHoweverItIsSpelt()
{
    search().setText(u"State:Revoked"_s);
    QCOMPARE(checked(), u"Revoked"_s);
    QTest::mouseClick(&facet(u"Expired"_s), Qt::LeftButton);
    QCOMPARE(search().text(), u"state:expired"_s);
    QTRY_COMPARE(clients(), QStringList{u"shop-3"_s});
}

void TestTokenFacets::aSearchThatIsNotUnderstoodLeavesTheFacet()
{
    search().setText(u"colour:red"_s);
    QTest::mouseClick(&facet(u"Active"_s), Qt::LeftButton);
    QVERIFY(child<QLabel>(*m_bench->page, u"searchProblem"_s).isVisible());
    QCOMPARE(clients().size(), 4);
    QCOMPARE(checked(), u"Any state"_s); // of the rows that are shown
}

void TestTokenFacets::anEstimateIsWrittenAsOne_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("small") << qint64(7) << u"≈ 7"_s;
    QTest::newRow("three digits") << qint64(1'234) << u"≈ 1,230"_s;
    QTest::newRow("rounded up") << qint64(843'750) << u"≈ 844,000"_s;
    QTest::newRow("millions") << qint64(2'412'345) << u"≈ 2.41 M"_s;
    QTest::newRow("many millions") << qint64(412'345'678) << u"≈ 412 M"_s;
    QTest::newRow("billions") << qint64(3'000'000'000) << u"≈ 3.00 bn"_s;
}

void TestTokenFacets::anEstimateIsWrittenAsOne()
{
    QFETCH(const qint64, number);
    QFETCH(const QString, text);
    ui::StateFacets facets(nullptr);
    facets.setCount(u"active"_s, number, true);
    QVERIFY2(facets.findChildren<QToolButton*>().at(1)->text().endsWith(text),
        qPrintable(facets.findChildren<QToolButton*>().at(1)->text()));
    facets.setCount(u"active"_s, number);
    QVERIFY(!facets.findChildren<QToolButton*>().at(1)->text().contains(u'≈'));
}

void TestTokenFacets::eachFacetCountsItsTokens()
{
    expectCounts({u"Any state  4"_s, u"Active  2"_s, u"Expired  1"_s, u"Revoked  1"_s});
    for (const QString& name : {u"Any state"_s, u"Active"_s, u"Expired"_s, u"Revoked"_s}) {
        QCOMPARE(facet(name).text(), facet(name).accessibleName()); // seen and heard
    }
}

void TestTokenFacets::countsFollowTheSearchAndRevocations()
{
    QTest::mouseClick(&facet(u"Expired"_s), Qt::LeftButton);
    QTRY_COMPARE(clients(), QStringList{u"shop-3"_s});
    QCoreApplication::sendPostedEvents(); // counted anew by now
    expectCounts({u"Any state  4"_s, u"Active  2"_s, u"Expired  1"_s, u"Revoked  1"_s}); // not narrowed by the state
    search().setText(u"client:shop-1"_s);
    expectCounts({u"Any state  1"_s, u"Active  1"_s, u"Expired  0"_s, u"Revoked  0"_s});
    QTRY_COMPARE(clients(), QStringList{u"shop-1"_s});
    m_bench->page->revokeSelected();
    m_bench->clickVerb(m_bench->dialog<ui::RevokeTokenDialog>());
    expectCounts({u"Any state  1"_s, u"Active  0"_s, u"Expired  0"_s, u"Revoked  1"_s});
}

QTEST_MAIN(TestTokenFacets)
#include "tst_tokenfacets.moc"
