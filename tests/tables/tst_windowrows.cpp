#include "longlist.h"

#include "tables/windowrows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::RowSelection;
using tables::WindowModel;

/** Tokens have no signal that one is gone; clients have. */
class ForgettingModel final : public tables::WindowRows<oauth::Token, store::TokenQuery>
{
public:
    ForgettingModel(LongList& list, const core::Clock&, QObject* parent)
        : WindowRows(list, parent)
    {
        QObject::connect(
            &list, &store::Repository::tokenSaved, this, [this](const oauth::Token& stored) { add(stored); });
    }
    void forget(const oauth::RowKey& key) { remove(key); }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 1; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const oauth::Token* token = at(index.row());
        return !token ? unread(role) : role == Qt::DisplayRole ? QVariant(token->scope) : QVariant();
    }

protected:
    [[nodiscard]] store::Reply<store::Page<oauth::Token>> ask(
        const store::TokenQuery& query, const store::Stretch& stretch) override
    {
        return repository().tokens(query, stretch);
    }
    [[nodiscard]] std::optional<store::Reply<store::Places>> guess(const store::TokenQuery& query) override
    {
        return repository().guessedPlaces(query);
    }
    [[nodiscard]] bool newRowsComeFirst() const override { return true; }
};

/** A window of 20 rows on lists of thousands. */
class TestWindowRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { make(5000); }
    void cleanup();
    void nothingIsThereBeforeItIsAskedFor();
    void showsEveryRowWhereverItIs_data();
    void showsEveryRowWhereverItIs();
    void asksOnlyForWhatIsShownWhenScrollingStops();
    void waitsForThePlaceOfAFarRow();
    void readsOnFromTheStartWherePlacesCannotBeTold();
    void keysWithGapsAreFoundToo();
    void newRowsDoNotMoveWhatIsOnScreen();
    void aNewRowIsSeenAtTheTop();
    void rowsThatAreGoneAreLeftOut();
    void theSelectionGoesWithItsRows();
    void aReloadSelectsNoOtherRows();
    void aReloadLeavesOutSelectedRowsThatAreGone();
    void aReloadKeepsALongRange();
    void whatFollowsARemovedRowTakesItsPlace();
    void aRowThatIsNotFoundIsNotWaitedForForever();
    void theCurrentRowIsKnownOffScreen();
    void givesSelectedRowsThatWereNeverOnScreen();
    void givesManySmallBlocksWhole();
    void anotherQueryStartsAtTheTop();
    void onlyTheAnswerToTheLastQuestionCounts();
    void aFailureKeepsTheRows();
    void costsTheSameForMillions();
    void mayDieBeforeTheAnswer();

private:
    void make(qint64 rows);
    void load();
    /** The keys on screen; 0 for a row that is not read. */
    QList<qint64> shown() const;
    /** What ought to be on screen: 20 keys downwards. */
    static QList<qint64> downFrom(qint64 key);
    bool settles() const;

    std::unique_ptr<LongList> m_list;
    FixedClock m_clock;
    std::unique_ptr<ForgettingModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestWindowRows::make(qint64 rows)
{
    cleanup();
    m_list = std::make_unique<LongList>(rows);
    m_model = std::make_unique<ForgettingModel>(*m_list, m_clock, nullptr);
    m_model->setRoom(20, false);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestWindowRows::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_list.reset();
}

void TestWindowRows::load()
{
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    QTRY_VERIFY(m_model->isTotalExact());
}

QList<qint64> TestWindowRows::shown() const
{
    QList<qint64> keys;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        keys << m_model->keyAt(row).parts.value(0).toLongLong();
    }
    return keys;
}

QList<qint64> TestWindowRows::downFrom(qint64 key)
{
    QList<qint64> keys;
    for (qint64 next = key; next > key - 20; --next) {
        keys << next;
    }
    return keys;
}

/** Whether all on screen is read, now or soon. */
bool TestWindowRows::settles() const
{
    return QTest::qWaitFor([this] { return !shown().contains(0); });
}

void TestWindowRows::nothingIsThereBeforeItIsAskedFor()
{
    QCOMPARE(m_model->phase(), WindowModel::Phase::Idle);
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setTop(100);
    QVERIFY(m_list->asked.isEmpty());
}

void TestWindowRows::showsEveryRowWhereverItIs_data()
{
    QTest::addColumn<bool>("guesses");
    QTest::newRow("places are looked for") << false;
    QTest::newRow("places are guessed first") << true;
}

void TestWindowRows::showsEveryRowWhereverItIs()
{
    QFETCH(bool, guesses);
    m_list->guesses = guesses;
    load();
    QCOMPARE(m_model->total(), 5000);
    for (const qint64 top : {0, 4980, 2500, 190, 3999, 1, 4000}) {
        m_model->setTop(top);
        QVERIFY(settles());
        QCOMPARE(m_model->top(), top);
        QCOMPARE(shown(), downFrom(5000 - top));
    }
    m_model->setTop(99'999);
    QCOMPARE(m_model->top(), 4980);
}

void TestWindowRows::asksOnlyForWhatIsShownWhenScrollingStops()
{
    load();
    QVERIFY(QTest::qWaitFor([this] { return m_list->asked.size() >= 1; }));
    m_list->held = true;
    m_list->asked.clear();
    for (qint64 top = 500; top <= 4500; top += 100) {
        m_model->setTop(top);
    }
    QCOMPARE(m_list->asked.size(), 1); // the first; everything it passed by is not asked for
    m_list->release();
    QVERIFY(settles());
    QCOMPARE(shown(), downFrom(500));
    QVERIFY2(m_list->asked.size() <= 4, qPrintable(QString::number(m_list->asked.size()))); // with what is beside it
}

void TestWindowRows::waitsForThePlaceOfAFarRow()
{
    m_list->held = true;
    m_model->reload();
    m_list->held = false;
    m_list->release(); // the first page; places are looked for 1,000 rows at a time
    m_list->asked.clear();
    QTRY_COMPARE(m_model->total(), 5000);
    m_model->setTop(4900);
    QVERIFY(settles());
    QCOMPARE(shown(), downFrom(100));
    QVERIFY2(m_list->asked.size() < 10, qPrintable(QString::number(m_list->asked.size())));
}

void TestWindowRows::readsOnFromTheStartWherePlacesCannotBeTold()
{
    m_list->tellsPlaces = false;
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    for (int page = 0; page < 300; ++page) {
        m_model->setTop(m_model->lastTop());
        QVERIFY(settles());
        if (m_model->isTotalExact()) {
            break;
        }
    }
    QCOMPARE(m_model->total(), 5000);
    m_model->setTop(m_model->lastTop());
    QVERIFY(settles());
    QCOMPARE(shown(), downFrom(20));
}

void TestWindowRows::keysWithGapsAreFoundToo()
{
    m_list->guesses = true;
    m_list->keys.removeIf([](qint64 key) { return key % 3 != 0 && key < 3000; }); // a third of the older ones is left
    m_list->held = true;
    m_model->reload();
    m_list->release();
    m_model->setTop(4000); // by the guess
    load();
    QCOMPARE(m_model->total(), m_list->keys.size());
    m_model->setTop(m_model->lastTop());
    QVERIFY(settles());
    QList<qint64> last = m_list->keys.first(20);
    std::reverse(last.begin(), last.end());
    QCOMPARE(shown(), last);
}

void TestWindowRows::newRowsDoNotMoveWhatIsOnScreen()
{
    load();
    m_model->setTop(1000);
    QVERIFY(settles());
    const QList<qint64> before = shown();
    for (qint64 key = 5001; key <= 5300; ++key) {
        m_list->insert(key);
    }
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    QTRY_COMPARE(m_model->total(), 5300);
    QTRY_COMPARE(shown(), before);
    m_model->setTop(0);
    QVERIFY(settles());
    QTRY_COMPARE(shown(), downFrom(5300));
}

void TestWindowRows::aNewRowIsSeenAtTheTop()
{
    load();
    m_list->insert(5001);
    oauth::Token token;
    token.key = {{5001LL}};
    Q_EMIT m_list->tokenSaved(token);
    m_model->choose(token.key);
    QTRY_COMPARE(shown(), downFrom(5001));
    QCOMPARE(m_model->currentRow(), 0);
    QVERIFY(m_model->selection().contains(0));
    QTRY_COMPARE(m_model->total(), 5001);
}

void TestWindowRows::rowsThatAreGoneAreLeftOut()
{
    load();
    m_model->setTop(1000);
    QVERIFY(settles());
    m_list->keys.removeIf([](qint64 key) { return key > 3900 && key < 4100; });
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    QTRY_COMPARE(m_model->total(), m_list->keys.size());
    for (const qint64 top : {0, 880, 4000}) {
        m_model->setTop(top);
        QVERIFY(settles());
        QList<qint64> wanted = m_list->keys;
        std::reverse(wanted.begin(), wanted.end());
        QTRY_COMPARE(shown(), wanted.mid(top, 20));
    }
}

void TestWindowRows::theSelectionGoesWithItsRows()
{
    load();
    m_model->setTop(1000);
    QVERIFY(settles());
    m_model->choose(m_model->keyAt(5));
    m_model->setTop(4000);
    QVERIFY(settles());
    QVERIFY(m_model->selection().contains(1005));
    QCOMPARE(m_model->selection().count(m_model->total()), 1);
    RowSelection all;
    all.setAll();
    m_model->select(all);
    QCOMPARE(m_model->selection().count(m_model->total()), 5000);
    const auto asked = m_list->asked.size();
    QCoreApplication::processEvents();
    QCOMPARE(m_list->asked.size(), asked); // selecting all of them reads none of them
}

void TestWindowRows::aReloadSelectsNoOtherRows()
{
    load();
    m_model->choose(m_model->keyAt(4)); // 4996
    m_model->setAnchor(2);
    RowSelection rows;
    rows.setRange(2, 4);
    m_model->select(rows);
    m_list->insert(5001); // now those are rows 3 to 5
    m_model->reload();
    QTRY_COMPARE(m_model->total(), 5001);
    QTRY_COMPARE(m_model->currentRow(), 5);
    QCOMPARE(m_model->selection().runs(), (QList<RowSelection::Run>{{3, 5}}));
    QCOMPARE(m_model->anchor(), 3);
    QCOMPARE(m_model->current()->scope, u"4996"_s);
}

/** What is gone is selected no more, and nothing in its place; a second reload changes nothing. */
void TestWindowRows::aReloadLeavesOutSelectedRowsThatAreGone()
{
    load();
    RowSelection rows;
    rows.add(2, 2); // 4998
    rows.add(7, 8); // 4993 and 4992
    m_model->select(rows);
    m_list->keys.removeAll(4993);
    m_list->keys.removeAll(4999);
    for (int times = 0; times < 2; ++times) {
        m_model->reload();
        QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
        QTRY_COMPARE(m_model->total(), 4998);
        QCOMPARE(m_model->selection().runs(), (QList<RowSelection::Run>{{1, 1}, {6, 6}}));
    }
    m_list->insert(4993); // what comes back is another row to whoever looks
    m_model->reload();
    QTRY_COMPARE(m_model->total(), 4999);
    QTRY_COMPARE(m_model->selection().runs(), (QList<RowSelection::Run>{{1, 1}, {7, 7}}));
    RowSelection others;
    others.setRange(0, 3);
    m_model->select(others);
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    QCOMPARE(m_model->selection().runs(), others.runs());
}

/** Far more rows than are in memory: by the ends of the range. */
void TestWindowRows::aReloadKeepsALongRange()
{
    load();
    m_model->setTop(1000);
    QVERIFY(settles());
    RowSelection range;
    range.setRange(5, 1010);
    m_model->select(range);
    m_list->insert(5001);
    m_model->reload();
    QTRY_COMPARE(m_model->total(), 5001);
    QTRY_COMPARE(m_model->selection().runs(), (QList<RowSelection::Run>{{6, 1011}}));
}

void TestWindowRows::whatFollowsARemovedRowTakesItsPlace()
{
    make(3);
    load();
    for (const auto& [removed, current] : QList<std::pair<qint64, QString>>{{3, u"2"_s}, {2, u"1"_s}, {1, QString()}}) {
        m_model->choose({{removed}});
        QSignalSpy changed(m_model.get(), &WindowModel::currentChanged);
        m_list->keys.removeAll(removed);
        m_model->forget({{removed}});
        QVERIFY(changed.size() > 0);
        QCOMPARE(m_model->current() ? m_model->current()->scope : QString(), current);
        QCOMPARE(m_model->selection().count(m_model->total()), current.isEmpty() ? 0 : 1);
    }
    QCOMPARE(m_model->rowCount(), 0);
}

void TestWindowRows::aRowThatIsNotFoundIsNotWaitedForForever()
{
    load();
    m_model->choose({{1000LL}}); // not on screen, and nobody knows where it is
    m_model->setTop(3995);
    QVERIFY(settles());
    QVERIFY(shown().contains(1000));
    QCoreApplication::processEvents();
    QCOMPARE(m_model->top(), 3995);
    QVERIFY(!m_model->current() || m_model->current()->scope != u"1000"_s);
}

void TestWindowRows::theCurrentRowIsKnownOffScreen()
{
    load();
    m_model->choose(m_model->keyAt(3));
    QCOMPARE(m_model->current()->scope, u"4997"_s);
    QSignalSpy changed(m_model.get(), &WindowModel::currentChanged);
    m_model->setTop(3000);
    QVERIFY(settles());
    QCOMPARE(m_model->current()->scope, u"4997"_s);
    QCOMPARE(changed.size(), 0);
    m_list->insert(6000);
    m_model->setTop(0);
    m_model->reload();
    QTRY_COMPARE(m_model->currentRow(), 4);
    QCOMPARE(m_model->current()->scope, u"4997"_s);
}

void TestWindowRows::givesSelectedRowsThatWereNeverOnScreen()
{
    load();
    RowSelection rows;
    rows.add(10, 12);
    rows.add(3000, 3500);
    m_model->select(rows);
    QList<oauth::Token> given;
    m_model->whenSelected([&given](const QList<oauth::Token>& tokens) { given = tokens; });
    QTRY_COMPARE(given.size(), 504);
    QCOMPARE(given.constFirst().key, oauth::RowKey{{4990LL}});
    QCOMPARE(given.constLast().key, oauth::RowKey{{1500LL}});
    QCOMPARE(m_model->top(), 0);
}

void TestWindowRows::givesManySmallBlocksWhole()
{
    make(0);
    m_list->guesses = true;
    m_list->tellsPlaces = false; // the guess stays: blocks of 200 numbers with two rows each
    for (qint64 key = 100; key <= 60'000; key += 100) {
        m_list->keys << key;
    }
    m_model->reload();
    QTRY_VERIFY(m_model->total() > 1000);
    RowSelection all;
    all.setAll();
    m_model->select(all);
    qsizetype given = 0;
    m_model->whenSelected([&given](const QList<oauth::Token>& tokens) { given = tokens.size(); });
    QTRY_COMPARE(given, 600);
}

void TestWindowRows::anotherQueryStartsAtTheTop()
{
    load();
    m_model->setTop(1000);
    QVERIFY(settles());
    m_model->choose(m_model->keyAt(0));
    store::TokenQuery rising;
    rising.order = store::SortOrder::Ascending;
    m_model->setQuery(rising);
    QTRY_COMPARE(m_model->phase(), WindowModel::Phase::Loaded);
    QCOMPARE(m_model->top(), 0);
    QCOMPARE(shown().constFirst(), 1);
    QCOMPARE(m_model->currentRow(), -1);
    QVERIFY(m_model->selection().isEmpty());
}

void TestWindowRows::onlyTheAnswerToTheLastQuestionCounts()
{
    m_list->held = true;
    QSignalSpy loaded(m_model.get(), &WindowModel::loaded);
    m_model->reload();
    store::TokenQuery rising;
    rising.order = store::SortOrder::Ascending;
    m_model->setQuery(rising);
    m_list->release();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(shown().constFirst(), 1);
}

void TestWindowRows::aFailureKeepsTheRows()
{
    load();
    const QList<qint64> before = shown();
    QSignalSpy failures(m_model.get(), &WindowModel::loadFailed);
    m_list->readError = core::Error{core::Error::Kind::Locked, {}, {}, {}};
    m_model->reload();
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(m_model->phase(), WindowModel::Phase::Failed);
    QCOMPARE(shown(), before);
    m_list->readError.reset();
    load();
    QCOMPARE(shown(), before);
}

void TestWindowRows::costsTheSameForMillions()
{
    make(100'000);
    m_list->guesses = true;
    load();
    m_list->asked.clear();
    for (int step = 0; step < 200; ++step) {
        m_model->setTop(step * 500);
        QVERIFY(settles());
        QCOMPARE(m_model->rowCount(), 20);
    }
    QVERIFY2(m_list->asked.size() <= 600, qPrintable(QString::number(m_list->asked.size())));
}

void TestWindowRows::mayDieBeforeTheAnswer()
{
    m_list->held = true;
    m_model->reload();
    m_tester.reset();
    m_model.reset();
    m_list->release();
    QCoreApplication::sendPostedEvents();
}

QTEST_GUILESS_MAIN(TestWindowRows)
#include "tst_windowrows.moc"
