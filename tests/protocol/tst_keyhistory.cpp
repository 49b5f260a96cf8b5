#include "jose/keymaker.h"
#include "protocol/keyhistory.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace owb;
using namespace owb::protocol;
using namespace Qt::StringLiterals;

namespace {

jose::Key namedKey(const QString& id)
{
    auto key = *jose::makeKey(jose::Curve::P256);
    jose::KeyFacts facts;
    facts.id = id;
    key.setFacts(facts);
    return key;
}

const QString issuer = u"https://id.example"_s;

} // namespace

/** Which keys a server had, and when. */
class TestKeyHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void withoutAFileThereAreNone();
    void aRotationIsWrittenDown();
    void issuersAreKeptApart();
    void onlyPublicHalvesAreKept();
    void theOldestMakeRoom();
    void aFileThatIsNotUnderstoodIsLeftAlone();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"keys.json"_s); }
    [[nodiscard]] QByteArray stored() const
    {
        QFile read(file());
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestKeyHistory::withoutAFileThereAreNone()
{
    const auto known = KeyHistory(file()).of(issuer);
    QVERIFY(known && known->isEmpty());
}

void TestKeyHistory::aRotationIsWrittenDown()
{
    KeyHistory history(file());
    const auto old = namedKey(u"2025"_s);
    const auto fresh = namedKey(u"2026"_s);
    QVERIFY(history.add(issuer, {{old}, {}}, 100));
    QVERIFY(history.add(issuer, {{old, fresh}, {}}, 200));
    QVERIFY(history.add(issuer, {{fresh}, {}}, 300));
    const auto known = KeyHistory(file()).of(issuer);
    QVERIFY(known);
    QCOMPARE(known->size(), 2);
    QCOMPARE(known->at(0).firstSeen, 100);
    QCOMPARE(known->at(0).lastSeen, 200);
    QVERIFY(!known->at(0).isCurrent);
    QVERIFY(known->at(1).isCurrent);
    const KnownKey* const found = findKey(*known, u"2025"_s);
    QVERIFY(found != nullptr);
    QCOMPARE(found->key.thumbprint(), old.thumbprint());
    QVERIFY(findKey(*known, u"2024"_s) == nullptr);
}

void TestKeyHistory::issuersAreKeptApart()
{
    KeyHistory history(file());
    QVERIFY(history.add(issuer, {{namedKey(u"a"_s)}, {}}, 100));
    QVERIFY(history.add(u"https://other.example"_s, {{namedKey(u"b"_s)}, {}}, 200));
    const auto known = history.of(issuer);
    QCOMPARE(known->size(), 1);
    QVERIFY(known->constFirst().isCurrent);
}

void TestKeyHistory::onlyPublicHalvesAreKept()
{
    KeyHistory history(file());
    const auto key = namedKey(u"leaked"_s); // with its private half, as a careless server publishes it
    QVERIFY(history.add(issuer, {{key, jose::makeSecret(32)}, {}}, 100));
    QVERIFY(!stored().contains("\\\"d\\\""));
    QVERIFY(!stored().contains("\\\"k\\\""));
    QCOMPARE(history.of(issuer)->size(), 1);
    QVERIFY(!history.of(issuer)->constFirst().key.isPrivate());
    QCOMPARE(QFileInfo(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestKeyHistory::theOldestMakeRoom()
{
    KeyHistory history(file());
    for (int i = 0; i < 103; ++i) {
        QVERIFY(history.add(issuer, {{namedKey(QString::number(i))}, {}}, 100 + i));
    }
    const auto known = history.of(issuer);
    QCOMPARE(known->size(), 100);
    QCOMPARE(known->constFirst().key.facts().id, u"3"_s);
}

void TestKeyHistory::aFileThatIsNotUnderstoodIsLeftAlone()
{
    QFile written(file());
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write("{\"issuers\":[]}");
    written.close();
    KeyHistory history(file());
    QVERIFY(!history.of(issuer));
    const auto added = history.add(issuer, {{namedKey(u"a"_s)}, {}}, 100);
    QVERIFY(!added);
    QVERIFY2(added.error().what.contains(u"keys.json"), qPrintable(added.error().what));
    QCOMPARE(stored(), "{\"issuers\":[]}");
}

QTEST_GUILESS_MAIN(TestKeyHistory)
#include "tst_keyhistory.moc"
