#include "json/jsonmembers.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::json::JsonMembers;

namespace {

JsonMembers parsed(const QString& text)
{
    const auto members = JsonMembers::parse(text);
    if (!members) {
        qFatal("not JSON: %s", qPrintable(text));
    }
    return *members;
}

} // namespace

class TestJsonEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOnlyTheMember_data();
    void changesOnlyTheMember();
    void leavesEqualValuesAsTheyAreSpelt_data();
    void leavesEqualValuesAsTheyAreSpelt();
    void keepsWholeNumbersBeyondDouble();
    void appendsInTheMannerOfTheText_data();
    void appendsInTheMannerOfTheText();
    void takesAMemberOutWithItsComma_data();
    void takesAMemberOutWithItsComma();
    void changesTheLastOfDuplicates();
    void comparesTexts();
};

void TestJsonEdits::changesOnlyTheMember_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("after");
    QTest::newRow("text") << u"{ \"a\" : \"x\" , \"b\":1.50 }"_s << QJsonValue(u"\u00e9\n"_s)
                          << u"{ \"a\" : \"\u00e9\\n\" , \"b\":1.50 }"_s;
    QTest::newRow("shorter") << u"{\"a\":[1,2,3],\"b\":1.50}"_s << QJsonValue(QJsonArray())
                             << u"{\"a\":[],\"b\":1.50}"_s;
    QTest::newRow("other type") << u"{\"b\":1e2,\"a\":\"x\"}"_s << QJsonValue(QJsonObject{{u"k"_s, 1}})
                                << u"{\"b\":1e2,\"a\":{\"k\":1}}"_s;
    QTest::newRow("null") << u"{\"a\":1}"_s << QJsonValue() << u"{\"a\":null}"_s;
    QTest::newRow("escaped name") << u"{\"\\u0061\": 1}"_s << QJsonValue(2) << u"{\"\\u0061\": 2}"_s;
}

void TestJsonEdits::changesOnlyTheMember()
{
    QFETCH(QString, before);
    QFETCH(QJsonValue, value);
    QFETCH(QString, after);
    JsonMembers members = parsed(before);
    members.set(u"a"_s, value);
    QCOMPARE(members.text(), after);
    QCOMPARE(members.value(u"a"_s), value);
}

void TestJsonEdits::leavesEqualValuesAsTheyAreSpelt_data()
{
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("given");
    QTest::newRow("escapes") << u"\"\\u00e9\\/\""_s << u"\"\u00e9/\""_s;
    QTest::newRow("number") << u"1.50e1"_s << u"15"_s;
    QTest::newRow("space") << u"[ 1, 2 ]"_s << u"[1,2]"_s;
    QTest::newRow("order") << u"{\"b\":1,\"a\":2}"_s << u"{\"a\":2,\"b\":1}"_s;
    QTest::newRow("null") << u"null"_s << u" null\n"_s;
    QTest::newRow("beyond double") << u"123456789012345678901"_s << u"123456789012345678901"_s;
    QTest::newRow("beyond any double") << u"1e999"_s << u"1e999"_s;
}

void TestJsonEdits::leavesEqualValuesAsTheyAreSpelt()
{
    QFETCH(QString, stored);
    QFETCH(QString, given);
    const QString text = u"{\"a\": %1 ,\"b\":0}"_s.arg(stored);
    JsonMembers members = parsed(text);
    members.setText(u"a"_s, given);
    QCOMPARE(members.text(), text);
    if (const QJsonValue value = members.value(u"a"_s); !value.isUndefined()) {
        members.set(u"a"_s, value);
        QCOMPARE(members.text(), text);
    }
}

void TestJsonEdits::keepsWholeNumbersBeyondDouble()
{
    JsonMembers members = parsed(u"{\"a\":[12345678901234567890123],\"b\":1e999}"_s);
    members.setText(u"a"_s, u"[12345678901234567890124]"_s); // the same to QJsonValue
    QCOMPARE(members.text(), u"{\"a\":[12345678901234567890124],\"b\":1e999}"_s);
    members.setText(u"b"_s, u"1e998"_s); // neither fits
    QCOMPARE(members.valueText(u"b"_s), u"1e998"_s);
    members.set(u"c"_s, qint64(9007199254740993));
    members.set(u"c"_s, qint64(9007199254740992)); // the same to double
    QCOMPARE(members.valueText(u"c"_s), u"9007199254740992"_s);
}

void TestJsonEdits::appendsInTheMannerOfTheText_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("empty") << u"{}"_s << u"{\"n\":[1]}"_s;
    QTest::newRow("empty with space") << u"\n{ }\n"_s << u"\n{\"n\":[1]}\n"_s;
    QTest::newRow("compact") << u"{\"a\":1,\"b\":2}"_s << u"{\"a\":1,\"b\":2,\"n\":[1]}"_s;
    QTest::newRow("compact, one") << u"{\"a\":1}"_s << u"{\"a\":1,\"n\":[1]}"_s;
    QTest::newRow("Python") << u"{\"a\": 1, \"b\": 2}"_s << u"{\"a\": 1, \"b\": 2, \"n\": [1]}"_s;
    QTest::newRow("Python, one") << u"{\"a\": 1}"_s << u"{\"a\": 1, \"n\": [1]}"_s;
    QTest::newRow("lines") << u"{\n  \"a\": 1,\n  \"b\": 2\n}\n"_s
                           << u"{\n  \"a\": 1,\n  \"b\": 2,\n  \"n\": [1]\n}\n"_s;
    QTest::newRow("lines, one") << u"{\n  \"a\": 1\n}"_s << u"{\n  \"a\": 1,\n  \"n\": [1]\n}"_s;
    QTest::newRow("loose") << u"{ \"a\" : 1 }"_s << u"{ \"a\" : 1, \"n\": [1] }"_s;
    QTest::newRow("braces in a text") << u"{\"a\":\"}{\"}"_s << u"{\"a\":\"}{\",\"n\":[1]}"_s;
}

void TestJsonEdits::appendsInTheMannerOfTheText()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    JsonMembers members = parsed(before);
    members.setText(u"n"_s, u" [1] "_s);
    QCOMPARE(members.text(), after);
    QCOMPARE(members.valueText(u"n"_s), u"[1]"_s);
}

void TestJsonEdits::takesAMemberOutWithItsComma_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("absent") << u"{ \"a\":1 }"_s << u"{ \"a\":1 }"_s;
    QTest::newRow("absent from nothing") << u"{ }"_s << u"{ }"_s;
    QTest::newRow("first") << u"{\"x\": 0, \"a\": 1}"_s << u"{\"a\": 1}"_s;
    QTest::newRow("middle") << u"{\"a\": 1, \"x\": 0, \"b\": 2}"_s << u"{\"a\": 1, \"b\": 2}"_s;
    QTest::newRow("last") << u"{\"a\": 1, \"x\": 0}"_s << u"{\"a\": 1}"_s;
    QTest::newRow("only") << u" { \"x\": 0 } "_s << u" {} "_s;
    QTest::newRow("lines") << u"{\n  \"a\": 1,\n  \"x\": 0\n}"_s << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("first of lines") << u"{\n  \"x\": 0,\n  \"a\": 1\n}"_s << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("every time") << u"{\"x\":1,\"x\":2,\"a\":3,\"x\":4,\"b\":5,\"x\":6}"_s << u"{\"a\":3,\"b\":5}"_s;
    QTest::newRow("nothing else") << u"{\"x\":1,\"\\u0078\":2}"_s << u"{}"_s;
}

void TestJsonEdits::takesAMemberOutWithItsComma()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    JsonMembers members = parsed(before);
    members.remove(u"x"_s);
    QCOMPARE(members.text(), after);
    QCOMPARE(members.members(), parsed(after).members());
    members.set(u"y"_s, 1);
    QCOMPARE(members.members(), parsed(members.text()).members());
}

void TestJsonEdits::changesTheLastOfDuplicates()
{
    JsonMembers members = parsed(u"{\"a\":1,\"a\":2,\"b\":3}"_s);
    members.set(u"a"_s, 1);
    QCOMPARE(members.text(), u"{\"a\":1,\"a\":1,\"b\":3}"_s);
    QCOMPARE(members.value(u"a"_s), QJsonValue(1));
}

void TestJsonEdits::comparesTexts()
{
    QVERIFY(parsed(u"{\"a\":1}"_s) == parsed(u"{\"a\":1}"_s));
    QVERIFY(parsed(u"{\"a\":1}"_s) != parsed(u"{\"a\": 1}"_s));
}

QTEST_APPLESS_MAIN(TestJsonEdits)
#include "tst_jsonedits.moc"
