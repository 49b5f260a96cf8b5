#include "tables/rowplaces.h"

#include <QTest>

using namespace owb;
using tables::RowPlaces;
using Block = RowPlaces::Block;

namespace {

store::Cursor cursor(qint64 key)
{
    return {{}, {key}, false};
}

/** Blocks of 200 rows with keys from 1 on. */
QList<Block> blocks(int count, bool exact)
{
    QList<Block> made{{std::nullopt, 200, exact, 0}};
    for (int i = 1; i < count; ++i) {
        made.append({cursor(i * 200), 200, exact, 0});
    }
    return made;
}

} // namespace

class TestRowPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAsItIsRead();
    void tellsTheBlockOfEveryRow();
    void aCountThatWasWrongMovesTheRowsBehind();
    void aBlockThatHoldsMoreIsParted();
    void aKnownBlockStaysItself();
    void findsTheBlockOfAKey();
    void holdsNothing();
};

void TestRowPlaces::growsAsItIsRead()
{
    RowPlaces places;
    places.begin(1000);
    QCOMPARE(places.setRead(0, 200, cursor(200)), 0); // the rest is thought to be 800
    QCOMPARE(places.total(), 1000);
    QVERIFY(!places.isExact());
    QCOMPARE(places.setRead(1, 200, cursor(400)), 0);
    QCOMPARE(places.setRead(2, 10, std::nullopt), -590);
    QCOMPARE(places.total(), 410);
    QVERIFY(places.isExact());
}

void TestRowPlaces::tellsTheBlockOfEveryRow()
{
    RowPlaces places;
    places.setBlocks(blocks(50'000, true), {});
    QCOMPARE(places.total(), 10'000'000);
    for (const qint64 row : {0LL, 199LL, 200LL, 4'999'999LL, 5'000'000LL, 9'999'999LL}) {
        const RowPlaces::Place place = places.placeOf(row);
        QCOMPARE(place.block, static_cast<int>(row / 200));
        QCOMPARE(place.offset, row % 200);
        QCOMPARE(places.firstRowOf(place.block) + place.offset, row);
    }
    QCOMPARE(places.placeOf(-5).block, 0);
    QCOMPARE(places.placeOf(20'000'000).block, 49'999);
}

void TestRowPlaces::aCountThatWasWrongMovesTheRowsBehind()
{
    RowPlaces places;
    places.setBlocks(blocks(3, false), {});
    QCOMPARE(places.setRead(1, 150, std::nullopt), -50);
    QCOMPARE(places.firstRowOf(2), 350);
    QCOMPARE(places.setRead(1, 0, std::nullopt), -150); // all of its rows are gone
    QCOMPARE(places.placeOf(200).block, 2);
    QCOMPARE(places.placeOf(200).offset, 0);
}

void TestRowPlaces::aBlockThatHoldsMoreIsParted()
{
    RowPlaces places;
    places.setBlocks(blocks(2, true), {});
    const int first = places.at(0).id;
    const int last = places.at(1).id;
    QCOMPARE(places.setRead(0, 200, cursor(200)), 1); // at least one row more
    QCOMPARE(places.size(), 3);
    QCOMPARE(places.blockWithId(first), 0);
    QCOMPARE(places.blockWithId(last), 2);
    QCOMPARE(places.at(1).after, cursor(200));
    QVERIFY(!places.isExact());
    places.setRead(1, 7, std::nullopt);
    QCOMPARE(places.total(), 407);
    QVERIFY(places.isExact());
}

void TestRowPlaces::aKnownBlockStaysItself()
{
    RowPlaces places;
    places.setBlocks(blocks(3, false), {});
    places.setRead(1, 190, std::nullopt);
    const int kept = places.at(1).id;
    const int forgotten = places.at(0).id;
    places.setBlocks(blocks(5, true), {kept});
    QCOMPARE(places.blockWithId(kept), 1);
    QCOMPARE(places.at(1).rows, 190);
    QCOMPARE(places.blockWithId(forgotten), -1);
    QCOMPARE(places.total(), 990);
    QList<Block> shorter = blocks(2, true); // now it has no end
    const int first = places.at(1).id;
    places.setBlocks(shorter, {first});
    QCOMPARE(places.blockWithId(first), -1);
}

void TestRowPlaces::findsTheBlockOfAKey()
{
    RowPlaces places;
    places.setBlocks(blocks(5, true), {});
    const auto ascending = places.placeOfKey(405, store::SortOrder::Ascending);
    QCOMPARE(ascending.block, 2);
    QCOMPARE(ascending.offset, 4);
    QCOMPARE(places.placeOfKey(1, store::SortOrder::Ascending).block, 0);
    QCOMPARE(places.placeOfKey(99'999, store::SortOrder::Ascending).block, 4);
    places.setBlocks({{std::nullopt, 200, true, 0}, {cursor(801), 200, true, 0}, {cursor(601), 200, true, 0}}, {});
    QCOMPARE(places.placeOfKey(700, store::SortOrder::Descending).block, 1);
    QCOMPARE(places.placeOfKey(700, store::SortOrder::Descending).offset, 100);
}

void TestRowPlaces::holdsNothing()
{
    RowPlaces places;
    QCOMPARE(places.total(), 0);
    places.begin(0);
    QCOMPARE(places.setRead(0, 0, std::nullopt), 0);
    QCOMPARE(places.total(), 0);
    QCOMPARE(places.placeOf(0).block, 0);
}

QTEST_GUILESS_MAIN(TestRowPlaces)
#include "tst_rowplaces.moc"
