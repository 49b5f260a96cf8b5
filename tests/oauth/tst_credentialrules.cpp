#include "oauth/credentialrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using Severity = FieldProblem::Severity;

namespace {

constexpr qint64 now = 1767268800;

Client soundClient()
{
    return newClient(now - 1000);
}

QStringList rulesOf(const QList<FieldProblem>& problems)
{
    QStringList rules;
    for (const FieldProblem& problem : problems) {
        rules << problem.rule;
    }
    return rules;
}

} // namespace

class TestCredentialRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksIdentifiers_data();
    void blocksIdentifiers();
    void blocksSecrets_data();
    void blocksSecrets();
    void findsWeakSecrets_data();
    void findsWeakSecrets();
    void findsAMissingSecret();
    void findsASecretThatNobodyShows();
    void findsAnExpiredSecret();
};

void TestCredentialRules::blocksIdentifiers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("blocks");
    QTest::newRow("missing") << QString() << true;
    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s << true;
    QTest::newRow("line feed") << u"a\nb"_s << true;
    QTest::newRow("DEL") << u"a\u007f"_s << true;
    QTest::newRow("half a character") << u"a"_s + QChar(0xd800) << true;
    QTest::newRow("accent") << u"caf\u00e9"_s << false;
    QTest::newRow("space") << u"a b"_s << false;
}

void TestCredentialRules::blocksIdentifiers()
{
    QFETCH(QString, id);
    QFETCH(bool, blocks);
    Client client = soundClient();
    client.id = id.isNull() ? std::nullopt : std::optional(id);
    const auto problems = blocking(credentialProblems(client, {}));
    QCOMPARE(problems.size(), blocks ? 1 : 0);
    QVERIFY(!blocks || problems.constFirst().field == u"client_id"_s);
    QCOMPARE(rulesOf(credentialProblems(client, {})).contains(u"C-CA-22"_s), id == u"caf\u00e9"_s);
}

void TestCredentialRules::blocksSecrets_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("accent") << QByteArray("caf\xc3\xa9 au lait and more of it, long enough");
    QTest::newRow("NUL") << QByteArray("a\0bcdefghijklmnopqrstuvwxyz01234567890", 38);
}

void TestCredentialRules::blocksSecrets()
{
    QFETCH(QByteArray, secret);
    Client client = soundClient();
    client.secret = owb::core::Secret(secret);
    const auto problems = blocking(credentialProblems(client, {}));
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.constFirst().field, u"client_secret"_s);
    QVERIFY(problems.constFirst().value.isEmpty());
    QVERIFY(problems.constFirst().why.contains(u"500"_s));
}

void TestCredentialRules::findsWeakSecrets_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("severity"); // -1: none
    QTest::newRow("word") << u"secret"_s << int(Severity::Error);
    QTest::newRow("long pattern") << QString(200, u'a') << int(Severity::Error);
    QTest::newRow("24 letters and digits") << u"aB3dE5gH7jK9mN1pQ3sT5vW7"_s << int(Severity::Warning);
    QTest::newRow("32 hexadecimal") << u"0123456789abcdef0fedcba987654321"_s << -1;
    QTest::newRow("as generated") << newClientSecret().revealText() << -1;
}

void TestCredentialRules::findsWeakSecrets()
{
    QFETCH(QString, secret);
    QFETCH(int, severity);
    Client client = soundClient();
    client.secret = owb::core::Secret(secret);
    const auto problems = credentialProblems(client, {});
    QCOMPARE(problems.size(), severity < 0 ? 0 : 1);
    if (severity >= 0) {
        QCOMPARE(problems.constFirst().rule, u"C-CA-03"_s);
        QCOMPARE(int(problems.constFirst().severity), severity);
        QVERIFY(problems.constFirst().value.isEmpty());
    }
    client.secretStorage = {SecretStorage::Kind::Hashed, u"bcrypt"_s};
    QVERIFY(credentialProblems(client, {}).isEmpty()); // a hash says nothing about its secret
}

void TestCredentialRules::findsAMissingSecret()
{
    Client client = soundClient();
    client.secret.reset();
    QCOMPARE(rulesOf(credentialProblems(client, {})), QStringList{u"C-CA-02"_s});
    client.secret = owb::core::Secret(QByteArray());
    QCOMPARE(rulesOf(credentialProblems(client, {})), QStringList{u"C-CA-02"_s});
    client.metadata.set(u"token_endpoint_auth_method"_s, u"none"_s);
    QCOMPARE(rulesOf(credentialProblems(client, {})), QStringList());
}

void TestCredentialRules::findsASecretThatNobodyShows()
{
    Client client = soundClient();
    client.metadata.set(u"token_endpoint_auth_method"_s, u"none"_s);
    const auto problems = credentialProblems(client, {});
    QCOMPARE(rulesOf(problems), QStringList {u"C-CA-01"_s});
    QCOMPARE(problems.constFirst().severity, Severity::Warning);
}

void TestCredentialRules::findsAnExpiredSecret()
{
    Client client = soundClient();
    client.secretExpiresAt = now;
    QCOMPARE(rulesOf(credentialProblems(client, now)), QStringList{u"C-CA-19"_s});
    QVERIFY(credentialProblems(client, now - 1).isEmpty());
    QVERIFY(credentialProblems(client, {}).isEmpty()); // nobody said what time it is
    client.secretExpiresAt = 0;
    QVERIFY(credentialProblems(client, now).isEmpty());
}

QTEST_APPLESS_MAIN(TestCredentialRules)
#include "tst_credentialrules.moc"
