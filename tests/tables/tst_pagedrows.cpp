#include "../ui/scriptedrepository.h"
#include "itemrows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::PagedTableModel;
using Phase = PagedTableModel::Phase;

namespace {

Item item(int key, const QString& text)
{
    return {{{key}}, text};
}

/** A page of rows with these keys; `more`: others follow after the last. */
ItemRows::Answer page(const QList<int>& keys, bool more = false)
{
    store::Page<Item> page;
    for (const int key : keys) {
        page.rows << item(key, QString::number(key));
    }
    if (more) {
        page.next = store::Cursor{{}, {keys.constLast()}};
    }
    return page;
}

ItemRows::Answer failed()
{
    return tl::unexpected(core::Error{core::Error::Kind::Locked, {}, {}, {}});
}

} // namespace

class TestPagedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsThereBeforeItIsAskedFor();
    void rowsStayUntilTheNewOnesAreThere();
    void onlyTheAnswerToTheLastQuestionCounts_data();
    void onlyTheAnswerToTheLastQuestionCounts();
    void aPageOfTheOldQueryIsDropped();
    void pagesFollowTheLastRow();
    void aPageWithoutRowsEndsTheTable();
    void aFailedPageIsToldAndCanBeAskedForAgain();
    void aFailureKeepsTheRows();
    void aChangedRowIsOneSignal();
    void aRemovedRowIsOneSignal();
    void aChangeOfARowThatIsNotHereIsNothing();
    void anAddedRowIsNotListedAgainByALaterPage();
    void anAddedRowIsReadInItsPlaceWhereASearchIsInForce();
    void rowsAreFoundByTheirKey();
    void mayDieBeforeTheAnswer();

private:
    void load(const ItemRows::Answer& first);

    ScriptedRepository m_repository;
    std::unique_ptr<ItemRows> m_rows;
};

void TestPagedRows::init()
{
    m_rows = std::make_unique<ItemRows>(m_repository, nullptr);
}

void TestPagedRows::cleanup()
{
    m_rows.reset();
}

void TestPagedRows::load(const ItemRows::Answer& first)
{
    m_rows->reload();
    m_rows->answer(m_rows->asked.size() - 1, first);
}

void TestPagedRows::nothingIsThereBeforeItIsAskedFor()
{
    QCOMPARE(m_rows->phase(), Phase::Idle);
    QCOMPARE(m_rows->rowCount(), 0);
    QVERIFY(!m_rows->hasMore() && !m_rows->canFetchMore({}));
    m_rows->fetchMore({});
    QVERIFY(m_rows->asked.isEmpty());
}

void TestPagedRows::rowsStayUntilTheNewOnesAreThere()
{
    const QAbstractItemModelTester tester(m_rows.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(page({1, 2}));
    QSignalSpy loading(m_rows.get(), &PagedTableModel::loading);
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    m_rows->setQuery(u"new"_s);
    QCOMPARE(loading.size(), 1);
    QCOMPARE(m_rows->phase(), Phase::Loading);
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(reset.size(), 0);
    m_rows->answer(1, page({3}));
    QCOMPARE(m_rows->asked.at(1).query, u"new"_s);
    QCOMPARE(m_rows->phase(), Phase::Loaded);
    QCOMPARE(m_rows->texts(), QStringList{u"3"_s});
    QCOMPARE(reset.size(), 1);
}

void TestPagedRows::onlyTheAnswerToTheLastQuestionCounts_data()
{
    QTest::addColumn<QList<int>>("order");
    QTest::addColumn<bool>("lateFails");
    QTest::newRow("in order") << QList{0, 1} << false;
    QTest::newRow("overtaken") << QList{1, 0} << false;
    QTest::newRow("in order, the late one fails") << QList{0, 1} << true;
    QTest::newRow("overtaken, the late one fails") << QList{1, 0} << true;
}

void TestPagedRows::onlyTheAnswerToTheLastQuestionCounts()
{
    QFETCH(QList<int>, order);
    QFETCH(bool, lateFails);
    QSignalSpy loaded(m_rows.get(), &PagedTableModel::loaded);
    QSignalSpy failures(m_rows.get(), &PagedTableModel::loadFailed);
    m_rows->setQuery(u"old"_s);
    m_rows->setQuery(u"new"_s);
    for (const int question : order) {
        m_rows->answer(question, question == 1 ? page({2}) : lateFails ? failed() : page({1}));
    }
    QCOMPARE(m_rows->texts(), QStringList{u"2"_s});
    QCOMPARE(m_rows->phase(), Phase::Loaded);
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(failures.size(), 0);
}

void TestPagedRows::aPageOfTheOldQueryIsDropped()
{
    load(page({1}, true));
    m_rows->fetchMore({});
    m_rows->setQuery(u"new"_s);
    m_rows->answer(1, page({2}));
    QCOMPARE(m_rows->texts(), QStringList{u"1"_s});
    m_rows->answer(2, page({3}));
    QCOMPARE(m_rows->texts(), QStringList{u"3"_s});
    QVERIFY(!m_rows->hasMore());
}

void TestPagedRows::pagesFollowTheLastRow()
{
    load(page({1, 2}, true));
    QVERIFY(m_rows->hasMore() && m_rows->canFetchMore({}));
    QSignalSpy inserted(m_rows.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    m_rows->fetchMore({});
    QVERIFY(!m_rows->canFetchMore({})); // it is on its way
    m_rows->fetchMore({});
    QCOMPARE(m_rows->asked.size(), 2);
    QCOMPARE(m_rows->asked.at(1).after->key, QVariantList{2});
    m_rows->answer(1, page({3, 4, 5}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.constFirst().at(1).toInt(), 2);
    QCOMPARE(inserted.constFirst().at(2).toInt(), 4);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    QVERIFY(!m_rows->canFetchMore({}));
}

void TestPagedRows::aPageWithoutRowsEndsTheTable()
{
    load(page({1}, true));
    QSignalSpy inserted(m_rows.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy loaded(m_rows.get(), &PagedTableModel::loaded);
    m_rows->fetchMore({});
    m_rows->answer(1, page({}));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(loaded.size(), 1);
    QVERIFY(!m_rows->hasMore());
}

void TestPagedRows::aFailedPageIsToldAndCanBeAskedForAgain()
{
    load(page({1}, true));
    QSignalSpy failures(m_rows.get(), &PagedTableModel::loadFailed);
    m_rows->fetchMore({});
    m_rows->answer(1, failed());
    QCOMPARE(failures.constFirst().constFirst().value<core::Error>(), failed().error());
    QVERIFY(m_rows->canFetchMore({}));
    m_rows->fetchMore({});
    m_rows->answer(2, page({2}));
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s}));
}

void TestPagedRows::aFailureKeepsTheRows()
{
    load(page({1, 2}));
    QSignalSpy failures(m_rows.get(), &PagedTableModel::loadFailed);
    QSignalSpy loaded(m_rows.get(), &PagedTableModel::loaded);
    load(failed());
    QCOMPARE(failures.size(), 1);
    QCOMPARE(loaded.size(), 0);
    QCOMPARE(m_rows->phase(), Phase::Failed);
    QCOMPARE(m_rows->rowCount(), 2);
}

void TestPagedRows::aChangedRowIsOneSignal()
{
    const QAbstractItemModelTester tester(m_rows.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(page({1, 2, 3}));
    QSignalSpy changed(m_rows.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    m_rows->replace(item(2, u"two"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_rows->index(1, 0));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_rows->index(1, 1));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"two"_s, u"3"_s}));
}

void TestPagedRows::aRemovedRowIsOneSignal()
{
    const QAbstractItemModelTester tester(m_rows.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(page({1, 2, 3}));
    QSignalSpy removed(m_rows.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(m_rows.get(), &QAbstractItemModel::modelReset);
    m_rows->remove({{2}});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.constFirst().at(1).toInt(), 1);
    QCOMPARE(removed.constFirst().at(2).toInt(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"3"_s}));
}

void TestPagedRows::aChangeOfARowThatIsNotHereIsNothing()
{
    load(page({1}));
    QSignalSpy changed(m_rows.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy removed(m_rows.get(), &QAbstractItemModel::rowsRemoved);
    m_rows->replace(item(9, u"nine"_s));
    m_rows->remove({{9}});
    QCOMPARE(changed.size() + removed.size(), 0);
    QCOMPARE(m_rows->texts(), QStringList{u"1"_s});
}

void TestPagedRows::anAddedRowIsNotListedAgainByALaterPage()
{
    load(page({1, 2}, true));
    m_rows->add(item(4, u"new"_s)); // shown at once, though its place by key is further down
    m_rows->fetchMore({});
    m_rows->answer(1, page({3, 4, 5}));
    QCOMPARE(m_rows->texts(), (QStringList{u"new"_s, u"1"_s, u"2"_s, u"3"_s, u"5"_s}));
    load(page({1, 2, 3, 4, 5}));
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
}

void TestPagedRows::anAddedRowIsReadInItsPlaceWhereASearchIsInForce()
{
    m_rows->setQuery(u"state:expired"_s);
    m_rows->answer(0, page({1, 2}));
    m_rows->add(item(4, u"new"_s));
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s})); // it may not match
    m_rows->answer(1, page({1, 2, 3}));
    QCOMPARE(m_rows->texts(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void TestPagedRows::rowsAreFoundByTheirKey()
{
    load(page({7, 8}));
    QCOMPARE(m_rows->rowOf({{8}}), 1);
    QCOMPARE(m_rows->rowOf({{9}}), -1);
    QCOMPARE(m_rows->keyAt(0), oauth::RowKey{{7}});
    QVERIFY(m_rows->keyAt(2).isEmpty() && m_rows->keyAt(-1).isEmpty());
}

void TestPagedRows::mayDieBeforeTheAnswer()
{
    m_rows->reload();
    const auto promise = m_rows->asked.constFirst().promise;
    m_rows.reset();
    promise->addResult(page({1}));
    promise->finish();
    QCoreApplication::sendPostedEvents();
    QVERIFY(promise->future().isFinished());
}

QTEST_GUILESS_MAIN(TestPagedRows)
#include "tst_pagedrows.moc"
