#include "hash/storedsecret.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Error;
using owb::core::Secret;
using namespace owb::hash;

namespace {

void addSchemes(std::initializer_list<const char*> names)
{
    QTest::addColumn<QString>("scheme");
    for (const char* name : names) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

} // namespace

/** Texts that are made here: sound, fresh each time, and as costly as those beside them. */
class TestNewSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesWhatItReads_data();
    void makesWhatItReads();
    void keepsTheCostsOfTheOldText_data();
    void keepsTheCostsOfTheOldText();
    void doesNotFollowATextOfAnotherScheme();
    void makesNoOldDigests_data();
    void makesNoOldDigests();
    void refusesSecretsThatBcryptWouldCut_data();
    void refusesSecretsThatBcryptWouldCut();
    void takesAnySecretElsewhere_data();
    void takesAnySecretElsewhere();
};

void TestNewSecrets::makesWhatItReads_data()
{
    addSchemes({"plain", "sha256-hex", "sha256-base64", "sha256-base64url", "sha512-base64", "pbkdf2_sha256",
        "pbkdf2_sha1", "scrypt", "argon2", "bcrypt_sha256", "openiddict-pbkdf2", "ory-pbkdf2-sha256",
        "ory-pbkdf2-sha384", "werkzeug-pbkdf2-sha512", "werkzeug-scrypt", "bcrypt", "argon2id", "spring:bcrypt",
        "spring:noop", "spring:pbkdf2", "spring:pbkdf2@SpringSecurity_v5_8", "spring:scrypt", "spring:argon2",
        "spring:argon2@SpringSecurity_v5_8"});
}

void TestNewSecrets::makesWhatItReads()
{
    QFETCH(QString, scheme);
    const Secret secret(u"correct horse \u00e9"_s);
    const auto made = create(scheme, secret);
    QVERIFY(made);
    QCOMPARE(schemeOf(*made, {scheme}), scheme);
    QCOMPARE(verify(*made, secret, {scheme}), owb::core::Result<bool>(true));
    const auto again = create(scheme, secret);
    const bool salted = !scheme.startsWith("sha"_L1) && scheme != "plain"_L1 && scheme != "spring:noop"_L1;
    QCOMPARE(again->reveal() != made->reveal(), salted);
}

void TestNewSecrets::keepsTheCostsOfTheOldText_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("like");
    QTest::addColumn<QString>("pattern"); // of the whole new text
    const auto row = [](const char* scheme, const QByteArray& like, const QString& pattern) {
        QTest::newRow(scheme) << QString::fromLatin1(scheme) << like << pattern;
    };
    row("pbkdf2_sha256", "pbkdf2_sha256$1234$saltsalt1$0nujh5Fah+0YB1TIVsBIUX6ihFLfkgbO1aWrJcEaDrU=",
        u"pbkdf2_sha256\\$1234\\$[A-Za-z0-9]{9}\\$[A-Za-z0-9+/]{43}="_s);
    row("scrypt",
        "scrypt$1024$seasalt1$4$2$"
        "Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw==",
        u"scrypt\\$1024\\$[A-Za-z0-9]{8}\\$4\\$2\\$[A-Za-z0-9+/]{86}=="_s);
    row("argon2", "argon2$argon2i$v=19$m=512,t=2,p=2$c2Vhc2FsdDAxMjM0NTY3ODlhYmNkZWY$cl3joor1jSCDlQO45T5dnA",
        u"argon2\\$argon2i\\$v=19\\$m=512,t=2,p=2\\$[A-Za-z0-9+/]{31}\\$[A-Za-z0-9+/]{22}"_s);
    row("bcrypt", "$2a$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S", u"\\$2a\\$04\\$[./A-Za-z0-9]{53}"_s);
    row("spring:bcrypt", "{bcrypt}$2y$05$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S",
        u"\\{bcrypt\\}\\$2y\\$05\\$[./A-Za-z0-9]{53}"_s);
    row("ory-pbkdf2-sha256", "$pbkdf2-sha256$i=999,l=20$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84",
        u"\\$pbkdf2-sha256\\$i=999,l=20\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{27}"_s);
    row("openiddict-pbkdf2", "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg9xLuuTPgDdsB2JmN3LZxzmh+TY5ZuttKRhqnNne/68YQ==",
        u"AQAAAAEAACcQAAAAE[A-Za-z0-9+/]{65}=="_s);
    row("werkzeug-scrypt", "scrypt:1024:4:2$abcdefgh$" + QByteArray(128, '0'),
        u"scrypt:1024:4:2\\$[A-Za-z0-9]{8}\\$[0-9a-f]{128}"_s);
    row("spring:scrypt", "{scrypt}$a0402$AAAAAAAAAAAAAAA=$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=",
        u"\\{scrypt\\}\\$a0402\\$[A-Za-z0-9+/]{15}=\\$[A-Za-z0-9+/]{43}="_s);
}

void TestNewSecrets::keepsTheCostsOfTheOldText()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, like);
    QFETCH(QString, pattern);
    const Secret old(like);
    const auto made = create(scheme, Secret(u"s3cret"_s), &old);
    QVERIFY(made);
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
    QVERIFY2(whole.match(made->revealText()).hasMatch(), made->reveal().constData());
    QVERIFY(made->reveal() != like);
    QVERIFY(*verify(*made, Secret(u"s3cret"_s), {scheme}));
}

void TestNewSecrets::doesNotFollowATextOfAnotherScheme()
{
    for (const char* text : {"s3cret", "", "pbkdf2_sha256$", "pbkdf2_sha256$x$y$z"}) {
        const Secret like{QByteArray(text)};
        const auto made = create(u"pbkdf2_sha256"_s, Secret(u"a"_s), &like);
        QVERIFY(made);
        QVERIFY2(made->reveal().startsWith("pbkdf2_sha256$600000$"), made->reveal().constData());
    }
}

void TestNewSecrets::makesNoOldDigests_data()
{
    addSchemes({"django-md5", "django-sha1", "spring:MD5", "spring:SHA-256", "spring:sha256", "spring:ldap", "yescrypt",
        "sha512-crypt", "unknown", "django"});
}

void TestNewSecrets::makesNoOldDigests()
{
    QFETCH(QString, scheme);
    const auto made = create(scheme, Secret(u"s3cret"_s));
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Unsupported);
    QVERIFY(!made.error().subject.isEmpty() && made.error().items.constFirst().contains(scheme));
}

void TestNewSecrets::refusesSecretsThatBcryptWouldCut_data()
{
    addSchemes({"bcrypt", "django-bcrypt", "spring:bcrypt"});
}

void TestNewSecrets::refusesSecretsThatBcryptWouldCut()
{
    QFETCH(QString, scheme);
    const QByteArray prefix = scheme == "bcrypt"_L1 ? "" : scheme == "django-bcrypt"_L1 ? "bcrypt$" : "{bcrypt}";
    const Secret like(prefix + "$2a$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S");
    const auto longest = create(scheme, Secret(QByteArray(72, 'x')), &like);
    QVERIFY(longest && *verify(*longest, Secret(QByteArray(72, 'x')), {scheme}));
    QVERIFY(!*verify(*longest, Secret(QByteArray(71, 'x')), {scheme}));
    for (const QByteArray& secret : {QByteArray(73, 'x'), QByteArray("a\0b", 3), QByteArray("a\0", 2)}) {
        const auto made = create(scheme, Secret(secret), &like);
        QVERIFY(!made && made.error().kind == Error::Kind::Unsupported);
        const auto checked = verify(like, Secret(secret), {scheme});
        QVERIFY(!checked && checked.error().items == made.error().items);
    }
}

void TestNewSecrets::takesAnySecretElsewhere_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("like"); // only so that it does not take long
    const auto row = [](const char* scheme, const QByteArray& like) {
        QTest::newRow(scheme) << QString::fromLatin1(scheme) << like;
    };
    row("pbkdf2_sha256", "pbkdf2_sha256$9$seasalt1$0nujh5Fah+0YB1TIVsBIUX6ihFLfkgbO1aWrJcEaDrU=");
    row("scrypt",
        "scrypt$16$seasalt1$4$2$"
        "Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw==");
    row("argon2", "argon2$argon2id$v=19$m=16,t=1,p=2$c2Vhc2FsdDAxMjM0NTY3ODlhYmNkZWY$cl3joor1jSCDlQO45T5dnA");
    row("bcrypt_sha256", "bcrypt_sha256$$2b$04$dzb.HJhbdst3OxuWFnVGbuLh.cu4uyS8PA5kHbSvtUYZyKrzek33S");
    row("openiddict-pbkdf2", {});
    row("werkzeug-pbkdf2-sha1", "pbkdf2:sha1:9$seasalt1$fef341f85d87439e7d91a2d465b9871ef66b5e98");
    row("sha256-hex", {});
    row("spring:noop", {});
}

void TestNewSecrets::takesAnySecretElsewhere()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, like);
    const Secret old(like);
    for (const QByteArray& secret : {QByteArray(), QByteArray("a\0b", 3), QByteArray(5000, 'x')}) {
        const auto made = create(scheme, Secret(secret), &old);
        QVERIFY(made);
        QVERIFY(*verify(*made, Secret(secret), {scheme}));
        QVERIFY(!*verify(*made, Secret(secret + 'y'), {scheme}));
    }
}

QTEST_APPLESS_MAIN(TestNewSecrets)
#include "tst_newsecrets.moc"
