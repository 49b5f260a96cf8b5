#include "core/secret.h"

#include <QTest>
#include <QVariant>

#include <cstring>
#include <sstream>

using namespace Qt::StringLiterals;
using owb::core::Secret;

namespace {

/** What was there each time memory was overwritten. */
QByteArrayList& wiped()
{
    static QByteArrayList bytes;
    return bytes;
}

void overwrite(void* bytes, size_t size)
{
    wiped() << QByteArray(static_cast<const char*>(bytes), static_cast<qsizetype>(size));
    volatile char* at = static_cast<char*>(bytes);
    for (size_t i = 0; i < size; ++i) {
        at[i] = 0;
    }
}

template <class T>
concept Printable = requires(std::ostream& stream, const T& value)
{
    stream << value;
};

} // namespace

// In place of the C library's, so that the test sees what a Secret wipes.
extern "C" void explicit_bzero(void* bytes, size_t size) noexcept
{
    overwrite(bytes, size);
}

extern "C" void __explicit_bzero_chk(void* bytes, size_t size, size_t) noexcept;
extern "C" void __explicit_bzero_chk(void* bytes, size_t size, size_t) noexcept
{
    overwrite(bytes, size);
}

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { wiped().clear(); }
    void wipesItsBytesWhenTheLastCopyGoes();
    void wipesNothingThatSomebodyElseStillHolds();
    void comparesAllBytes_data();
    void comparesAllBytes();
    void masks_data();
    void masks();
    void hidesTheLengthOfSecrets();
    void countsCharactersNotBytes();
    void saysWhatHttpCanCarry_data();
    void saysWhatHttpCanCarry();
    void cannotSlipIntoAStreamOrAVariant();
    void keepsBytesThatAreNotUtf8();
};

void TestSecret::wipesItsBytesWhenTheLastCopyGoes()
{
    {
        const Secret first(u"correct horse"_s);
        {
            const Secret copy = first; // NOLINT(performance-unnecessary-copy-initialization)
            QCOMPARE(copy.reveal(), "correct horse");
        }
        QVERIFY(wiped().isEmpty());
    }
    QCOMPARE(wiped(), QByteArrayList{"correct horse"});
}

void TestSecret::wipesNothingThatSomebodyElseStillHolds()
{
    QByteArray held("battery staple");
    {
        const Secret secret(held);
    }
    QVERIFY(wiped().isEmpty());
    QCOMPARE(held, "battery staple");
    {
        const Secret secret(std::move(held));
    }
    QCOMPARE(wiped(), QByteArrayList{"battery staple"});
}

void TestSecret::comparesAllBytes_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("equal");
    QTest::newRow("same") << QByteArray("abc") << QByteArray("abc") << true;
    QTest::newRow("first byte") << QByteArray("xbc") << QByteArray("abc") << false;
    QTest::newRow("last byte") << QByteArray("abc") << QByteArray("abx") << false;
    QTest::newRow("prefix") << QByteArray("abc") << QByteArray("abcd") << false;
    QTest::newRow("behind NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    QTest::newRow("high bytes") << QByteArray("\xff\xfe") << QByteArray("\xff\xfe") << true;
    QTest::newRow("empty") << QByteArray() << QByteArray("") << true;
    QTest::newRow("empty and not") << QByteArray() << QByteArray("a") << false;
}

void TestSecret::comparesAllBytes()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(bool, equal);
    QCOMPARE(Secret(left) == Secret(right), equal);
    QCOMPARE(Secret(right) == Secret(left), equal);
    QVERIFY(Secret() == Secret(QByteArray()));
}

void TestSecret::masks_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    const QString all(12, QChar(0x2022));
    const QString middle(8, QChar(0x2022));
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("short") << u"abc"_s << all;
    QTest::newRow("23 characters") << u"abcdefghijklmnopqrstuvw"_s << all;
    QTest::newRow("24 characters") << u"abcdefghijklmnopqrstuvwx"_s << u"abcd"_s + middle + u"uvwx"_s;
    QTest::newRow("long") << QString(1000, u'x') << u"xxxx"_s + middle + u"xxxx"_s;
    QTest::newRow("not ASCII") << QString(40, QChar(0xe9)) << all;
}

void TestSecret::masks()
{
    QFETCH(QString, value);
    QFETCH(QString, shown);
    QCOMPARE(Secret(value).maskedToken(), shown);
    QVERIFY(Secret::isMask(shown) && !Secret::isMask(value));
}

void TestSecret::hidesTheLengthOfSecrets()
{
    QCOMPARE(Secret::maskedSecret(), QString(12, QChar(0x2022)));
}

void TestSecret::countsCharactersNotBytes()
{
    QCOMPARE(Secret().length(), 0);
    QCOMPARE(Secret(u"a\u00e9\u4e2d"_s).length(), 3);
    QCOMPARE(Secret(QByteArray("\xf0\x9f\x94\x91")).length(), 1);
}

void TestSecret::saysWhatHttpCanCarry_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("ascii");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("letters") << QByteArray("aZ09-._~ :!") << true;
    QTest::newRow("accent") << QByteArray("caf\xc3\xa9") << false;
    QTest::newRow("line feed") << QByteArray("a\nb") << false;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
    QTest::newRow("DEL") << QByteArray("a\x7f") << false;
}

void TestSecret::saysWhatHttpCanCarry()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, ascii);
    QCOMPARE(Secret(value).isAscii(), ascii);
}

void TestSecret::cannotSlipIntoAStreamOrAVariant()
{
    static_assert(!Printable<Secret>);
    static_assert(!std::is_convertible_v<Secret, QVariant>);
    static_assert(!std::is_convertible_v<Secret, QString> && !std::is_convertible_v<Secret, QByteArray>);
    static_assert(!std::is_convertible_v<QString, Secret> && !std::is_convertible_v<QByteArray, Secret>);
    QVERIFY(!QMetaType::fromName("owb::core::Secret").isValid());
}

void TestSecret::keepsBytesThatAreNotUtf8()
{
    const QByteArray bytes("\xff\x00\xfe", 3);
    QCOMPARE(Secret(bytes).reveal(), bytes);
    QVERIFY(!Secret(bytes).isEmpty());
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret().reveal().isEmpty());
}

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
