#include "oauth/client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::oauth::Client;
using owb::oauth::SecretStorage;

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesHowTheSecretIsKept();
    void splitsScopes();
    void assumesBasicAuthentication();
    void isPublicByItsMethodAlone();
    void alwaysHasALabel();
    void isNewWithFreshValues();
    void comparesAllItHolds();
};

void TestClient::namesHowTheSecretIsKept()
{
    QCOMPARE((SecretStorage{}).text(), u"none"_s);
    QCOMPARE((SecretStorage{SecretStorage::Kind::Plain, {}}).text(), u"plain"_s);
    QCOMPARE((SecretStorage{SecretStorage::Kind::Hashed, u"pbkdf2_sha256"_s}).text(), u"hashed:pbkdf2_sha256"_s);
}

void TestClient::splitsScopes()
{
    Client client;
    QVERIFY(client.scopes().isEmpty());
    client.metadata.set(u"scope"_s, u"  a  b:c "_s);
    QCOMPARE(client.scopes(), (QStringList{u"a"_s, u"b:c"_s}));
}

void TestClient::assumesBasicAuthentication()
{
    Client client;
    QCOMPARE(client.authMethod(), u"client_secret_basic"_s);
    client.metadata.set(u"token_endpoint_auth_method"_s, u"private_key_jwt"_s);
    QCOMPARE(client.authMethod(), u"private_key_jwt"_s);
}

void TestClient::isPublicByItsMethodAlone()
{
    Client client;
    QVERIFY(!client.isPublic());
    client.metadata.set(u"token_endpoint_auth_method"_s, u"none"_s);
    client.secret = owb::core::Secret(u"left over"_s);
    QVERIFY(client.isPublic());
}

void TestClient::alwaysHasALabel()
{
    Client client;
    client.key = {{qint64(7)}};
    QCOMPARE(client.label(), u"row 7"_s);
    client.id = QString();
    QCOMPARE(client.label(), u"row 7"_s);
    client.id = u"abc"_s;
    QCOMPARE(client.label(), u"abc"_s);
    client.metadata.set(u"client_name"_s, u"Shop"_s);
    QCOMPARE(client.label(), u"Shop"_s);
}

void TestClient::isNewWithFreshValues()
{
    const Client one = owb::oauth::newClient(1700000000);
    const Client other = owb::oauth::newClient(1700000000);
    QCOMPARE(one.id->size(), 24);
    QCOMPARE(one.secret->length(), 48);
    QVERIFY(one.secret->isAscii());
    QCOMPARE(one.issuedAt, 1700000000);
    QCOMPARE(one.secretExpiresAt, 0);
    QCOMPARE(one.secretStorage.kind, SecretStorage::Kind::Plain);
    QVERIFY(one.key.isEmpty() && one.metadata.isEmpty() && one.enabled);
    QVERIFY(one.id != other.id && !(*one.secret == *other.secret));
}

void TestClient::comparesAllItHolds()
{
    const Client client = owb::oauth::newClient(1);
    Client other = client;
    QVERIFY(client == other);
    other.secret = owb::core::Secret(u"another"_s);
    QVERIFY(!(client == other));
    other = client;
    other.metadata.set(u"x"_s, 1);
    QVERIFY(!(client == other));
}

QTEST_APPLESS_MAIN(TestClient)
#include "tst_client.moc"
