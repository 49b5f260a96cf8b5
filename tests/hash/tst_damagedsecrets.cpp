#include "core/errortext.h"
#include "hash/storedsecret.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Error;
using owb::core::Secret;
using namespace owb::hash;

namespace {

constexpr auto hashTail = "Uu7xW8zWNRkZq9nyTtoFs.abcdefghijklmnopqrstuvwxyzABCDE"; // 53 characters

/** As many bytes, in base64. */
QByteArray key(int size)
{
    return QByteArray(size, 'k').toBase64();
}

/** A sound text whose every beginning must be told from it. */
QByteArray sound(const QString& scheme)
{
    static const QHash<QString, QByteArray> texts{
        {u"pbkdf2_sha256"_s, "pbkdf2_sha256$9$seasalt$" + key(32)},
        {u"scrypt"_s, "scrypt$16$seasalt$8$1$" + key(64)},
        {u"argon2"_s, "argon2$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"},
        {u"bcrypt_sha256"_s, QByteArray("bcrypt_sha256$$2b$04$") + hashTail},
        {u"django-bcrypt"_s, QByteArray("bcrypt$$2b$04$") + hashTail},
        {u"django-md5"_s, "md5$a$33e1b232a4e6fa0028a6670753749a17"},
        {u"bcrypt"_s, QByteArray("$2y$04$") + hashTail},
        {u"argon2id"_s, "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"},
        {u"openiddict-pbkdf2"_s, QByteArray::fromHex("0100000001000000090000001000").toBase64()},
        {u"ory-pbkdf2-sha256"_s, "$pbkdf2-sha256$i=9,l=20$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84"},
        {u"werkzeug-pbkdf2-sha256"_s, "pbkdf2:sha256:9$salt$" + QByteArray(64, '0')},
        {u"werkzeug-scrypt"_s, "scrypt:16:8:1$salt$" + QByteArray(128, '0')},
        {u"spring:bcrypt"_s, QByteArray("{bcrypt}$2a$04$") + hashTail},
        {u"spring:scrypt"_s, "{scrypt}$40801$AAAAAAAAAAA=$" + key(32)},
        {u"spring:SHA-256"_s, "{SHA-256}{salt}" + QByteArray(64, '0')},
        {u"spring:sha256"_s, "{sha256}" + QByteArray(80, '0')},
    };
    return texts.value(scheme);
}

void addSound()
{
    QTest::addColumn<QString>("scheme");
    for (const char* scheme : {"pbkdf2_sha256", "scrypt", "argon2", "bcrypt_sha256", "django-bcrypt", "django-md5",
             "bcrypt", "argon2id", "ory-pbkdf2-sha256", "werkzeug-pbkdf2-sha256", "werkzeug-scrypt", "spring:bcrypt",
             "spring:scrypt", "spring:SHA-256", "spring:sha256"}) {
        QTest::newRow(scheme) << QString::fromLatin1(scheme);
    }
}

QByteArray binary(const char* header, qsizetype rest)
{
    return (QByteArray::fromHex(header) + QByteArray(rest, 's')).toBase64();
}

} // namespace

/** Stored texts that no server wrote so, or that were cut off since. */
class TestDamagedSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEveryBeginningFromTheWhole_data() { addSound(); }
    void tellsEveryBeginningFromTheWhole();
    void tellsMoreThanTheWhole_data() { addSound(); }
    void tellsMoreThanTheWhole();
    void saysWhatIsDamaged_data();
    void saysWhatIsDamaged();
    void refusesWorkWithoutEnd_data();
    void refusesWorkWithoutEnd();
    void saysWhatIsOnlyRecognised();
};

void TestDamagedSecrets::tellsEveryBeginningFromTheWhole()
{
    QFETCH(QString, scheme);
    const QByteArray whole = sound(scheme);
    const Secret candidate(u"s3cret"_s);
    QCOMPARE(verify(Secret(whole), candidate, {scheme}), owb::core::Result<bool>(false));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto answer = verify(Secret(whole.first(length)), candidate, {scheme});
        if (answer) { // the key of Argon2 may have any length: a part of one is another
            QVERIFY2(!*answer && whole.contains("$argon2") && length > whole.lastIndexOf('$'),
                whole.first(length).constData());
        } else {
            QCOMPARE(answer.error().kind, Error::Kind::Unsupported);
        }
    }
}

void TestDamagedSecrets::tellsMoreThanTheWhole()
{
    QFETCH(QString, scheme);
    for (const QByteArray& more : {QByteArray("$"), QByteArray("="), QByteArray(" "), QByteArray("\n"),
             QByteArray("\0", 1), QByteArray("$$$$$$"), QByteArray("{}")}) {
        const auto answer = verify(Secret(sound(scheme) + more), Secret(u"s3cret"_s), {scheme});
        QVERIFY2(!answer, more.toHex().constData());
        QVERIFY(answer.error().items.constFirst().contains("damaged"_L1));
    }
}

void TestDamagedSecrets::saysWhatIsDamaged_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("stored");
    const auto row = [](const char* name, const char* scheme, const QByteArray& stored) {
        QTest::addRow("%s, %s", scheme, name) << QString::fromLatin1(scheme) << stored;
    };
    row("no iterations", "pbkdf2_sha256", "pbkdf2_sha256$0$seasalt$" + key(32));
    row("less than none", "pbkdf2_sha256", "pbkdf2_sha256$-9$seasalt$" + key(32));
    row("leading zero", "pbkdf2_sha256", "pbkdf2_sha256$09$seasalt$" + key(32));
    row("beyond 32 bits", "pbkdf2_sha256", "pbkdf2_sha256$99999999999$seasalt$" + key(32));
    row("no salt", "pbkdf2_sha256", "pbkdf2_sha256$9$$" + key(32));
    row("letters that are no base64", "pbkdf2_sha256", "pbkdf2_sha256$9$seasalt$" + QByteArray(43, '!') + '=');
    row("base64 of URLs", "pbkdf2_sha256", "pbkdf2_sha256$9$seasalt$" + QByteArray(43, '-') + '=');
    row("key of another digest", "pbkdf2_sha1", "pbkdf2_sha1$9$seasalt$" + key(32));
    row("n is no power of two", "scrypt", "scrypt$15$seasalt$8$1$" + key(64));
    row("n is one", "scrypt", "scrypt$1$seasalt$8$1$" + key(64));
    row("no lanes", "scrypt", "scrypt$16$seasalt$8$0$" + key(64));
    row("cost below four", "bcrypt", QByteArray("$2y$03$") + hashTail);
    row("cost of one digit", "bcrypt", QByteArray("$2y$4$") + hashTail);
    row("variant that never was", "bcrypt", QByteArray("$2z$04$") + hashTail);
    row("other letters", "bcrypt", "$2y$04$" + QByteArray(53, '_'));
    row("bytes that are not ASCII", "bcrypt", "$2y$04$" + QByteArray(53, '\xff'));
    row("other version", "argon2id",
        "$argon2id$v=18$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    row("no passes", "argon2id", "$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    row("costs in another order", "argon2id",
        "$argon2id$v=19$t=1,m=8,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    row("kind that never was", "argon2",
        "argon2$argon2x$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    row("length is not the key's", "ory-pbkdf2-sha256",
        "$pbkdf2-sha256$i=9,l=32$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84");
    row("padding", "ory-pbkdf2-sha256",
        "$pbkdf2-sha256$i=9,l=20$AAECAwQFBgcICQoLDA0ODw==$ImvmVTv9O1jqeEmJxGEzcbc4I84=");
    row("form of another library", "ory-pbkdf2-sha256",
        "$pbkdf2-sha256$29000$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84");
    row("cut in the header", "openiddict-pbkdf2", binary("010000000100000009", 0));
    row("salt too short", "openiddict-pbkdf2", binary("0100000001000000090000000f", 47));
    row("key too short", "openiddict-pbkdf2", binary("01000000010000000900000010", 31));
    row("salt longer than the text", "openiddict-pbkdf2", binary("010000000100000009ffffffff", 48));
    row("digest that nobody knows", "openiddict-pbkdf2", binary("01000000030000000900000010", 48));
    row("no padding", "openiddict-pbkdf2", binary("01000000010000000900000010", 48).replace('=', ""));
    row("upper case", "werkzeug-pbkdf2-sha256", "pbkdf2:sha256:9$salt$" + QByteArray(64, 'A'));
    row("odd digits", "spring:pbkdf2", "{pbkdf2}" + QByteArray(79, '0'));
    row("digits of another version", "spring:pbkdf2", "{pbkdf2}" + QByteArray(96, '0'));
    row("n beyond 32 bits", "spring:scrypt", "{scrypt}$200801$AAAAAAAAAAA=$" + key(32));
    row("no end of the salt", "spring:SHA-256", "{SHA-256}{salt" + QByteArray(64, '0'));
    row("cut off", "sha512-crypt", "$6$saltsalt$As4wrv0kZlfch1du9WeH7q");
    row("only the setting", "yescrypt", "$y$j75$7g9iFN6Ks9m2posxtdt4s/");
}

void TestDamagedSecrets::saysWhatIsDamaged()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, stored);
    const auto answer = verify(Secret(stored), Secret(u"s3cret"_s), {scheme});
    QVERIFY(!answer);
    QCOMPARE(owb::core::errorText(answer.error()).sentence(),
        u"Not possible here: checking the secret. The stored text is damaged."_s);
}

void TestDamagedSecrets::refusesWorkWithoutEnd_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("stored");
    const auto row = [](const char* name, const char* scheme, const QByteArray& stored) {
        QTest::addRow("%s, %s", scheme, name) << QString::fromLatin1(scheme) << stored;
    };
    row("1000000000", "pbkdf2_sha256", "pbkdf2_sha256$1000000000$seasalt$" + key(32));
    row("just above", "pbkdf2_sha256", "pbkdf2_sha256$10000001$seasalt$" + key(32));
    row("largest", "pbkdf2_sha256", "pbkdf2_sha256$4294967295$seasalt$" + key(32));
    row("largest", "openiddict-pbkdf2", binary("0100000001ffffffff00000010", 48));
    row("1000000000", "ory-pbkdf2-sha256",
        "$pbkdf2-sha256$i=1000000000,l=20$AAECAwQFBgcICQoLDA0ODw$ImvmVTv9O1jqeEmJxGEzcbc4I84");
    row("many blocks", "ory-pbkdf2-sha256",
        "$pbkdf2-sha256$i=9000000,l=480$AAECAwQFBgcICQoLDA0ODw$" + QByteArray(640, 'A'));
    row("long key", "ory-pbkdf2-sha256", "$pbkdf2-sha256$i=1,l=768$AAECAwQFBgcICQoLDA0ODw$" + QByteArray(1024, 'A'));
    row("1000000000", "werkzeug-pbkdf2-sha256", "pbkdf2:sha256:1000000000$salt$" + QByteArray(64, '0'));
    row("n", "scrypt", "scrypt$2147483648$seasalt$8$1$" + key(64));
    row("blocks", "scrypt", "scrypt$2$seasalt$4294967295$1$" + key(64));
    row("lanes", "scrypt", "scrypt$16384$seasalt$8$4294967295$" + key(64));
    row("n", "werkzeug-scrypt", "scrypt:1073741824:8:1$salt$" + QByteArray(128, '0'));
    row("n", "spring:scrypt", "{scrypt}$1f0801$AAAAAAAAAAA=$" + key(32));
    row("17", "bcrypt", QByteArray("$2y$17$") + hashTail);
    row("31", "bcrypt", QByteArray("$2y$31$") + hashTail);
    row("31", "bcrypt_sha256", QByteArray("bcrypt_sha256$$2b$31$") + hashTail);
    row("31", "spring:bcrypt", QByteArray("{bcrypt}$2a$31$") + hashTail);
    const QByteArray tail = ",p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    row("memory", "argon2id", "$argon2id$v=19$m=4294967295,t=1" + tail);
    row("passes", "argon2id", "$argon2id$v=19$m=8,t=4294967295" + tail);
    row("both", "argon2", "argon2$argon2id$v=19$m=1048576,t=5" + tail);
    row("lanes", "argon2id", "$argon2id$v=19$m=65536,t=1,p=65$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    row("rounds", "sha512-crypt", "$6$rounds=999999999$saltsalt$As4wrv0kZlfch1du9WeH7q");
    row("memory", "yescrypt", "$y$jZT$7g9iFN6Ks9m2posxtdt4s/$sgZAW5k6CwFbneCTeMH9FzdVyHAgBmq4CGAi8.fW7K6");
}

void TestDamagedSecrets::refusesWorkWithoutEnd()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, stored);
    const auto answer = verify(Secret(stored), Secret(u"s3cret"_s), {scheme});
    QVERIFY(!answer);
    QCOMPARE(owb::core::errorText(answer.error()).sentence(),
        u"Not possible here: checking the secret. The stored text asks for more work or memory than is allowed here."_s);
    const Secret like(stored); // nor is more of it made
    const auto made = create(scheme, Secret(u"s3cret"_s), &like);
    QVERIFY(!made && made.error().kind == Error::Kind::Unsupported);
}

void TestDamagedSecrets::saysWhatIsOnlyRecognised()
{
    const Secret candidate(u"s3cret"_s);
    const auto directory = verify(Secret(u"{ldap}{SSHA}AAAA"_s), candidate, {u"spring"_s});
    QCOMPARE(owb::core::errorText(directory.error()).sentence(),
        u"Not possible here: checking the secret. Secrets kept the way of spring:ldap cannot be checked here."_s);
    const auto unknown = verify(Secret(u"{hunter2}s3cret"_s), candidate, {u"spring"_s});
    QCOMPARE(owb::core::errorText(unknown.error()).sentence(),
        u"Not possible here: checking the secret. It is not kept in a way that is known here."_s);
}

QTEST_APPLESS_MAIN(TestDamagedSecrets)
#include "tst_damagedsecrets.moc"
