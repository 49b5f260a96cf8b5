#include "core/errortext.h"
#include "oauth/tokenreader.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using owb::core::Error;
using owb::core::Secret;

namespace {

constexpr qint64 now = 1767268800;
const Origins origins{{u"authlib"_s, u"oauth2_token"_s}, {}};

Token sampleToken()
{
    Token token;
    token.key = {{qint64(3)}};
    token.clientId = u"a \"client\", with\nlines"_s;
    token.userId = u"7"_s;
    token.tokenType = u"Bearer"_s;
    token.accessToken = Secret(u"access-1-of-a-long-enough-token"_s);
    token.refreshToken = Secret(u"refresh-1-of-a-long-enough-token"_s);
    token.scope = u"ä b"_s;
    token.issuedAt = now - 100;
    token.expiresAt = now + 100;
    token.refreshRevokedAt = now - 50;
    token.refreshRefused = true;
    return token;
}

QByteArray written(const QList<Token>& tokens, FileFormat format, Reveal reveal = Reveal::Yes)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    TokenWriter writer(buffer, format, origins, now, reveal);
    for (const Token& token : tokens) {
        if (!writer.write(token)) {
            qFatal("not written");
        }
    }
    return writer.flush() ? buffer.data() : QByteArray();
}

/** What is read: tokens, and of each line that is refused its sentence. */
struct Read
{
    QList<Token> tokens;
    QStringList refused;
    bool hopeless = false;
};

Read readAll(QByteArray bytes, FileFormat format)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    TokenReader reader(buffer, u"tokens"_s, format, now);
    Read read;
    for (;;) {
        const auto token = reader.next();
        if (token && !*token) {
            return read;
        }
        if (token) {
            read.tokens << **token;
        } else {
            read.refused << token.error().items.join(u": "_s);
        }
        if (reader.isHopeless()) {
            read.hopeless = true;
            return read;
        }
    }
}

/** A device that takes so many bytes and no more, as a full disk does. */
class SmallDevice final : public QIODevice
{
protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override { return size > 1000 ? -1 : size; }
};

} // namespace

/** Tokens in files: what is written is read again, and what cannot be read is told by its line. */
class TestTokenFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void csvIsForSpreadsheets();
    void maskedIsNotImported_data();
    void maskedIsNotImported();
    void tellsTheLine_data();
    void tellsTheLine();
    void csvNeedsHeadings();
    void takesWhatOthersWrite();
    void stateStandsForTimes();
    void aFullDiskIsTold();
    void formatsByName();
};

void TestTokenFile::comesBack_data()
{
    QTest::addColumn<FileFormat>("format");
    QTest::newRow("ndjson") << FileFormat::Ndjson;
    QTest::newRow("csv") << FileFormat::Csv;
}

void TestTokenFile::comesBack()
{
    QFETCH(FileFormat, format);
    Token plain = sampleToken();
    plain.clientId = u"plain"_s;
    plain.userId.reset();
    plain.refreshToken.reset();
    plain.refreshRevokedAt.reset();
    plain.refreshRefused = false;
    plain.expiresAt.reset();
    plain.accessToken = Secret(u"access-2"_s);
    const Read read = readAll(written({sampleToken(), plain}, format), format);
    QCOMPARE(read.refused, QStringList());
    QCOMPARE(read.tokens.size(), 2);
    for (auto [there, back] : {std::pair(sampleToken(), read.tokens.at(0)), std::pair(plain, read.tokens.at(1))}) {
        there.key = {}; // the database gives another
        there.accessRefused = there.refreshRefused = false; // what the server concludes
        QCOMPARE(back.clientId, there.clientId);
        QCOMPARE(back.userId, there.userId);
        QCOMPARE(back.scope, there.scope);
        QVERIFY(back.accessToken == there.accessToken);
        QCOMPARE(back.refreshToken.has_value(), there.refreshToken.has_value());
        QCOMPARE(back.expiresAt, there.expiresAt);
        QCOMPARE(back.accessRevokedAt, there.accessRevokedAt);
        QCOMPARE(back.refreshRevokedAt, there.refreshRevokedAt);
        QVERIFY(back == there);
    }
}

void TestTokenFile::csvIsForSpreadsheets()
{
    Token token = sampleToken();
    token.clientId = u"my-app"_s;
    const QList<QByteArray> lines = written({token}, FileFormat::Csv).split('\n');
    QCOMPARE(lines.at(0),
        "client_id,sub,token_type,scope,iat,exp,state,access_token,access_token_revoked_at,refresh_token,refresh_state,"
        "refresh_token_revoked_at,key\r");
    QCOMPARE(lines.at(1),
        "my-app,7,Bearer,ä b,2026-01-01T11:58:20Z,2026-01-01T12:01:40Z,active,access-1-of-a-long-enough-token,,"
        "refresh-1-of-a-long-enough-token,revoked,2026-01-01T11:59:10Z,3\r");
}

void TestTokenFile::maskedIsNotImported_data()
{
    comesBack_data();
}

void TestTokenFile::maskedIsNotImported()
{
    QFETCH(FileFormat, format);
    const QByteArray bytes = written({sampleToken()}, format, Reveal::No);
    QVERIFY(!bytes.contains("access-1"));
    QVERIFY(!bytes.contains("refresh-1"));
    const Read read = readAll(bytes, format);
    QVERIFY(read.tokens.isEmpty());
    QCOMPARE(read.refused.size(), 1);
    QVERIFY2(read.refused.constFirst().contains(u"access_token"_s), qPrintable(read.refused.constFirst()));
}

void TestTokenFile::tellsTheLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FileFormat>("format");
    QTest::addColumn<QString>("told");
    const QByteArray good = R"({"access_token":"one"})";
    QTest::newRow("no JSON") << (good + "\n{\"access_token\":}\n") << FileFormat::Ndjson << u"2: it is no JSON"_s;
    QTest::newRow("a list") << (good + "\n\n[]\n") << FileFormat::Ndjson << u"3: it is no JSON"_s;
    QTest::newRow("twice") << (good + "\n{\"scope\":\"a\",\"scope\":\"b\",\"access_token\":\"x\"}")
                           << FileFormat::Ndjson << u"2: scope: it is there twice"_s;
    QTest::newRow("unknown") << (good + "\n{\"acces_token\":\"x\"}") << FileFormat::Ndjson << u"2: acces_token"_s;
    QTest::newRow("none") << (good + "\n{\"client_id\":\"x\"}") << FileFormat::Ndjson << u"2: access_token"_s;
    QTest::newRow("a number") << (good + "\n{\"access_token\":5}") << FileFormat::Ndjson << u"2: access_token"_s;
    QTest::newRow("a time") << (good + "\n{\"access_token\":\"x\",\"iat\":\"yesterday\"}") << FileFormat::Ndjson
                            << u"2: iat: it must be seconds"_s;
    QTest::newRow("a time without zone") << (good + "\n{\"access_token\":\"x\",\"iat\":\"2026-01-01T00:00:00\"}")
                                         << FileFormat::Ndjson << u"2: iat: it must be seconds"_s;
    QTest::newRow("a fraction") << (good + "\n{\"access_token\":\"x\",\"exp\":1.5}") << FileFormat::Ndjson
                                << u"2: exp: it must be seconds"_s;
    QTest::newRow("too long a life") << (good
        + "\n{\"access_token\":\"x\",\"iat\":1,\"expires_in\":9223372036854775807}")
                                     << FileFormat::Ndjson << u"2: expires_in"_s;
    QTest::newRow("no UTF-8") << (good + "\n{\"access_token\":\"\xff\"}") << FileFormat::Ndjson
                              << u"2: it is not UTF-8"_s;
    QTest::newRow("too long") << (good + "\n" + QByteArray(1 << 21, 'x') + "\n" + good) << FileFormat::Ndjson
                              << u"2: it is longer"_s;
    QTest::newRow("too few cells") << QByteArray("access_token,scope\none,a\ntwo\n") << FileFormat::Csv
                                   << u"3: it has 1 cells"_s;
    QTest::newRow("a quotation mark") << QByteArray("access_token,scope\n\"one\n\",a\nt\"wo,b\n") << FileFormat::Csv
                                      << u"4: a cell has a quotation mark"_s;
    QTest::newRow("an open one") << QByteArray("access_token,scope\none,a\n\"two,b\n") << FileFormat::Csv
                                 << u"3: a quotation mark is not closed"_s;
}

void TestTokenFile::tellsTheLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FileFormat, format);
    QFETCH(QString, told);
    const Read read = readAll(bytes, format);
    QVERIFY(!read.tokens.isEmpty());
    QCOMPARE(read.refused.size(), 1);
    QVERIFY2(read.refused.constFirst().startsWith(told), qPrintable(read.refused.constFirst()));
}

void TestTokenFile::csvNeedsHeadings()
{
    for (const QByteArray& bytes : {QByteArray(), QByteArray("one,two\n"), QByteArray("client_id;access_token\n"),
             QByteArray("access_token,access_token\na,b\n"), QByteArray("client_id,scope\na,b\n")}) {
        const Read read = readAll(bytes, FileFormat::Csv);
        QVERIFY(read.hopeless);
        QVERIFY(read.refused.constFirst().startsWith(u"1: the first line must name the columns"_s));
    }
}

void TestTokenFile::takesWhatOthersWrite()
{
    // A byte order mark, line ends of either kind, seconds, another zone, an empty line, no line end at the end.
    const Read read = readAll("\xef\xbb\xbf"
                              "access_token,iat,exp\r\n\"a,1\",1000,1970-01-01T01:00:00+01:00\n\r\nb,,",
        FileFormat::Csv);
    QCOMPARE(read.refused, QStringList());
    QCOMPARE(read.tokens.size(), 2);
    QCOMPARE(read.tokens.at(0).accessToken.revealText(), u"a,1"_s);
    QCOMPARE(read.tokens.at(0).issuedAt, 1000);
    QCOMPARE(read.tokens.at(0).expiresAt, std::optional<qint64>(0));
    QCOMPARE(read.tokens.at(1).issuedAt, now);
    QCOMPARE(read.tokens.at(1).expiresAt, std::nullopt);
    const Read json = readAll(R"({"access_token":"a","iat":5,"expires_in":60,"sub":12})", FileFormat::Ndjson);
    QCOMPARE(json.tokens.at(0).expiresAt, std::optional<qint64>(65));
    QCOMPARE(json.tokens.at(0).userId, std::optional(u"12"_s));
}

void TestTokenFile::stateStandsForTimes()
{
    Token marked = sampleToken();
    marked.revocationTimesKnown = false; // a layout with a mark and no times
    marked.accessRevokedAt = 1;
    marked.refreshRevokedAt.reset();
    marked.refreshRefused = false;
    marked.accessRefused = true;
    for (const FileFormat format : {FileFormat::Ndjson, FileFormat::Csv}) {
        const Read read = readAll(written({marked}, format), format);
        QCOMPARE(read.tokens.at(0).accessRevokedAt, std::optional<qint64>(now));
        QCOMPARE(read.tokens.at(0).refreshRevokedAt, std::nullopt);
    }
}

void TestTokenFile::aFullDiskIsTold()
{
    SmallDevice device;
    device.open(QIODevice::WriteOnly);
    TokenWriter writer(device, FileFormat::Ndjson, origins, now, Reveal::Yes);
    owb::core::Result<> done;
    for (int i = 0; i < 100 && done; ++i) {
        done = writer.write(sampleToken());
    }
    done = done ? writer.flush() : done;
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::FileNotWritten);
}

void TestTokenFile::formatsByName()
{
    QCOMPARE(fileFormatOf(u"/tmp/a.CSV"_s), std::optional(FileFormat::Csv));
    QCOMPARE(fileFormatOf(u"a.b.jsonl"_s), std::optional(FileFormat::Ndjson));
    QCOMPARE(fileFormatOf(u"tokens"_s), std::nullopt);
    QCOMPARE(fileFormatOf(u"tokens.xlsx"_s), std::nullopt);
}

QTEST_GUILESS_MAIN(TestTokenFile)
#include "tst_tokenfile.moc"
