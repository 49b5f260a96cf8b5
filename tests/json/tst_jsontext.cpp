#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::json::JsonMembers;
using owb::json::jsonText;
using owb::json::jsonValueProblem;
using owb::json::sortedJson;

/** Writing: values as a server's json module writes them, whole objects as people read them. */
class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesValuesAsPythonDoes_data();
    void writesValuesAsPythonDoes();
    void sortsMembersAsPythonDoes_data();
    void sortsMembersAsPythonDoes();
    void tellsOneValueFromAnythingElse_data();
    void tellsOneValueFromAnythingElse();
    void laysOutForPeople_data();
    void laysOutForPeople();
};

void TestJsonText::writesValuesAsPythonDoes_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QJsonValue(u"a/b\u00e9\u4e2d"_s) << u"\"a/b\u00e9\u4e2d\""_s;
    QTest::newRow("escapes") << QJsonValue(u"\"\\\b\f\n\r\t"_s) << u"\"\\\"\\\\\\b\\f\\n\\r\\t\""_s;
    QTest::newRow("controls") << QJsonValue(QString(QChar(0)) + QChar(0x1f)) << u"\"\\u0000\\u001f\""_s;
    QTest::newRow("DEL, separators") << QJsonValue(u"\u007f\u2028"_s) << u"\"\u007f\u2028\""_s;
    QTest::newRow("emoji") << QJsonValue(u"\U0001F511"_s) << u"\"\U0001F511\""_s;
    QTest::newRow("half an emoji") << QJsonValue(QString(QChar(0xd83d))) << u"\"\\ud83d\""_s;
    QTest::newRow("whole number") << QJsonValue(qint64(9007199254740993)) << u"9007199254740993"_s;
    QTest::newRow("fraction") << QJsonValue(0.1) << u"0.1"_s;
    QTest::newRow("true") << QJsonValue(true) << u"true"_s;
    QTest::newRow("null") << QJsonValue() << u"null"_s;
    QTest::newRow("undefined") << QJsonValue(QJsonValue::Undefined) << u"null"_s;
    QTest::newRow("empty list") << QJsonValue(QJsonArray()) << u"[]"_s;
    QTest::newRow("empty object") << QJsonValue(QJsonObject()) << u"{}"_s;
    QTest::newRow("nested") << QJsonValue(QJsonObject{{u"a\n"_s, QJsonArray{1, u"x"_s, QJsonObject()}},
        {u"b"_s, false}}) << u"{\"a\\n\":[1,\"x\",{}],\"b\":false}"_s;
}

void TestJsonText::writesValuesAsPythonDoes()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, text);
    QCOMPARE(jsonText(value), text);
}

void TestJsonText::sortsMembersAsPythonDoes_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("sorted");
    QTest::newRow("members") << u"{ \"b\" : 1.0, \"a\": [ 2, \"x y\" ] }"_s << u"{\"a\":[2,\"x y\"],\"b\":1.0}"_s;
    QTest::newRow("in objects") << u"{\"o\":{\"z\":1e2,\"y\":{}}}"_s << u"{\"o\":{\"y\":{},\"z\":1e2}}"_s;
    QTest::newRow("in lists") << u"{\"k\":[{\"n\":1,\"e\":2}]}"_s << u"{\"k\":[{\"e\":2,\"n\":1}]}"_s;
    QTest::newRow("by code point") << u"{\"\U0001F511\":1,\"\ufffd\":2}"_s << u"{\"\ufffd\":2,\"\U0001F511\":1}"_s;
    QTest::newRow("long number") << u"{\"n\":123456789012345678901}"_s << u"{\"n\":123456789012345678901}"_s;
    QTest::newRow("none") << u"{}"_s << u"{}"_s;
}

void TestJsonText::sortsMembersAsPythonDoes()
{
    QFETCH(QString, json);
    QFETCH(QString, sorted);
    QCOMPARE(sortedJson(json), sorted);
}

void TestJsonText::tellsOneValueFromAnythingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValue");
    for (const auto& text : {u" 1.50e3 "_s, u"-0"_s, u"true"_s, u"null"_s, u"\"a\\u00e9\""_s, u"[1,{\"a\":[]}]"_s,
             u"{}"_s, QString(999, u'[') + QString(999, u']')}) {
        QTest::addRow("value %.20s", qPrintable(text)) << text << true;
    }
    for (const auto& text : {u""_s, u"x"_s, u"1."_s, u".5"_s, u"-.5"_s, u"01"_s, u"NaN"_s, u"\"\\x\""_s, u"\"a\tb\""_s,
             u"\"a"_s, u"[1,]"_s, u"[\"http://a\\q\"]"_s, u"1,2"_s, u"1,\"value\":2"_s, u"1}"_s, u"1} {"_s,
             QString(1000, u'[') + QString(1000, u']')}) {
        QTest::addRow("other %.20s", qPrintable(text)) << text << false;
    }
}

void TestJsonText::tellsOneValueFromAnythingElse()
{
    QFETCH(QString, text);
    QFETCH(bool, isValue);
    const auto problem = jsonValueProblem(text);
    QCOMPARE(!problem, isValue);
    QVERIFY(isValue || (!problem->isEmpty() && !problem->endsWith(u'.')));
}

void TestJsonText::laysOutForPeople_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << u" { } "_s << u"{}"_s;
    QTest::newRow("scalars keep their spelling")
        << u"{\"a\":1.50,\"b\":\"\\u00e9\\/\"}"_s << u"{\n  \"a\": 1.50,\n  \"b\": \"\\u00e9\\/\"\n}"_s;
    QTest::newRow("one entry") << u"{\"response_types\":[ \"code\" ]}"_s << u"{\n  \"response_types\": [\"code\"]\n}"_s;
    QTest::newRow("one entry with brackets") << u"{\"a\":[\"x],[{\\\"\"]}"_s << u"{\n  \"a\": [\"x],[{\\\"\"]\n}"_s;
    QTest::newRow("one long entry") << u"{\"a\":[\"%1\"]}"_s.arg(QString(60, u'x'))
                                    << u"{\n  \"a\": [\n    \"%1\"\n  ]\n}"_s.arg(QString(60, u'x'));
    QTest::newRow("two entries") << u"{\"a\":[1,2]}"_s << u"{\n  \"a\": [\n    1,\n    2\n  ]\n}"_s;
    QTest::newRow("list of a list") << u"{\"a\":[[1]]}"_s << u"{\n  \"a\": [\n    [1]\n  ]\n}"_s;
    QTest::newRow("object") << u"{\"a\":{\"b\":{},\"c\":[]}}"_s
                            << u"{\n  \"a\": {\n    \"b\": {},\n    \"c\": []\n  }\n}"_s;
    QTest::newRow("laid out before") << u"{\n\t\"a\" :\n 1}"_s << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("duplicates") << u"{\"a\":1,\"a\":2}"_s << u"{\n  \"a\": 1,\n  \"a\": 2\n}"_s;
}

void TestJsonText::laysOutForPeople()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const auto members = JsonMembers::parse(text);
    QVERIFY(members);
    QCOMPARE(members->indented(), shown);
    const auto again = JsonMembers::parse(shown);
    QVERIFY(again);
    QCOMPARE(again->indented(), shown);
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
