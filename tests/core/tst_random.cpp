#include "core/random.h"

#include <QSet>
#include <QTest>

using owb::core::randomText;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheLengthAskedFor_data();
    void hasTheLengthAskedFor();
    void usesAllLettersAndDigitsAndNothingElse();
    void neverRepeatsItself();
};

void TestRandom::hasTheLengthAskedFor_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("nothing") << 0;
    QTest::newRow("less than nothing") << -1;
    QTest::newRow("one") << 1;
    QTest::newRow("a secret") << 48;
}

void TestRandom::hasTheLengthAskedFor()
{
    QFETCH(int, length);
    QCOMPARE(randomText(length).size(), std::max(length, 0));
}

void TestRandom::usesAllLettersAndDigitsAndNothingElse()
{
    QSet<QChar> seen;
    const QString text = randomText(20000);
    for (const QChar c : text) {
        seen.insert(c);
        QVERIFY(c.unicode() < 0x7f && c.isLetterOrNumber());
    }
    QCOMPARE(seen.size(), 62); // one of them missing by chance: 1 in 10^139
}

void TestRandom::neverRepeatsItself()
{
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(randomText(24));
    }
    QCOMPARE(seen.size(), 1000);
}

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
