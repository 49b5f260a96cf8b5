#include "oauth/rowkey.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::oauth::RowKey;

class TestRowKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromItsText_data();
    void comesBackFromItsText();
    void readsNumbersOnlyWhereTheyAreWrittenSo_data();
    void readsNumbersOnlyWhereTheyAreWrittenSo();
    void isEmptyForEmptyText();
};

void TestRowKey::comesBackFromItsText_data()
{
    QTest::addColumn<QVariantList>("parts");
    QTest::addColumn<QString>("text");
    QTest::newRow("number") << QVariantList{qint64(42)} << u"42"_s;
    QTest::newRow("negative") << QVariantList{qint64(-1)} << u"-1"_s;
    QTest::newRow("largest") << QVariantList{std::numeric_limits<qint64>::max()} << u"9223372036854775807"_s;
    QTest::newRow("text") << QVariantList{u"a b/\u00e9"_s} << u"a b/\u00e9"_s;
    QTest::newRow("text with zeros") << QVariantList{u"007"_s} << u"007"_s;
    QTest::newRow("text beyond 64 bits") << QVariantList{u"92233720368547758080"_s} << u"92233720368547758080"_s;
    QTest::newRow("text like an array") << QVariantList{u"[1]"_s} << u"[\"[1]\"]"_s;
    QTest::newRow("text with a bracket") << QVariantList{u"[1"_s} << u"[1"_s;
    QTest::newRow("empty text") << QVariantList{u""_s} << u"[\"\"]"_s;
    QTest::newRow("two parts") << QVariantList{qint64(1), u"x\""_s} << u"[1,\"x\\\"\"]"_s;
    QTest::newRow("text number among parts") << QVariantList{u"1"_s, u"2"_s} << u"[\"1\",\"2\"]"_s;
    QTest::newRow("bytes") << QVariantList{QByteArray("\x00\xff", 2)} << u"[{\"hex\":\"00ff\"}]"_s;
    QTest::newRow("bytes among parts") << QVariantList{qint64(1), QByteArray("a")} << u"[1,{\"hex\":\"61\"}]"_s;
    QTest::newRow("not stored") << QVariantList{} << QString();
}

void TestRowKey::comesBackFromItsText()
{
    QFETCH(QVariantList, parts);
    QFETCH(QString, text);
    QCOMPARE(RowKey{parts}.text(), text);
    const RowKey back = RowKey::fromText(text);
    QCOMPARE(back.parts, parts);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QCOMPARE(back.parts.at(i).typeId(), parts.at(i).typeId());
    }
}

void TestRowKey::readsNumbersOnlyWhereTheyAreWrittenSo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("part");
    QTest::newRow("plain") << u"7"_s << QVariant(qint64(7));
    QTest::newRow("plus") << u"+7"_s << QVariant(u"+7"_s);
    QTest::newRow("space") << u" 7"_s << QVariant(u" 7"_s);
    QTest::newRow("fraction") << u"7.0"_s << QVariant(u"7.0"_s);
    QTest::newRow("minus zero") << u"-0"_s << QVariant(u"-0"_s);
    QTest::newRow("empty array") << u"[]"_s << QVariant(u"[]"_s);
    QTest::newRow("one in an array") << u"[7]"_s << QVariant(qint64(7));
}

void TestRowKey::readsNumbersOnlyWhereTheyAreWrittenSo()
{
    QFETCH(QString, text);
    QFETCH(QVariant, part);
    const RowKey key = RowKey::fromText(text);
    QCOMPARE(key.parts, QVariantList{part});
    QCOMPARE(key.parts.constFirst().typeId(), part.typeId());
}

void TestRowKey::isEmptyForEmptyText()
{
    QVERIFY(RowKey::fromText({}).isEmpty());
    QVERIFY(!RowKey::fromText(u"0"_s).isEmpty());
}

QTEST_APPLESS_MAIN(TestRowKey)
#include "tst_rowkey.moc"
