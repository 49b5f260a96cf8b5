#include "settings/connectionstore.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::settings;

namespace {

Connection production()
{
    Connection one;
    one.id = u"1"_s;
    one.name = u"auth-prod"_s;
    one.address = u"postgresql://al@db1.example,db2.example:5433/auth?sslmode=verify-full"_s;
    one.production = true;
    one.readOnly = true;
    one.colour = u"teal"_s;
    one.passwordPlace = PasswordPlace::Session;
    one.server = {u"https://id.example"_s, u"/etc/ca.pem"_s, u"web"_s, ClientAuthentication::Post, true, true};
    one.profileFile = u"/home/al/own.json"_s;
    one.schemaTitle = u"A layout, 1.6"_s;
    one.openedAt = 1'700'000'000;
    return one;
}

Connection file()
{
    Connection one;
    one.id = u"2"_s;
    one.name = u"local"_s;
    one.address = u"/db/auth.sqlite3"_s;
    one.passwordPlace = PasswordPlace::None;
    return one;
}

} // namespace

class TestConnectionStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsEveryMember();
    void keepsTheOrderAndReplacesById();
    void namesAreUnique();
    void removes();
    void onlyTheOwnerReadsTheFile();
    void neverHoldsAPassword();
    void keepsWhatALaterVersionWrote();
    void twoProgramsLoseNothing();
    void aFileThatIsNotUnderstoodIsNotOverwritten_data();
    void aFileThatIsNotUnderstoodIsNotOverwritten();
    void setsItAside();
    void leavesOutWhatCannotBeAConnection();
    void saysWhyItCannotWrite();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"new/connections.json"_s); }
    void write(const QByteArray& text);
    QByteArray read();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConnectionStore> m_store;
};

void TestConnectionStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<ConnectionStore>(path());
}

void TestConnectionStore::write(const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path()).path());
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray TestConnectionStore::read()
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestConnectionStore::keepsEveryMember()
{
    QCOMPARE(m_store->all().value(), QList<Connection>());
    QVERIFY(m_store->save(production()));
    QVERIFY(m_store->save(file()));
    const ConnectionStore again(path());
    QCOMPARE(again.all().value(), (QList<Connection>{production(), file()}));
    QCOMPARE(again.find(u"2"_s), file());
    QCOMPARE(again.named(u"auth-prod"_s), production());
    QVERIFY(!again.named(u"AUTH-PROD"_s));
    QVERIFY(!again.find(u"3"_s));
}

void TestConnectionStore::keepsTheOrderAndReplacesById()
{
    QVERIFY(m_store->save(production()) && m_store->save(file()));
    Connection renamed = production();
    renamed.name = u"auth"_s;
    renamed.colour.clear();
    QVERIFY(m_store->save(renamed));
    QCOMPARE(m_store->all().value(), (QList<Connection>{renamed, file()}));
}

void TestConnectionStore::namesAreUnique()
{
    QVERIFY(m_store->save(production()) && m_store->save(file()));
    Connection same = file();
    same.name = u"auth-prod"_s;
    const auto saved = m_store->save(same);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, core::Error::Kind::AlreadyExists);
    QCOMPARE(m_store->find(u"2"_s), file());
}

void TestConnectionStore::removes()
{
    QVERIFY(m_store->save(production()) && m_store->save(file()));
    QVERIFY(m_store->remove(u"1"_s));
    QVERIFY(m_store->remove(u"none"_s));
    QCOMPARE(m_store->all().value(), QList<Connection>{file()});
}

void TestConnectionStore::onlyTheOwnerReadsTheFile()
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(m_store->save(file()));
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QVERIFY(m_store->save(production()));
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
}

void TestConnectionStore::neverHoldsAPassword()
{
    write("{\"connections\": [{\"id\": \"1\", \"name\": \"a\", \"address\": \"postgresql://al:hunter2@db/auth\"}]}");
    const auto list = m_store->all().value();
    QCOMPARE(list.constFirst().address, u"postgresql://al@db/auth"_s);
    QVERIFY(m_store->save(list.constFirst()));
    QVERIFY(!read().contains("hunter2"));
}

void TestConnectionStore::keepsWhatALaterVersionWrote()
{
    write("{\"version\": 9, \"groups\": [1], \"connections\": [{\"id\": \"2\", \"name\": \"x\", \"address\": \"/a\", "
          "\"tag\": {\"deep\": true}}, {\"id\": \"7\", \"name\": \"y\", \"address\": \"oracle://z/y\"}]}");
    QVERIFY(m_store->save(file()));
    const QJsonObject json = QJsonDocument::fromJson(read()).object();
    QCOMPARE(json.value(u"version"_s).toInt(), 9);
    QCOMPARE(json.value(u"groups"_s).toArray().size(), 1);
    const QJsonArray list = json.value(u"connections"_s).toArray();
    QVERIFY(list.at(0).toObject().value(u"tag"_s).toObject().value(u"deep"_s).toBool());
    QCOMPARE(list.at(0).toObject().value(u"name"_s).toString(), u"local"_s);
    QCOMPARE(list.at(1).toObject().value(u"address"_s).toString(), u"oracle://z/y"_s);
}

void TestConnectionStore::twoProgramsLoseNothing()
{
    ConnectionStore other(path());
    QVERIFY(m_store->save(production()));
    QVERIFY(other.save(file()));
    QVERIFY(m_store->remove(u"1"_s));
    QCOMPARE(other.all().value(), QList<Connection>{file()});
}

void TestConnectionStore::aFileThatIsNotUnderstoodIsNotOverwritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("cut off") << QByteArray("{\n\"connections\": [\n{\"id\"") << u"3"_s;
    QTest::newRow("no list") << QByteArray("{\"connections\": {}}") << u"1"_s;
    QTest::newRow("another kind of file") << QByteArray("[connections]\nname=x\n") << u"1"_s;
    QTest::newRow("empty") << QByteArray() << u"1"_s;
}

void TestConnectionStore::aFileThatIsNotUnderstoodIsNotOverwritten()
{
    QFETCH(QByteArray, text);
    write(text);
    const auto all = m_store->all();
    QVERIFY(!all);
    QCOMPARE(all.error().kind, core::Error::Kind::NotReadable);
    QCOMPARE(all.error().subject, path());
    QTEST(all.error().items.value(0), "line");
    QVERIFY(!m_store->save(file()));
    QVERIFY(!m_store->remove(u"2"_s));
    QCOMPARE(read(), text);
}

void TestConnectionStore::setsItAside()
{
    write("one");
    QCOMPARE(m_store->setAside().value(), path() + u".kept-1"_s);
    QVERIFY(m_store->save(file()));
    write("two");
    const QString kept = m_store->setAside().value();
    QCOMPARE(kept, path() + u".kept-2"_s);
    QFile second(kept);
    QVERIFY(second.open(QIODevice::ReadOnly));
    QCOMPARE(second.readAll(), QByteArray("two"));
    QVERIFY(m_store->save(file()));
    QCOMPARE(m_store->all().value(), QList<Connection>{file()});
}

void TestConnectionStore::leavesOutWhatCannotBeAConnection()
{
    write("{\"connections\": [7, {}, {\"id\": \"1\"}, {\"id\": \"1\", \"name\": \"n\", \"address\": \"\"}, "
          "{\"id\": \"3\", \"name\": \"good\", \"address\": \"/a\", \"colour\": \"pink\", \"password\": \"x\"}]}");
    const auto list = m_store->all().value();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.constFirst().name, u"good"_s);
    QCOMPARE(list.constFirst().colour, QString());
    QCOMPARE(list.constFirst().passwordPlace, PasswordPlace::Keychain);
}

void TestConnectionStore::saysWhyItCannotWrite()
{
    ConnectionStore nowhere(u"/proc/none/connections.json"_s);
    const auto saved = nowhere.save(file());
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, core::Error::Kind::FileNotWritten);
}

QTEST_GUILESS_MAIN(TestConnectionStore)
#include "tst_connectionstore.moc"
