#include "hash/scratch.h"
#include "hash/storedsecret.h"
#include "hash/tokenforms.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Secret;
using namespace owb::hash;

namespace {

/** What was there each time memory was overwritten. */
QByteArrayList& wiped()
{
    static QByteArrayList bytes;
    return bytes;
}

bool wipedAny(const QByteArray& part)
{
    return std::any_of(wiped().cbegin(), wiped().cend(), [&part](const auto& bytes) { return bytes.contains(part); });
}

} // namespace

// In place of OpenSSL's, so that the test sees what is wiped.
extern "C" void OPENSSL_cleanse(void* bytes, size_t size);
extern "C" void OPENSSL_cleanse(void* bytes, size_t size)
{
    wiped() << QByteArray(static_cast<const char*>(bytes), static_cast<qsizetype>(size));
    volatile char* at = static_cast<char*>(bytes);
    for (size_t i = 0; i < size; ++i) {
        at[i] = 0;
    }
}

class TestScratch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { wiped().clear(); }
    void wipesItsBytesOnce();
    void joinsItsParts();
    void leavesNoCopyOfASecret_data();
    void leavesNoCopyOfASecret();
    void leavesNoCopyOfATokensPayload();
};

void TestScratch::wipesItsBytesOnce()
{
    {
        Scratch first({QByteArrayView("correct "), QByteArrayView("horse")});
        const Scratch second = std::move(first);
        QVERIFY(wiped().isEmpty());
    }
    QCOMPARE(wiped().count("correct horse"), 1);
}

void TestScratch::joinsItsParts()
{
    QCOMPARE(Scratch(3).borrowed(), QByteArray(3, '\0'));
    QCOMPARE(
        Scratch({QByteArrayView("a"), QByteArrayView(), QByteArrayView("\0b", 2)}).borrowed(), QByteArray("a\0b", 3));
    QVERIFY(Scratch(0).view().isEmpty());
}

void TestScratch::leavesNoCopyOfASecret_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("wipedPart");
    QTest::newRow("copy for crypt") << QByteArray("$2a$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S")
                                    << u"bcrypt"_s << QByteArray("s3cret");
    QTest::newRow("digest before crypt") << QByteArray(
        "bcrypt_sha256$$2b$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S")
                                         << u"bcrypt_sha256"_s
                                         << QByteArray(
                                                "1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0");
    QTest::newRow("salted") << QByteArray("{MD5}{salt}33e1b232a4e6fa0028a6670753749a17") << u"spring:MD5"_s
                            << QByteArray("s3cret{salt}");
    QTest::newRow("derived key") << QByteArray(
        "$pbkdf2-sha1$i=1000,l=20$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84")
                                 << u"ory-pbkdf2-sha1"_s << QByteArray::fromBase64("ImvmVTv9O1jqeEmJxGEzcbc4I84");
}

void TestScratch::leavesNoCopyOfASecret()
{
    QFETCH(QByteArray, stored);
    QFETCH(QString, scheme);
    QFETCH(QByteArray, wipedPart);
    QVERIFY(verify(Secret(stored), Secret(u"s3cret"_s), {scheme}));
    QVERIFY(wipedAny(wipedPart));
}

void TestScratch::leavesNoCopyOfATokensPayload()
{
    const QByteArray payload = R"({"jti":"a","email":"user@shop.example"})";
    const QByteArray token = "e30." + payload.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QVERIFY(storedForms(Secret(token + '.'), {u"jwt-jti"_s}));
    QVERIFY(wipedAny(payload));
}

QTEST_APPLESS_MAIN(TestScratch)
#include "tst_scratch.moc"
