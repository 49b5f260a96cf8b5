#include "tables/rowselection.h"

#include <QTest>

using owb::tables::RowSelection;
using Runs = QList<RowSelection::Run>;

class TestRowSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void togglesRows();
    void joinsRunsThatTouch();
    void knowsEveryRowOfMillions();
    void followsRowsThatMove_data();
    void followsRowsThatMove();
    void allStaysAll();
};

void TestRowSelection::togglesRows()
{
    RowSelection rows;
    rows.setRange(9, 5);
    rows.toggle(7);
    QCOMPARE(rows.runs(), (Runs{{5, 6}, {8, 9}}));
    rows.toggle(7);
    rows.toggle(20);
    QCOMPARE(rows.runs(), (Runs{{5, 9}, {20, 20}}));
    QVERIFY(rows.contains(5) && rows.contains(9) && rows.contains(20));
    QVERIFY(!rows.contains(4) && !rows.contains(10) && !rows.contains(19) && !rows.contains(21));
}

void TestRowSelection::joinsRunsThatTouch()
{
    RowSelection rows;
    for (const auto& [from, to] : Runs{{10, 12}, {0, 3}, {13, 15}, {4, 4}, {2, 11}}) {
        rows.add(from, to);
    }
    QCOMPARE(rows.runs(), (Runs{{0, 15}}));
}

void TestRowSelection::knowsEveryRowOfMillions()
{
    RowSelection rows;
    rows.setAll();
    QCOMPARE(rows.count(10'000'000), 10'000'000);
    rows.toggle(5'000'000);
    QVERIFY(!rows.contains(5'000'000) && rows.contains(9'999'999));
    QCOMPARE(rows.count(10'000'000), 9'999'999);
}

void TestRowSelection::followsRowsThatMove_data()
{
    QTest::addColumn<qint64>("row");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("known");
    QTest::addColumn<Runs>("after");
    QTest::newRow("come before") << qint64(3) << qint64(2) << false << Runs{{12, 22}};
    QTest::newRow("come behind") << qint64(21) << qint64(2) << false << Runs{{10, 20}};
    QTest::newRow("come into the middle") << qint64(15) << qint64(2) << false << Runs{{10, 14}, {17, 22}};
    QTest::newRow("were there already") << qint64(15) << qint64(2) << true << Runs{{10, 22}};
    QTest::newRow("go before") << qint64(3) << qint64(-2) << false << Runs{{8, 18}};
    QTest::newRow("go from the middle") << qint64(15) << qint64(-2) << false << Runs{{10, 18}};
    QTest::newRow("go at the edge") << qint64(19) << qint64(-5) << false << Runs{{10, 18}};
    QTest::newRow("all of them go") << qint64(10) << qint64(-11) << false << Runs{};
}

void TestRowSelection::followsRowsThatMove()
{
    QFETCH(qint64, row);
    QFETCH(qint64, count);
    QFETCH(bool, known);
    RowSelection rows;
    rows.setRange(10, 20);
    rows.shift(row, count, known);
    QTEST(rows.runs(), "after");
}

void TestRowSelection::allStaysAll()
{
    RowSelection rows;
    rows.setAll();
    rows.shift(100, -50, false);
    rows.shift(100, 50, false);
    QVERIFY(rows.isAll());
}

QTEST_GUILESS_MAIN(TestRowSelection)
#include "tst_rowselection.moc"
