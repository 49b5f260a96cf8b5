#include "fakekeychain.h"

#include "settings/keyring.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::settings;
using namespace owb::test;

namespace {

using Kind = core::Error::Kind;

KeyEntry entry(const QString& id, const QString& name)
{
    return {id, name, u"2026-09"_s, u"key on P-256"_s, u"ES256"_s,
        u"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"1\",\"y\":\"2\"}"_s, false};
}

core::Secret privateKey()
{
    return core::Secret(u"{\"kty\":\"EC\",\"d\":\"what-nobody-may-see\"}"_s);
}

} // namespace

/** The user's private keys: what is listed, what is secret, and what happens when either place fails. */
class TestKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_keyring.reset(); }
    void keepsAKey();
    void thePrivateKeyIsInTheKeychainAlone();
    void onlyTheOwnerReadsTheList();
    void namesAreUnique();
    void removesAKeyFromBothPlaces();
    void listsNothingThatTheKeychainDidNotTake();
    void takesTheKeyBackWhenItCannotBeListed();
    void staysListedWhenTheKeychainDoesNotLetItGo();
    void holdsAKeyInMemory();
    void aListThatIsNotUnderstoodIsNotOverwritten_data();
    void aListThatIsNotUnderstoodIsNotOverwritten();
    void aKeyThatIsGoneFromTheKeychainIsNotFound();
    void mayEndWhileTheKeychainIsAsked();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"new/keys.json"_s); }
    [[nodiscard]] QByteArray read() const;
    void write(const QByteArray& text) const;
    [[nodiscard]] core::Result<> add(const KeyEntry& entry) const;
    [[nodiscard]] static core::Result<> done(const QFuture<core::Result<>>& future);
    [[nodiscard]] QStringList names() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<Keyring> m_keyring;
};

void TestKeyring::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = std::make_unique<FakeKeychain>();
    m_keyring = std::make_unique<Keyring>(*m_keychain, path());
}

QByteArray TestKeyring::read() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestKeyring::write(const QByteArray& text) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

core::Result<> TestKeyring::done(const QFuture<core::Result<>>& future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }) || future.resultCount() == 0) {
        return core::failure(Kind::Internal, {}, {}, u"it did not answer"_s);
    }
    return future.result();
}

core::Result<> TestKeyring::add(const KeyEntry& entry) const
{
    return done(m_keyring->add(entry, privateKey()));
}

QStringList TestKeyring::names() const
{
    QStringList names;
    for (const KeyEntry& entry : m_keyring->all().value_or(QList<KeyEntry>())) {
        names << entry.name;
    }
    return names;
}

void TestKeyring::keepsAKey()
{
    QVERIFY(m_keyring->all()->isEmpty());
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    QVERIFY(add(entry(u"2"_s, u"Another"_s)));
    const Keyring again(*m_keychain, path());
    QCOMPARE(again.all().value(), (QList{entry(u"1"_s, u"Signing"_s), entry(u"2"_s, u"Another"_s)}));
    QCOMPARE(again.find(u"1"_s).result().value(), std::optional(privateKey()));
}

void TestKeyring::thePrivateKeyIsInTheKeychainAlone()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    QCOMPARE(m_keychain->kept.keys(), QStringList{u"signing-key/1"_s});
    QVERIFY(read().contains("P-256"));
    QVERIFY(!read().contains("what-nobody-may-see"));
}

void TestKeyring::onlyTheOwnerReadsTheList()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
}

void TestKeyring::namesAreUnique()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    const auto second = add(entry(u"2"_s, u"Signing"_s));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Kind::AlreadyExists);
    QCOMPARE(m_keychain->kept.size(), 1);
    m_keyring->hold(entry(u"3"_s, u"Held"_s), privateKey());
    QCOMPARE(add(entry(u"4"_s, u"Held"_s)).error().kind, Kind::AlreadyExists);
}

void TestKeyring::removesAKeyFromBothPlaces()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    QVERIFY(add(entry(u"2"_s, u"Another"_s)));
    QVERIFY(done(m_keyring->remove(u"1"_s)));
    QCOMPARE(names(), QStringList{u"Another"_s});
    QCOMPARE(m_keychain->kept.keys(), QStringList{u"signing-key/2"_s});
}

void TestKeyring::listsNothingThatTheKeychainDidNotTake()
{
    m_keychain->outOfOrder();
    const auto added = add(entry(u"1"_s, u"Signing"_s));
    QVERIFY(!added);
    QCOMPARE(added.error().kind, Kind::Keychain);
    QVERIFY(names().isEmpty());
    QVERIFY(!QFile::exists(path()));
}

void TestKeyring::takesTheKeyBackWhenItCannotBeListed()
{
    m_keychain->held = true;
    const auto adding = m_keyring->add(entry(u"1"_s, u"Signing"_s), privateKey());
    write("no JSON"); // meanwhile
    m_keychain->release();
    const auto added = done(adding);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, Kind::NotReadable);
    QVERIFY(m_keychain->kept.isEmpty());
    QCOMPARE(read(), QByteArray("no JSON"));
}

void TestKeyring::staysListedWhenTheKeychainDoesNotLetItGo()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    m_keychain->outOfOrder();
    QVERIFY(!done(m_keyring->remove(u"1"_s)));
    QCOMPARE(names(), QStringList{u"Signing"_s});
}

void TestKeyring::holdsAKeyInMemory()
{
    m_keychain->outOfOrder();
    m_keyring->hold(entry(u"1"_s, u"Signing"_s), privateKey());
    QVERIFY(m_keyring->all()->isEmpty());
    QCOMPARE(m_keyring->held().size(), 1);
    QVERIFY(m_keyring->held().constFirst().isHeld);
    QCOMPARE(m_keyring->find(u"1"_s).result().value(), std::optional(privateKey()));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(done(m_keyring->remove(u"1"_s)));
    QVERIFY(m_keyring->held().isEmpty());
}

void TestKeyring::aListThatIsNotUnderstoodIsNotOverwritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("{\"keys\": [\n{]}");
    QTest::newRow("no list") << QByteArray("{\"keys\": {}}");
    QTest::newRow("empty") << QByteArray();
}

void TestKeyring::aListThatIsNotUnderstoodIsNotOverwritten()
{
    QFETCH(const QByteArray, text);
    write(text);
    QCOMPARE(m_keyring->all().error().kind, Kind::NotReadable);
    QCOMPARE(m_keyring->all().error().subject, path());
    QCOMPARE(add(entry(u"1"_s, u"Signing"_s)).error().kind, Kind::NotReadable);
    QCOMPARE(read(), text);
    QCOMPARE(m_keychain->writes, 0);
}

void TestKeyring::aKeyThatIsGoneFromTheKeychainIsNotFound()
{
    QVERIFY(add(entry(u"1"_s, u"Signing"_s)));
    m_keychain->kept.clear();
    QVERIFY(!m_keyring->find(u"1"_s).result().value());
}

void TestKeyring::mayEndWhileTheKeychainIsAsked()
{
    m_keychain->held = true;
    const auto adding = m_keyring->add(entry(u"1"_s, u"Signing"_s), privateKey());
    m_keyring.reset();
    m_keychain->release();
    QTRY_VERIFY(adding.isFinished());
    QCOMPARE(adding.resultCount(), 0);
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
