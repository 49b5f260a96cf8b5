#include "mariacase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** What the dialect's expressions come to on MariaDB. */
class TestMariaExpressions : public MariaCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void evaluates_data();
    void evaluates();
    void matchesTexts_data();
    void matchesTexts();
    void listsInOrder();
    void escapesLiterals();
    void quotesNames();

private:
    [[nodiscard]] static const Dialect& dialect() { return mariaDialect(); }
};

void TestMariaExpressions::initTestCase()
{
    const QString trouble =
        start({u"CREATE TABLE texts (id INT PRIMARY KEY, ci VARCHAR(50))"_s, u"INSERT INTO texts VALUES (1, 'x')"_s});
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void TestMariaExpressions::evaluates_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariant>("value");
    const Dialect& d = dialect();
    const auto row = [](const QString& sql, const QVariant& value) {
        QTest::newRow(qPrintable(sql.left(120))) << sql << value;
    };
    const auto set = [&](const char* sql, ValueKind kind, bool value) {
        row(d.isSet({QString::fromLatin1(sql), kind}), value ? 1LL : 0LL);
    };
    set("NULL", ValueKind::Integer, false);
    set("0", ValueKind::Boolean, false);
    set("-1", ValueKind::Integer, true);
    set("''", ValueKind::Text, false);
    set("' '", ValueKind::Text, true);
    set("'0'", ValueKind::Text, true);
    set("NULL", ValueKind::Moment, false);
    set("CAST('2026-05-28' AS DATETIME)", ValueKind::Moment, true);
    set("CAST('0000-00-00' AS DATETIME)", ValueKind::Moment, false);
    const auto epoch = [&](const char* sql, ValueKind kind, const QVariant& value) {
        row(d.epochOf({QString::fromLatin1(sql), kind}), value);
    };
    epoch("CAST('2026-05-28 20:26:40.9' AS DATETIME(6))", ValueKind::Moment, 1780000000LL);
    epoch("CAST('2106-05-28 20:26:40' AS DATETIME)", ValueKind::Moment, 4304521600LL);
    epoch("CAST('9999-12-31 23:59:59' AS DATETIME)", ValueKind::Moment, 253402300799LL);
    epoch("CAST('0000-00-00' AS DATETIME)", ValueKind::Moment, {});
    epoch("CAST('1970-01-02' AS DATE)", ValueKind::Moment, 86400LL);
    epoch("1780000000", ValueKind::Integer, 1780000000LL);
    epoch("17.9e0", ValueKind::Real, 17LL);
    epoch("'2026-05-28 20:26:40'", ValueKind::Text, 1780000000LL);
    epoch("'2026-05-28T20:26:40.123Z'", ValueKind::Text, 1780000000LL);
    epoch("'2026-05-28T22:26:40+02:00'", ValueKind::Text, 1780000000LL);
    epoch("'2026-05-28 16:56:40-03:30'", ValueKind::Text, 1780000000LL);
    epoch("'2026-05-28'", ValueKind::Text, 1779926400LL);
    epoch("'2026-13-28'", ValueKind::Text, {});
    epoch("'soon'", ValueKind::Text, {});
    epoch("x'00'", ValueKind::Bytes, {});
    const auto member = [&](const char* json, const QString& name, const QVariant& value) {
        row(d.jsonMember({QString::fromUtf8(json), ValueKind::Text}, name), value);
    };
    member("'{\"name\": \"Zo\\\\u00eb \\\\\"x\\\\\"\"}'", u"name"_s, u"Zo\u00eb \"x\""_s);
    member("'{\"name\": 5}'", u"name"_s, u"5"_s);
    member("'{\"name\": null}'", u"name"_s, {});
    member("'{\"a\": 1}'", u"name"_s, {});
    member("'[1]'", u"name"_s, {});
    member("'no JSON'", u"name"_s, {});
    member("NULL", u"name"_s, {});
    member("'{\"it''s \\\\\"\\\\\\\\\": \"odd\"}'", u"it's \"\\"_s, u"odd"_s);
    row(d.asText(u"42"_s), u"42"_s);
    row(d.asText(u"CAST('2026-05-28' AS DATE)"_s), u"2026-05-28"_s);
    row(d.asWide(u"5"_s), 5LL);
    row(d.asWide(u"NULL"_s), {});
    row(d.asWide(u"9223372036854775807"_s) + u" + "_s + d.asWide(u"9223372036854775807"_s), 9223372036854775806LL);
    row(d.asWide(u"CAST(3 AS UNSIGNED)"_s) + u" - 5"_s, -2LL);
    row(d.concatenated({u"'a'"_s, u"NULL"_s, u"5"_s}), u"a5"_s);
}

void TestMariaExpressions::evaluates()
{
    QFETCH(const QString, sql);
    QFETCH(const QVariant, value);
    const QVariant read = one(u"SELECT "_s + sql);
    QCOMPARE(read, value);
    QCOMPARE(read.typeId(), value.typeId());
    // In a change, where the server makes errors of warnings.
    const auto change = session().execute({u"UPDATE texts SET id = id WHERE id = ? AND (%1) IS NULL"_s.arg(sql), {1}});
    QVERIFY2(change, qPrintable(change ? QString() : change.error().detail));
}

void TestMariaExpressions::matchesTexts_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("matches");
    const Dialect& d = dialect();
    const auto row = [](const QString& sql, const QString& text, const QString& value, bool matches) {
        QTest::addRow("%s: %s, %s", qPrintable(sql.left(30)), qPrintable(text), qPrintable(value))
            << sql << text << value << matches;
    };
    const QString word = d.hasWord(u"ci"_s);
    row(word, u"openid profile"_s, u"profile"_s, true);
    row(word, u"openid\nprofile\tx"_s, u"profile"_s, true);
    row(word, u"openid\r\nprofile"_s, u"openid"_s, true);
    row(word, u"openid profiles"_s, u"profile"_s, false);
    row(word, u"Openid"_s, u"openid"_s, false);
    row(word, u"caf\u00e9"_s, u"cafe"_s, false);
    row(d.containsText(u"ci"_s), u"My Client"_s, u"CLIENT"_s, true);
    row(d.containsText(u"ci"_s), u"My Client"_s, u"clients"_s, false);
    row(d.containsText(u"ci"_s), u"100% _sure_"_s, u"% _S"_s, true);
    row(d.containsExactly(u"ci"_s), u"My Client"_s, u"Cli"_s, true);
    row(d.containsExactly(u"ci"_s), u"My Client"_s, u"cli"_s, false);
    const QString pattern = d.matchesPattern(u"ci"_s);
    const auto like = [&](const QString& text, const QString& words, bool matches) {
        row(pattern, text, d.patternFor(words), matches);
    };
    like(u"billing-app"_s, u"bill*"_s, true);
    like(u"Billing-app"_s, u"bill*"_s, false);
    like(u"billing"_s, u"bill_ng"_s, false);
    like(u"100%_!\\"_s, u"100%_!\\"_s, true);
    like(u"100 x"_s, u"100%"_s, false);
    like(u"abc"_s, u"*b*"_s, true);
    like(u"caf\u00e9"_s, u"cafe"_s, false);
}

void TestMariaExpressions::matchesTexts()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    QFETCH(const bool, matches);
    QVERIFY(session().execute({u"UPDATE texts SET ci = ? WHERE id = 1"_s, {text}}));
    QCOMPARE(one(u"SELECT %1 FROM texts WHERE id = 1"_s.arg(sql), {value}), QVariant(matches ? 1LL : 0LL));
    QVERIFY(session().execute({u"UPDATE texts SET ci = NULL WHERE id = 1"_s, {}}));
    QCOMPARE(one(u"SELECT %1 FROM texts WHERE id = 1"_s.arg(sql), {value}), QVariant(0LL)); // never NULL
}

void TestMariaExpressions::listsInOrder()
{
    server().run({u"CREATE TABLE owner (id INT PRIMARY KEY)"_s, u"INSERT INTO owner VALUES (1), (2)"_s,
        u"CREATE TABLE owned (owner INT, place INT, entry VARCHAR(2000))"_s,
        u"INSERT INTO owned VALUES (1, 3, 'c'), (1, 1, 'a \"q\" \\\\ \\n \u00e9'), (1, 2, NULL)"_s});
    const auto lists = [&](const QString& from) {
        QStringList found;
        const auto read = session().select(
            {u"SELECT %1 FROM owner ORDER BY id"_s.arg(dialect().jsonList(from, u"owb_child.entry"_s)), {}},
            [&found](const Row& row) {
                found << row.text(0);
                return true;
            });
        return read ? found : QStringList{read.error().detail};
    };
    const QString from = u"FROM owned owb_child WHERE owb_child.owner = owner.id"_s;
    QCOMPARE(
        lists(from + u" ORDER BY place"_s), (QStringList{u"[\"a \\\"q\\\" \\\\ \\n \u00e9\",null,\"c\"]"_s, u"[]"_s}));
    QCOMPARE(lists(from + u" AND place > 2"_s), (QStringList{u"[\"c\"]"_s, u"[]"_s}));
    server().run({u"INSERT INTO owned SELECT 2, seq, REPEAT('x', 2000) FROM seq_1_to_2000"_s});
    QCOMPARE(lists(from + u" ORDER BY place"_s).value(1).size(), 2000 * 2003 + 1); // beyond the usual limit of 1 MiB
}

void TestMariaExpressions::escapesLiterals()
{
    for (const QString& text : {u"it's"_s, u"\\"_s, u"\\'; DROP TABLE texts; -- "_s, u"\"`%_\n"_s, u""_s}) {
        QCOMPARE(one(u"SELECT "_s + dialect().literal(text)).toString(), text);
    }
}

void TestMariaExpressions::quotesNames()
{
    QCOMPARE(
        one(u"SELECT 7 AS %1 FROM (SELECT 1 AS %1) x WHERE %1 = 1"_s.arg(dialect().quoted(u"a`b\"c?d"_s))).toInt(), 7);
}

QTEST_GUILESS_MAIN(TestMariaExpressions)
#include "tst_mariaexpressions.moc"
