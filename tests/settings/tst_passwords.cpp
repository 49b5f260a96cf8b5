#include "fakekeychain.h"
#include "settings/passwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::settings;

namespace {

Connection connection(PasswordPlace place)
{
    Connection one;
    one.id = u"7"_s;
    one.name = u"auth"_s;
    one.passwordPlace = place;
    return one;
}

} // namespace

class TestPasswords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theKeychainKeepsIt();
    void theSessionKeepsItAndTheKeychainNeverSeesIt();
    void nothingIsKeptForTheEngine_data();
    void nothingIsKeptForTheEngine();
    void tellsWhyTheKeychainFails();

private:
    QString found(const Connection& one)
    {
        const auto reply = m_passwords->find(one).result();
        return reply && *reply ? (*reply)->revealText() : u"none"_s;
    }

    std::unique_ptr<test::FakeKeychain> m_keychain;
    std::unique_ptr<Passwords> m_passwords;
};

void TestPasswords::init()
{
    m_keychain = std::make_unique<test::FakeKeychain>();
    m_passwords = std::make_unique<Passwords>(*m_keychain);
}

void TestPasswords::theKeychainKeepsIt()
{
    const Connection one = connection(PasswordPlace::Keychain);
    QCOMPARE(found(one), u"none"_s);
    QVERIFY(m_passwords->keep(one, core::Secret(u"pa ss ü"_s)).result());
    QCOMPARE(m_keychain->kept.value(u"7"_s), u"pa ss ü"_s);
    QCOMPARE(Passwords(*m_keychain).find(one).result().value()->revealText(), u"pa ss ü"_s);
    QVERIFY(m_passwords->forget(one).result());
    QCOMPARE(found(one), u"none"_s);
}

void TestPasswords::theSessionKeepsItAndTheKeychainNeverSeesIt()
{
    const Connection one = connection(PasswordPlace::Session);
    QVERIFY(m_passwords->keep(one, core::Secret(u"secret"_s)).result());
    QCOMPARE(found(one), u"secret"_s);
    QVERIFY(!Passwords(*m_keychain).find(one).result().value()); // another run of the program
    QVERIFY(m_passwords->forget(one).result());
    QCOMPARE(found(one), u"none"_s);
    QCOMPARE(m_keychain->reads + m_keychain->writes, 0);
}

void TestPasswords::nothingIsKeptForTheEngine_data()
{
    QTest::addColumn<PasswordPlace>("place");
    QTest::newRow("engine") << PasswordPlace::Engine;
    QTest::newRow("none") << PasswordPlace::None;
}

void TestPasswords::nothingIsKeptForTheEngine()
{
    QFETCH(PasswordPlace, place);
    QVERIFY(m_passwords->keep(connection(place), core::Secret(u"secret"_s)).result());
    QCOMPARE(found(connection(place)), u"none"_s);
    QCOMPARE(m_keychain->reads + m_keychain->writes, 0);
}

void TestPasswords::tellsWhyTheKeychainFails()
{
    m_keychain->outOfOrder();
    const Connection one = connection(PasswordPlace::Keychain);
    QCOMPARE(m_passwords->find(one).result().error().kind, core::Error::Kind::Keychain);
    QCOMPARE(m_passwords->keep(one, core::Secret(u"x"_s)).result().error().kind, core::Error::Kind::Keychain);
    QCOMPARE(m_passwords->forget(one).result().error().kind, core::Error::Kind::Keychain);
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
