#include "jose/base64url.h"

#include <QRandomGenerator>
#include <QTest>

using namespace owb;
using namespace Qt::StringLiterals;

namespace {

constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

bool isInAlphabet(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

QByteArray randomBytes(QRandomGenerator& random, qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char& c : bytes) {
        c = static_cast<char>(random.bounded(256));
    }
    return bytes;
}

} // namespace

/** One text for the same bytes, and Qt's own coder beside ours. */
class TestBase64Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLengthComesBack();
    void aChangedCharacterIsAnotherTextOrNone();
    void theFaultIsWhereItIs_data();
    void theFaultIsWhereItIs();
};

void TestBase64Url::everyLengthComesBack()
{
    QRandomGenerator random(7);
    for (qsizetype size = 0; size < 200; ++size) {
        const QByteArray bytes = randomBytes(random, size);
        const QByteArray text = bytes.toBase64(options);
        QCOMPARE(jose::toBase64Url(bytes), text);
        const auto decoded = jose::fromBase64Url(text);
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }
}

void TestBase64Url::aChangedCharacterIsAnotherTextOrNone()
{
    QRandomGenerator random(8);
    for (qsizetype size = 1; size < 14; ++size) {
        const QByteArray text = randomBytes(random, size).toBase64(options);
        for (qsizetype at = 0; at < text.size(); ++at) {
            for (int c = 0; c < 256; ++c) {
                QByteArray changed = text;
                changed[at] = static_cast<char>(c);
                const auto decoded = jose::fromBase64Url(changed);
                if (decoded) { // then it is the one spelling of what it says
                    QCOMPARE(decoded->toBase64(options), changed);
                } else if (isInAlphabet(changed.at(at))) {
                    QCOMPARE(decoded.error().kind, jose::Base64Fault::Kind::UnusedBits);
                } else {
                    QCOMPARE(decoded.error().at, at);
                }
            }
        }
    }
}

void TestBase64Url::theFaultIsWhereItIs_data()
{
    using Kind = jose::Base64Fault::Kind;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("at");
    QTest::newRow("padding") << QByteArray("AAA=") << int(Kind::Padding) << 3;
    QTest::newRow("space") << QByteArray("AAAA AAA") << int(Kind::Space) << 4;
    QTest::newRow("line break at the end") << QByteArray("AAAA\n") << int(Kind::Space) << 4;
    QTest::newRow("ordinary base64") << QByteArray("AA+A") << int(Kind::Character) << 2;
    QTest::newRow("one character") << QByteArray("AAAAA") << int(Kind::Length) << 4;
    QTest::newRow("unused bits of two") << QByteArray("AB") << int(Kind::UnusedBits) << 1;
    QTest::newRow("unused bits of three") << QByteArray("AAB") << int(Kind::UnusedBits) << 2;
    QTest::newRow("the first of two") << QByteArray("A.AA=") << int(Kind::Character) << 1;
}

void TestBase64Url::theFaultIsWhereItIs()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, kind);
    QFETCH(const int, at);
    const auto decoded = jose::fromBase64Url(text);
    QVERIFY(!decoded);
    QCOMPARE(int(decoded.error().kind), kind);
    QCOMPARE(decoded.error().at, at);
    const auto told = jose::decodePart(text, u"the header"_s);
    QVERIFY(!told && !told.error().what.isEmpty() && told.error().what.contains(u"the header"));
}

QTEST_GUILESS_MAIN(TestBase64Url)
#include "tst_base64url.moc"
