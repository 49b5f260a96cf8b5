#include "json/jsonmembers.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Error;
using owb::json::JsonMembers;

/** Reading: what is JSON, what is not and why, and what the members are. Edits are in tst_jsonedits, writing in
 * tst_jsontext. */
class TestJsonMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty();
    void keepsTheTextOfEachMember();
    void takesSoundJson_data();
    void takesSoundJson();
    void refusesWhatIsNotAJsonObject_data();
    void refusesWhatIsNotAJsonObject();
    void namesTheSource();
    void agreesWithQtOnSoundness_data();
    void agreesWithQtOnSoundness();
    void keepsDuplicatesAndReadsTheLast();
    void readsStringsAndLists();
    void readsEscapedNames();
    void survivesDeepNesting();
    void survivesLargeTexts();
};

void TestJsonMembers::startsEmpty()
{
    const JsonMembers members;
    QCOMPARE(members.text(), u"{}"_s);
    QVERIFY(members.isEmpty());
    QVERIFY(!members.contains(u"a"_s));
    QVERIFY(members.value(u"a"_s).isUndefined());
    QCOMPARE(members.valueText(u"a"_s), QString());
}

void TestJsonMembers::keepsTheTextOfEachMember()
{
    const QString text = u" { \"b\" : [ 1, {\"x\":\"}\"} ] ,\n\"a\":1.50e+3, \"\\u0063\": \"\\\"]\" }\n"_s;
    const auto members = JsonMembers::parse(text);
    QVERIFY(members);
    QCOMPARE(members->text(), text);
    QCOMPARE(members->names(), (QStringList{u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(members->valueText(u"b"_s), u"[ 1, {\"x\":\"}\"} ]"_s);
    QCOMPARE(members->valueText(u"a"_s), u"1.50e+3"_s);
    QCOMPARE(members->valueText(u"c"_s), u"\"\\\"]\""_s);
    QCOMPARE(members->value(u"a"_s), QJsonValue(1500));
    QCOMPARE(members->members().at(1), (JsonMembers::Member{u"a"_s, u"1.50e+3"_s}));
}

void TestJsonMembers::takesSoundJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("empty") << u"{}"_s << 0;
    QTest::newRow("space") << u" \t\r\n{ \n } \n"_s << 0;
    QTest::newRow("all literals") << u"{\"a\":true,\"b\":false,\"c\":null}"_s << 3;
    QTest::newRow("numbers") << u"{\"a\":0,\"b\":-0,\"c\":-1.5E-3,\"d\":1e999,\"e\":123456789012345678901234567890}"_s
                             << 5;
    QTest::newRow("escapes") << u"{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDD11\"}"_s << 1;
    QTest::newRow("escaped lone surrogate") << u"{\"\\ud800\":\"\\udc00\"}"_s << 1;
    QTest::newRow("escaped NUL") << u"{\"a\":\"\\u0000\"}"_s << 1;
    QTest::newRow("emoji") << u"{\"\U0001F511\":\"\U0001F511\"}"_s << 1;
    QTest::newRow("empty name") << u"{\"\":1}"_s << 1;
    QTest::newRow("DEL and U+2028") << u"{\"a\":\"\u007f\u2028\"}"_s << 1;
}

void TestJsonMembers::takesSoundJson()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    const auto members = JsonMembers::parse(text);
    QVERIFY2(members, members ? "" : qPrintable(members.error().items.join(u' ')));
    QCOMPARE(members->text(), text);
    QCOMPARE(members->members().size(), count);
    for (const QString& name : members->names()) {
        QVERIFY(!members->valueText(name).isEmpty());
        QVERIFY(!members->indented().isEmpty());
    }
}

void TestJsonMembers::refusesWhatIsNotAJsonObject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QString& text, const QString& place, const QString& reason) {
        QTest::newRow(name) << text << place << reason;
    };
    row("nothing", {}, u"1:1"_s, u"it is empty"_s);
    row("only space", u" \n "_s, u"2:2"_s, u"it is empty"_s);
    row("a list", u"[1]"_s, u"1:1"_s, u"an object starts with a brace"_s);
    row("a text", u"\"{}\""_s, u"1:1"_s, u"an object starts with a brace"_s);
    row("null", u"null"_s, u"1:1"_s, u"an object starts with a brace"_s);
    row("a byte order mark", QChar(0xfeff) + u"{}"_s, u"1:1"_s,
        u"it starts with a byte order mark, which JSON does not have"_s);
    row("NUL", QString(QChar(0)) + u"{}"_s, u"1:1"_s, u"an object starts with a brace"_s);
    row("cut off", u"{\"a\":[1,"_s, u"1:9"_s, u"it ends before the object is closed"_s);
    row("cut off in a text", u"{\"a\":\"b"_s, u"1:6"_s, u"a text is not closed"_s);
    row("cut off in an escape", u"{\"a\":\"b\\"_s, u"1:8"_s, u"JSON has no such escape"_s);
    row("cut off in \\u", u"{\"a\":\"\\u00"_s, u"1:7"_s, u"\\u takes four hexadecimal digits"_s);
    row("followed by more", u"{} {}"_s, u"1:4"_s, u"something follows after the object"_s);
    row("NaN", u"{\"a\":NaN}"_s, u"1:6"_s, u"NaN and Infinity are not JSON"_s);
    row("Infinity", u"{\"a\":[Infinity]}"_s, u"1:7"_s, u"NaN and Infinity are not JSON"_s);
    row("-Infinity", u"{\"a\":-Infinity}"_s, u"1:6"_s, u"NaN and Infinity are not JSON"_s);
    row("single quotes", u"{'a':1}"_s, u"1:2"_s, u"a name in double quotes is expected"_s);
    row("single quoted value", u"{\"a\":'b'}"_s, u"1:6"_s, u"texts stand in double quotes"_s);
    row("Python's True", u"{\"a\":True}"_s, u"1:6"_s, u"a value is expected"_s);
    row("a comment", u"{\"a\":1} // b"_s, u"1:9"_s, u"something follows after the object"_s);
    row("trailing comma", u"{\"a\":1,}"_s, u"1:8"_s, u"a comma stands before the closing bracket"_s);
    row("trailing comma in a list", u"{\"a\":[1,]}"_s, u"1:9"_s, u"a value is missing"_s);
    row("no comma", u"{\n  \"a\": 1\n  \"b\": 2\n}"_s, u"3:3"_s, u"a comma or the end of the object is expected"_s);
    row("no comma in a list", u"{\"a\":[1 2]}"_s, u"1:9"_s, u"a comma or the end of the list is expected"_s);
    row("no colon", u"{\"a\" 1}"_s, u"1:6"_s, u"a colon is expected after the name"_s);
    row("no value", u"{\"a\":}"_s, u"1:6"_s, u"a value is missing"_s);
    row("crossed brackets", u"{\"a\":[}]"_s, u"1:7"_s, u"a value is missing"_s);
    row("leading zero", u"{\"a\":012}"_s, u"1:6"_s, u"a number is not written as JSON has it"_s);
    row("number without end", u"{\"a\":1.}"_s, u"1:6"_s, u"a number is not written as JSON has it"_s);
    row("number without exponent", u"{\"a\":1e+}"_s, u"1:6"_s, u"a number is not written as JSON has it"_s);
    row("lone minus", u"{\"a\":-}"_s, u"1:6"_s, u"a number is not written as JSON has it"_s);
    row("plus", u"{\"a\":+1}"_s, u"1:6"_s, u"a value is expected"_s);
    row("line break in a text", u"{\"a\":\"b\nc\"}"_s, u"1:8"_s,
        u"a text holds a control character; JSON writes it as an escape"_s);
    row("NUL in a text", u"{\"a\":\""_s + QChar(0) + u"\"}"_s, u"1:7"_s,
        u"a text holds a control character; JSON writes it as an escape"_s);
    row("lone surrogate", u"{\"a\":\""_s + QChar(0xd800) + u"\"}"_s, u"1:7"_s, u"a text holds half a character"_s);
    row("turned surrogates", u"{\"a\":\""_s + QChar(0xdc00) + QChar(0xd800) + u"\"}"_s, u"1:7"_s,
        u"a text holds half a character"_s);
    row("unknown escape", u"{\"a\":\"\\x41\"}"_s, u"1:7"_s, u"JSON has no such escape"_s);
    row("column counts characters", u"{\"\U0001F511é\":x}"_s, u"1:7"_s, u"a value is expected"_s);
    row("no-break space", u"{\u00a0}"_s, u"1:2"_s, u"a name in double quotes is expected"_s);
}

void TestJsonMembers::refusesWhatIsNotAJsonObject()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFETCH(QString, reason);
    const auto members = JsonMembers::parse(text);
    QVERIFY(!members);
    QCOMPARE(members.error().kind, Error::Kind::InvalidJson);
    QCOMPARE(members.error().items, place.split(u':') + QStringList{reason});
}

void TestJsonMembers::namesTheSource()
{
    QCOMPARE(JsonMembers::parse(u"x"_s, u"client_metadata"_s).error().subject, u"client_metadata"_s);
}

/** What Qt's parser refuses as an object, ours refuses too. */
void TestJsonMembers::agreesWithQtOnSoundness_data()
{
    QTest::addColumn<QString>("text");
    const QString whole = u"{\"a\":[1,-2.5e3,{\"b\":null}],\"c\\n\":\"d\\u00e9\",\"e\":{\"f\":[[],{}]},\"g\":true}"_s;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QTest::addRow("cut at %lld", i) << whole.first(i);
        QTest::addRow("without %lld", i) << whole.first(i) + whole.sliced(i + 1);
        QTest::addRow("comma at %lld", i) << whole.first(i) + u',' + whole.sliced(i);
        QTest::addRow("brace at %lld", i) << whole.first(i) + u'}' + whole.sliced(i);
        QTest::addRow("quote at %lld", i) << whole.first(i) + u'"' + whole.sliced(i);
    }
}

void TestJsonMembers::agreesWithQtOnSoundness()
{
    QFETCH(QString, text);
    const bool sound = QJsonDocument::fromJson(text.toUtf8()).isObject();
    const auto members = JsonMembers::parse(text);
    if (!sound || members) {
        QCOMPARE(members.has_value(), sound);
        return;
    }
    // Qt takes ".5", "1." and "\\x", which RFC 8259 and Python refuse.
    const QStringList stricter{
        u"a number is not written as JSON has it"_s, u"JSON has no such escape"_s, u"a value is expected"_s};
    const QString reason = members.error().items.value(2);
    QVERIFY2(stricter.contains(reason), qPrintable(text + u": "_s + reason));
}

void TestJsonMembers::keepsDuplicatesAndReadsTheLast()
{
    const auto members = JsonMembers::parse(u"{\"a\":1,\"b\":2,\"a\":3,\"a\":4,\"\\u0062\":5}"_s);
    QVERIFY(members);
    QCOMPARE(members->members().size(), 5);
    QCOMPARE(members->duplicateNames(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(members->value(u"a"_s), QJsonValue(4));
    QCOMPARE(members->value(u"b"_s), QJsonValue(5));
}

void TestJsonMembers::readsStringsAndLists()
{
    const auto members = JsonMembers::parse(u"{\"s\":\"x\",\"n\":7,\"l\":[\"a\",1,null],\"o\":{\"a\":1},\"e\":[]}"_s);
    QVERIFY(members);
    QCOMPARE(members->string(u"s"_s), u"x"_s);
    QCOMPARE(members->string(u"n"_s), QString());
    QCOMPARE(members->strings(u"s"_s), QStringList{u"x"_s});
    QCOMPARE(members->strings(u"l"_s), (QStringList{u"a"_s, u"1"_s, u"null"_s}));
    QCOMPARE(members->strings(u"e"_s), QStringList());
    QCOMPARE(members->strings(u"o"_s), QStringList());
    QCOMPARE(members->strings(u"absent"_s), QStringList());
}

void TestJsonMembers::readsEscapedNames()
{
    const auto members = JsonMembers::parse(u"{\"client\\u005fname\":\"a\",\"x\\\\y\":1,\"q\\\"\":2}"_s);
    QVERIFY(members);
    QCOMPARE(members->names(), (QStringList{u"client_name"_s, u"x\\y"_s, u"q\""_s}));
    QCOMPARE(members->string(u"client_name"_s), u"a"_s);
}

void TestJsonMembers::survivesDeepNesting()
{
    const auto nested = [](int depth) { return u"{\"a\":"_s + QString(depth, u'[') + QString(depth, u']') + u'}'; };
    const auto deep = JsonMembers::parse(nested(900));
    QVERIFY(deep);
    QVERIFY(deep->value(u"a"_s).isArray());
    QVERIFY(!deep->indented().isEmpty());
    const auto hostile = JsonMembers::parse(nested(1000000));
    QVERIFY(!hostile);
    QCOMPARE(hostile.error().items.value(2), u"it is nested too deeply"_s);
}

void TestJsonMembers::survivesLargeTexts()
{
    QElapsedTimer timer; // quadratic work would take minutes here
    timer.start();
    QString many = u"{"_s;
    for (int i = 0; i < 100000; ++i) {
        many += u"\"m%1\":%2,\"m%1\":[],"_s.arg(i).arg(i);
    }
    many.back() = u'}';
    auto members = JsonMembers::parse(many);
    QVERIFY(members);
    QCOMPARE(members->text(), many);
    QCOMPARE(members->duplicateNames().size(), 100000);
    JsonMembers copy;
    for (const auto& member : members->members()) {
        copy.setText(member.name, member.text);
    }
    QCOMPARE(copy.names().size(), 100000);
    members->remove(u"m5"_s);
    QCOMPARE(members->names().size(), 199998);
    const auto text = JsonMembers::parse(u"{\"a\":\""_s + QString(1 << 20, u'x') + u"\"}"_s);
    QVERIFY(text);
    QCOMPARE(text->string(u"a"_s).size(), 1 << 20);
    const auto brackets = JsonMembers::parse(u"{\"a\":["_s + u"[\"[{\"],"_s.repeated(100000) + u"0]}"_s);
    QVERIFY(brackets);
    QVERIFY(brackets->indented().size() > brackets->text().size());
    QVERIFY2(timer.elapsed() < 60000, "time does not grow with the square of the text");
}

QTEST_APPLESS_MAIN(TestJsonMembers)
#include "tst_jsonmembers.moc"
