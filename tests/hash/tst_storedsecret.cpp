#include "hash/storedsecret.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Secret;
using namespace owb::hash;

namespace {

/** Stored texts of "s3cret" unless another secret is said: written by the servers' own code, or published. */
struct Sample
{
    const char* scheme;
    QByteArray stored;
    QByteArray secret = "s3cret";
};

constexpr auto openIddict = "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg9xLuuTPgDdsB2JmN3LZxzmh+TY5ZuttKRhqnNne/68YQ==";

QList<Sample> plainAndDigests()
{
    return {
        {"plain", "s3cret"},
        {"sha256-hex", "1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0"},
        {"sha256-base64", "HsHCa1DV08WNlYMYGvgHZlX+AHVr9yhZQLo2cPmfy6A="},
        {"sha256-base64url", "HsHCa1DV08WNlYMYGvgHZlX-AHVr9yhZQLo2cPmfy6A"},
        {"sha512-base64", "lcia3d5QY1fsXv0O5BrCQe/W+xAJp2gMFQHqgXA0K4y/Dy2Ti1YpVJDxnx/F+ijQmxWE6qCcmmsvd3YjKZzVIQ=="},
        {"md5-hex", "33e1b232a4e6fa0028a6670753749a17"},
        {"django-md5", "md5$seasalt0123456789abcdef$1d91eb47f6af0c8a516118a3200335a2"},
        {"django-md5", "md5$$33e1b232a4e6fa0028a6670753749a17"},
        {"django-sha1", "sha1$seasalt0123456789abcdef$2c072aef40b0b0ec72c79a9fedf5f1bb9cf41b67"},
        {"django-sha1", "sha1$$fef341f85d87439e7d91a2d465b9871ef66b5e98"},
        {"spring:noop", "{noop}s3cret"},
        {"spring:MD5", "{MD5}{thisissalt}2a4e7104c2780098f50ed5a84bb2323d", "password"},
        {"spring:MD5", "{MD5}33e1b232a4e6fa0028a6670753749a17"},
        {"spring:SHA-1", "{SHA-1}fef341f85d87439e7d91a2d465b9871ef66b5e98"},
        {"spring:SHA-256", "{SHA-256}1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0"},
        {"spring:sha256", "{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94fff291cfffaf8410849f27605abcbc0",
            "password"},
    };
}

QList<Sample> derived()
{
    return {
        {"pbkdf2_sha256", "pbkdf2_sha256$600000$seasalt0123456789abcdef$f9+fss3DAMDRIS2EcMibxfHfPWBOu8e4/Q4zXxx01vQ="},
        {"pbkdf2_sha256", "pbkdf2_sha256$260000$seasalt0123456789abcdef$0nujh5Fah+0YB1TIVsBIUX6ihFLfkgbO1aWrJcEaDrU="},
        {"pbkdf2_sha1", "pbkdf2_sha1$260000$seasalt0123456789abcdef$WXYRs5XSRomNjfw+7WirE05k1U8="},
        {"scrypt",
            "scrypt$16384$seasalt$8$1$"
            "Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw==",
            "l\xc3\xa8tmein"},
        {"openiddict-pbkdf2", openIddict},
        {"ory-pbkdf2-sha256",
            "$pbkdf2-sha256$i=25000,l=32$AAECAwQFBgcICQoLDA0ODw$Oya1xFZTH+t5lN6Fr4DT3Y7cE//5rT0Wnpru8KOkC8g"},
        {"ory-pbkdf2-sha512",
            "$pbkdf2-sha512$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$LJnA7+ddHexM4POZgLao9v848H5b6d9LEUoKPnsD/wI"},
        {"ory-pbkdf2-sha224",
            "$pbkdf2-sha224$i=1000,l=28$AAECAwQFBgcICQoLDA0ODw$A29m3ek0mJyQHHUeZFTUJ/4pYoxlu7ow6fftBw"},
        {"ory-pbkdf2-sha384",
            "$pbkdf2-sha384$i=1000,l=48$AAECAwQFBgcICQoLDA0ODw$jRohGkBC5Iek+"
            "CIvmyyEPRamY4Nhai7aw4LZFd4SqtK3HxrdT6CZeEORYei79yHY"},
        {"ory-pbkdf2-sha1", "$pbkdf2-sha1$i=1000,l=20$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84"},
        {"werkzeug-pbkdf2-sha256",
            "pbkdf2:sha256:1000$NDXnvnOrGRBH470x$78de8ab8776c418528da11aadcca1e579993a3bc930de9437d9a508c5186a8e2"},
        {"werkzeug-scrypt",
            "scrypt:32768:8:1$abcdefghijklmnop$5debf8b24b949f4cbc4bce4321afcb7d0c8238795474fd862b0af3f5f015b6d3"
            "f21fb0d9ccf4a105d85493822c81ddbff72e14a0cf3e65c1285091a5c33936fc"},
        {"spring:pbkdf2", "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc",
            "password"},
        {"spring:scrypt",
            "{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$"
            "OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=",
            "password"},
    };
}

QList<Sample> others()
{
    const QByteArray argon = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    const QByteArray bcrypt = "$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG";
    return {
        {"bcrypt", "$2a$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S"},
        {"bcrypt", "$2y$04$aaaaaaaaaaaaaaaaaaaaaOQR.Q7VZZ6jxvoKQt0/3c9sfBdZBlcKK"},
        {"bcrypt", bcrypt, "password"},
        {"spring:bcrypt", "{bcrypt}" + bcrypt, "password"},
        {"django-bcrypt", "bcrypt$$2b$12$Qk7E0q3y5y1elMw/AAPTLultBo1HY5pkjJTJBw2ANa9.UQ0FkpqHe"},
        {"bcrypt_sha256", "bcrypt_sha256$$2b$12$vH8OmugMpzNuWndDQvC5GO8qjGEtwfMs39FNGgpgv3lY0fcVD4hjm"},
        {"bcrypt_sha256", "bcrypt_sha256$$2b$12$NfLuicsVYgn6VeijcexTDuoFJZp57R.svaT1yrq.fyJTgEErArB0W",
            QByteArray(100, 'x')},
        {"argon2id", argon, "password"},
        {"spring:argon2", "{argon2}" + argon, "password"},
        {"argon2i", "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ", "password"},
        {"argon2", "argon2$argon2id$v=19$m=102400,t=2,p=8$c2Vhc2FsdDAxMjM0NTY3ODlhYmNkZWY$cl3joor1jSCDlQO45T5dnA"},
        {"yescrypt", "$y$j75$7g9iFN6Ks9m2posxtdt4s/$sgZAW5k6CwFbneCTeMH9FzdVyHAgBmq4CGAi8.fW7K6"},
        {"sha256-crypt", "$5$rounds=1000$saltsalt$zjC/Njk9Y.EVEc3QygFw/Rhx5L4ZHXnWMx5WovHpIO2"},
        {"sha512-crypt",
            "$6$saltsalt$As4wrv0kZlfch1du9WeH7qhskyLriQWySXrZzynnvi46nFnNxjdpl6ksRegrrKexvhIa/Iny8S8uF3fVWTMuC1"},
    };
}

} // namespace

class TestStoredSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatServersWrote_data();
    void readsWhatServersWrote();
    void tellsTheSchemeByWhatTheServerUses_data();
    void tellsTheSchemeByWhatTheServerUses();
    void readsWhatCouldBePlainBothWays();
    void knowsTheNamesOfProfiles();
};

void TestStoredSecret::readsWhatServersWrote_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("secret");
    for (const Sample& sample : plainAndDigests() + derived() + others()) {
        QTest::addRow("%s %s", sample.scheme, sample.stored.first(std::min<qsizetype>(24, sample.stored.size())).data())
            << QString::fromLatin1(sample.scheme) << sample.stored << sample.secret;
    }
}

void TestStoredSecret::readsWhatServersWrote()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, secret);
    QCOMPARE(schemeOf(Secret(stored), {scheme}), scheme);
    QCOMPARE(verify(Secret(stored), Secret(secret), {scheme}), owb::core::Result<bool>(true));
    QCOMPARE(verify(Secret(stored), Secret(secret + '.'), {scheme}), owb::core::Result<bool>(false));
    QCOMPARE(verify(Secret(stored), Secret(), {scheme}), owb::core::Result<bool>(false));
}

void TestStoredSecret::tellsTheSchemeByWhatTheServerUses_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QStringList>("schemes");
    QTest::addColumn<QString>("scheme");
    const QByteArray hex(64, 'a');
    const QByteArray bcrypt = "$2y$12$aaaaaaaaaaaaaaaaaaaaaOQR.Q7VZZ6jxvoKQt0/3c9sfBdZBlcKK";
    const QStringList digests{u"plain"_s, u"sha256-hex"_s, u"bcrypt"_s};
    const auto row = [](const char* name, const QByteArray& stored, const QStringList& schemes, const QString& scheme) {
        QTest::newRow(name) << stored << schemes << scheme;
    };
    row("hexadecimal, nothing known", hex, {}, u"plain"_s);
    row("hexadecimal where secrets are plain", hex, {u"plain"_s}, u"plain"_s);
    row("hexadecimal where digests are used", hex, digests, u"sha256-hex"_s);
    row("upper case is no digest", hex.toUpper(), digests, u"plain"_s);
    row("too short for a digest", hex.chopped(1), digests, u"plain"_s);
    row("bcrypt, nothing known", bcrypt, {}, u"bcrypt"_s);
    row("bcrypt where digests are used", bcrypt, digests, u"bcrypt"_s);
    row("bcrypt where it is not used", bcrypt, {u"plain"_s}, u"plain"_s);
    row("dollars are not enough", "$2 off, $22 now", {}, u"plain"_s);
    row("family", "pbkdf2_sha256$1$a$b", {u"django"_s}, u"pbkdf2_sha256"_s);
    row("family, nothing known", "pbkdf2_sha256$1$a$b", {}, u"pbkdf2_sha256"_s);
    row("outside a family", "s3cret", {u"django"_s}, u"unknown"_s);
    row("outside a family, or plain", "s3cret", {u"plain"_s, u"django"_s}, u"plain"_s);
    row("32 digits beside a family", "33e1b232a4e6fa0028a6670753749a17", {u"plain"_s, u"django"_s}, u"plain"_s);
    row("prefix", "{bcrypt}" + bcrypt, {u"spring"_s}, u"spring:bcrypt"_s);
    row("prefix of a later version", "{pbkdf2@SpringSecurity_v5_8}00", {u"spring"_s},
        u"spring:pbkdf2@SpringSecurity_v5_8"_s);
    row("prefix that is only recognised", "{ldap}{SSHA}AAAA", {u"spring"_s}, u"spring:ldap"_s);
    row("no prefix", bcrypt, {u"spring"_s}, u"unknown"_s);
    // The text may be the secret itself: no part of it may become a name.
    row("prefix that nobody knows", "{hunter2}s3cret", {u"spring"_s}, u"unknown"_s);
    row("prefix before plain, nothing known", "{noop}s3cret", {}, u"plain"_s);
    row("binary", openIddict, {u"openiddict-pbkdf2"_s}, u"openiddict-pbkdf2"_s);
    row("binary, nothing known", openIddict, {}, u"plain"_s);
    row("empty", {}, {}, u"plain"_s);
    row("empty where only hashes are kept", {}, {u"spring"_s}, u"unknown"_s);
    row("schemes that nobody knows", "s3cret", {u"rot13"_s}, u"unknown"_s);
}

void TestStoredSecret::tellsTheSchemeByWhatTheServerUses()
{
    QFETCH(QByteArray, stored);
    QFETCH(QStringList, schemes);
    QFETCH(QString, scheme);
    QCOMPARE(schemeOf(Secret(stored), schemes), scheme);
}

void TestStoredSecret::readsWhatCouldBePlainBothWays()
{
    const Secret digest(QByteArray("1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0"));
    const QStringList both{u"plain"_s, u"sha256-hex"_s};
    QVERIFY(*verify(digest, Secret(u"s3cret"_s), both));
    QVERIFY(*verify(digest, digest, both));
    QVERIFY(!*verify(digest, digest, {u"sha256-hex"_s}));
    // A text that names its scheme is never plain.
    const Secret bcrypt(QByteArray("$2a$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S"));
    QVERIFY(!*verify(bcrypt, bcrypt, {u"plain"_s, u"bcrypt"_s}));
}

void TestStoredSecret::knowsTheNamesOfProfiles()
{
    for (const QString& name : {u"plain"_s, u"django"_s, u"spring"_s, u"ory"_s, u"werkzeug"_s, u"bcrypt"_s,
             u"openiddict-pbkdf2"_s, u"sha512-base64"_s}) {
        QVERIFY2(isScheme(name), qPrintable(name));
    }
    for (const QString& name : {u""_s, u"unknown"_s, u"Plain"_s, u"spring:"_s, u"djang"_s}) {
        QVERIFY2(!isScheme(name), qPrintable(name));
    }
}

QTEST_APPLESS_MAIN(TestStoredSecret)
#include "tst_storedsecret.moc"
