#include "oauth/filter.h"

#include "core/errortext.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using owb::core::Error;
using Key = FilterTerm::Key;

namespace {

constexpr qint64 open = std::numeric_limits<qint64>::min();
constexpr qint64 endless = std::numeric_limits<qint64>::max();
constexpr qint64 now = 1767268800; // 2026-01-01 12:00 UTC
constexpr qint64 day = 86400;

qint64 midnight(const char* date)
{
    return QDate::fromString(QString::fromLatin1(date), Qt::ISODate).startOfDay().toSecsSinceEpoch();
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesAnyValueSoThatItMeansItself();
    void understandsTerms_data();
    void understandsTerms();
    void joinsTerms();
    void ignoresEmptyTerms();
    void readsTimes_data();
    void readsTimes();
    void readsDaysInTheLocalTimeZone();
    void namesWhatItDoesNotUnderstand_data();
    void namesWhatItDoesNotUnderstand();
    void wordsEachTerm_data();
    void wordsEachTerm();
    void survivesHostileInput_data();
    void survivesHostileInput();
};

void TestFilter::understandsTerms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Key>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("negated");
    const auto row = [](const char* text, Key key, const QString& value, bool negated = false) {
        QTest::newRow(text) << QString::fromUtf8(text) << key << value << negated;
    };
    row("shop", Key::Word, u"shop"_s);
    row("-shop", Key::Word, u"shop"_s, true);
    row("-", Key::Word, u"-"_s);
    row("\"my shop\"", Key::Word, u"my shop"_s);
    row("-\"my shop\"", Key::Word, u"my shop"_s, true);
    row("\"urn:x\"", Key::Word, u"urn:x"_s);
    row("https://a.example/cb?x=1", Key::Word, u"https://a.example/cb?x=1"_s);
    row("client:abc", Key::Client, u"abc"_s);
    row("CLIENT:Abc", Key::Client, u"Abc"_s);
    row("-client:abc*", Key::Client, u"abc*"_s, true);
    row("client:\"a b\"", Key::Client, u"a b"_s);
    row("client:a\" \"b", Key::Client, u"a b"_s);
    row("\"client:a\"", Key::Word, u"client:a"_s);
    row("client:\"a \\\" b\"", Key::Client, u"a \" b"_s);
    row("client:\"a\\\\\"", Key::Client, u"a\\"_s);
    row("client:a\\b", Key::Client, u"a\\b"_s);
    row("client:\"a\\\\*\"", Key::Client, u"a\\*"_s); // a backslash, and a wildcard
    row("user:7", Key::User, u"7"_s);
    row("scope:orders:read", Key::Scope, u"orders:read"_s);
    row("state:active", Key::State, u"active"_s);
    row("state:Revoked", Key::State, u"revoked"_s);
    row("-state:expired", Key::State, u"expired"_s, true);
    row("type:Bearer", Key::Type, u"Bearer"_s);
    row("type:Public", Key::Type, u"public"_s);
    row("type:CONFIDENTIAL", Key::Type, u"confidential"_s);
    row("grant:urn:ietf:params:oauth:grant-type:device_code", Key::Grant,
        u"urn:ietf:params:oauth:grant-type:device_code"_s);
    row("redirect:https://a.example", Key::Redirect, u"https://a.example"_s);
    row("client:-x", Key::Client, u"-x"_s);
    row("user:\u4e2d", Key::User, u"\u4e2d"_s);
}

void TestFilter::understandsTerms()
{
    QFETCH(QString, text);
    const auto filter = Filter::parse(u"  "_s + text + u' ', now);
    QVERIFY(filter);
    QCOMPARE(filter->terms.size(), 1);
    const FilterTerm& term = filter->terms.constFirst();
    QTEST(term.key, "key");
    QTEST(term.value, "value");
    QTEST(term.negated, "negated");
    QCOMPARE(term.source, text);
}

void TestFilter::joinsTerms()
{
    const auto filter = Filter::parse(u"a -b\tclient:\"c d\"\n state:active"_s, now);
    QVERIFY(filter);
    QStringList sources;
    for (const auto& term : filter->terms) {
        sources << term.source;
    }
    QCOMPARE(sources, (QStringList{u"a"_s, u"-b"_s, u"client:\"c d\""_s, u"state:active"_s}));
}

void TestFilter::ignoresEmptyTerms()
{
    for (const QString& text : {QString(), u"   "_s, u"\"\""_s, u"-\"\" \"\""_s}) {
        const auto filter = Filter::parse(text, now);
        QVERIFY(filter && filter->isEmpty());
    }
}

void TestFilter::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    const auto row = [](const char* text, qint64 from, qint64 to) {
        QTest::newRow(text) << QString::fromLatin1(text) << from << to;
    };
    row("issued:2026-01-01", midnight("2026-01-01"), midnight("2026-01-02"));
    row("issued:>2026-01-01", midnight("2026-01-02"), endless);
    row("issued:<2026-01-01", open, midnight("2026-01-01"));
    row("expires:2026-01-01", midnight("2026-01-01"), midnight("2026-01-02"));
    row("expires:>2026-01-01", midnight("2026-01-02"), endless);
    row("expires:<2026-01-01", open, midnight("2026-01-01"));
    row("expires:<7d", now, now + 7 * day + 1);
    row("expires:7d", now, now + 7 * day + 1);
    row("expires:>7d", now + 7 * day + 1, endless);
    row("expires:<0s", now, now + 1);
    row("expires:<-7d", now - 7 * day, now);
    row("expires:>-7d", open, now - 7 * day);
    row("issued:<7d", now - 7 * day, now + 1);
    row("issued:-7d", now - 7 * day, now + 1);
    row("issued:>7d", open, now - 7 * day);
    row("issued:<12h", now - day / 2, now + 1);
    row("issued:<30m", now - 1800, now + 1);
    row("issued:<45s", now - 45, now + 1);
    row("issued:2026-01-01T12:00:00Z", now, now + 1);
    row("issued:>2026-01-01T12:00:00Z", now + 1, endless);
    row("issued:<2026-01-01T13:00:00+01:00", open, now);
    row("-expires:<999999999d", now, now + 999999999LL * day + 1);
}

void TestFilter::readsTimes()
{
    QFETCH(QString, text);
    const auto filter = Filter::parse(text, now);
    QVERIFY(filter);
    QTEST(filter->terms.constFirst().from, "from");
    QTEST(filter->terms.constFirst().to, "to");
}

void TestFilter::readsDaysInTheLocalTimeZone()
{
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Asia/Seoul");
    tzset();
    const auto filter = Filter::parse(u"issued:2026-01-01 issued:<2026-01-01T09:00"_s, now);
    qputenv("TZ", before);
    tzset();
    QVERIFY(filter);
    const qint64 seoulMidnight = now - day / 2 - 9 * 3600;
    QCOMPARE(filter->terms.at(0).from, seoulMidnight);
    QCOMPARE(filter->terms.at(0).to, seoulMidnight + day);
    QCOMPARE(filter->terms.at(1).to, seoulMidnight + 9 * 3600);
}

void TestFilter::namesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("remedy");
    const QString moment = u"Write a day like 2026-01-31 or a time like 7d, 12h or 30m."_s;
    const auto row = [](const char* text, const QString& word, const QString& remedy) {
        QTest::newRow(text) << QString::fromLatin1(text) << word << remedy;
    };
    row("a cleint:b", u"cleint"_s, u"Did you mean client?"_s);
    row("-scpoe:b", u"scpoe"_s, u"Did you mean scope?"_s);
    row("expire:7d", u"expire"_s, u"Did you mean expires?"_s);
    row("state:actve", u"actve"_s, u"Did you mean active?"_s);
    row("state:gone", u"gone"_s, u"Did you mean active?"_s);
    row("a \"b c", u"\"b c"_s, u"Close the quotation mark."_s);
    row("client:\"b", u"\"b"_s, u"Close the quotation mark."_s);
    row("client:", u"client:"_s, u"Write a value after the colon."_s);
    row("-user:\"\"", u"-user:\"\""_s, u"Write a value after the colon."_s);
    row("issued:soon", u"issued:soon"_s, moment);
    row("issued:2026-13-01", u"issued:2026-13-01"_s, moment);
    row("issued:2026-02-30", u"issued:2026-02-30"_s, moment);
    row("expires:<", u"expires:<"_s, moment);
    row("expires:7", u"expires:7"_s, moment);
    row("expires:7w", u"expires:7w"_s, moment);
    row("expires:99999999999d", u"expires:99999999999d"_s, moment);
}

void TestFilter::namesWhatItDoesNotUnderstand()
{
    QFETCH(QString, text);
    const auto filter = Filter::parse(text, now);
    QVERIFY(!filter);
    QCOMPARE(filter.error().kind, Error::Kind::InvalidQuery);
    QTEST(filter.error().subject, "word");
    QTEST(owb::core::errorText(filter.error()).remedy, "remedy");
}

void TestFilter::wordsEachTerm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("relation");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* text, const QString& relation, const QString& value) {
        QTest::newRow(text) << QString::fromLatin1(text) << relation << value;
    };
    row("shop", u"Contains"_s, u"shop"_s);
    row("-shop", u"Does not contain"_s, u"shop"_s);
    row("client:x", u"Client is"_s, u"x"_s);
    row("-client:x", u"Client is not"_s, u"x"_s);
    row("user:x", u"User is"_s, u"x"_s);
    row("-user:x", u"User is not"_s, u"x"_s);
    row("scope:orders", u"Scope contains"_s, u"orders"_s);
    row("-scope:orders", u"Scope does not contain"_s, u"orders"_s);
    row("state:active", u"State is"_s, u"active"_s);
    row("-state:active", u"State is not"_s, u"active"_s);
    row("type:public", u"Type is"_s, u"public"_s);
    row("-type:public", u"Type is not"_s, u"public"_s);
    row("grant:implicit", u"Grant is"_s, u"implicit"_s);
    row("-grant:implicit", u"Grant is not"_s, u"implicit"_s);
    row("redirect:a", u"Redirect URI contains"_s, u"a"_s);
    row("-redirect:a", u"Redirect URI does not contain"_s, u"a"_s);
    row("issued:2026-01-01", u"Issued on"_s, u"2026-01-01"_s);
    row("issued:<2026-01-01", u"Issued before"_s, u"2026-01-01"_s);
    row("issued:>2026-01-01", u"Issued after"_s, u"2026-01-01"_s);
    row("-issued:>2026-01-01", u"Not issued after"_s, u"2026-01-01"_s);
    row("issued:<7d", u"Issued in the last"_s, u"7 days"_s);
    row("issued:>1d", u"Issued longer ago than"_s, u"1 day"_s);
    row("-issued:<7d", u"Not issued in the last"_s, u"7 days"_s);
    row("expires:<7d", u"Expires within"_s, u"7 days"_s);
    row("expires:12h", u"Expires within"_s, u"12 hours"_s);
    row("-expires:<1h", u"Does not expire within"_s, u"1 hour"_s);
    row("expires:>30m", u"Expires later than in"_s, u"30 minutes"_s);
    row("expires:<-7d", u"Expired in the last"_s, u"7 days"_s);
    row("expires:>-1s", u"Expired longer ago than"_s, u"1 second"_s);
    row("expires:2026-01-01", u"Expires on"_s, u"2026-01-01"_s);
    row("-expires:<2026-01-01T10:00:00Z", u"Does not expire before"_s, u"2026-01-01T10:00:00Z"_s);
}

void TestFilter::wordsEachTerm()
{
    QFETCH(QString, text);
    const auto filter = Filter::parse(text, now);
    QVERIFY(filter);
    const TermWords shown = words(filter->terms.constFirst());
    QTEST(shown.relation, "relation");
    QTEST(shown.value, "value");
    QVERIFY(words(FilterTerm()).relation.isEmpty()); // nothing to say of nothing
}

void TestFilter::survivesHostileInput_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("NUL") << u"client:a"_s + QChar(0) + u"b"_s;
    QTest::newRow("surrogate") << QString(QChar(0xd800));
    QTest::newRow("long word") << QString(1 << 20, u'x');
    QTest::newRow("long key") << QString(1 << 20, u'x') + u":y"_s;
    QTest::newRow("many terms") << u"a "_s.repeated(100000);
    QTest::newRow("many quotes") << u"\""_s.repeated(100001);
    QTest::newRow("many minus signs") << QString(100000, u'-');
    QTest::newRow("digits") << u"expires:<"_s + QString(100000, u'9') + u'd';
}

void TestFilter::survivesHostileInput()
{
    QFETCH(QString, text);
    QElapsedTimer timer;
    timer.start();
    const auto filter = Filter::parse(text, now);
    QVERIFY(filter || filter.error().kind == Error::Kind::InvalidQuery);
    QVERIFY(timer.elapsed() < 20000);
}

void TestFilter::quotesAnyValueSoThatItMeansItself()
{
    for (const QString& value : {u"a"_s, u"a b"_s, u"a\"b"_s, u"*"_s, u"a*\\*\"\\"_s, u"\\"_s}) {
        const auto filter = Filter::parse(u"client:"_s + quotedValue(value), now);
        QVERIFY2(filter, qPrintable(value));
        QCOMPARE(filter->terms.size(), 1);
        QCOMPARE(filter->terms.constFirst().value, value);
        QCOMPARE(filter->terms.constFirst().literal, value.contains(u'*'));
    }
}

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"
