#include "renamedtables.h"

#include "store/mapper.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

Q_DECLARE_METATYPE(owb::store::MapPreview)

/** The rows that a map shows while it is made, over a real file. */
class TestMapper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void readsTheTables();
    void decodesTheFirstRows();
    void answersTheNewestQuestionAlone();
    void saysWhichCellsDoNotFit();
    void aTableThatCannotBeReadIsSaid();
    void saysThatAMemberStandsInTwoColumns();
    void aDatabaseThatCannotBeOpenedIsSaid();
    void readsOnly();
    void mayEndWhileItReads();

private:
    [[nodiscard]] MapPreview previewed(const SchemaProfile& draft);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Mapper> m_mapper;
    QList<TableInfo> m_tables;
    SchemaProfile m_draft;
};

void TestMapper::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"renamed.sqlite3"_s);
    makeRenamedTables(m_path);
    core::DatabaseAddress address;
    address.path = m_path;
    m_mapper = std::make_unique<Mapper>(address, core::Secret());
    const auto tables = answered(m_mapper->tables());
    QVERIFY(tables);
    m_tables = *tables;
    m_draft = suggest(m_tables, builtinProfiles());
}

void TestMapper::cleanup()
{
    m_mapper.reset();
    m_folder.reset();
}

MapPreview TestMapper::previewed(const SchemaProfile& draft)
{
    QSignalSpy spy(m_mapper.get(), &Mapper::previewed);
    m_mapper->preview(draft, m_tables);
    if (spy.isEmpty() && !spy.wait(10000)) {
        qFatal("no preview within 10 seconds");
    }
    return spy.constFirst().constFirst().value<MapPreview>();
}

void TestMapper::readsTheTables()
{
    QStringList names;
    for (const TableInfo& table : std::as_const(m_tables)) {
        names << table.name;
    }
    QVERIFY(names.contains(u"partner_clients"_s) && names.contains(u"user"_s));
}

void TestMapper::decodesTheFirstRows()
{
    const MapPreview preview = previewed(m_draft);
    QVERIFY(preview.problems.isEmpty());
    QCOMPARE(preview.clients.size(), 3);
    const oauth::Client& client = preview.clients.constFirst();
    QCOMPARE(client.id, u"web-app"_s);
    QCOMPARE(client.name(), u"Web App"_s);
    QCOMPARE(client.secret->revealText(), u"s3cret"_s);
    QCOMPARE(client.issuedAt, 1777408000);
    QCOMPARE(preview.tokens.size(), Mapper::previewRows); // of six
    const oauth::Token& token = preview.tokens.constFirst();
    QCOMPARE(token.accessToken.revealText(), u"access-live"_s);
    QCOMPARE(token.expiresAt, 1779999400 + 3600);
    QVERIFY(!token.accessRefused);
    QVERIFY(preview.tokens.at(3).accessRefused);
    QCOMPARE(preview.codes.size(), 2);
    QCOMPARE(preview.codes.constFirst().clientId, u"cli-tool"_s);
    QVERIFY(preview.refreshTokens.isEmpty());
}

void TestMapper::answersTheNewestQuestionAlone()
{
    QSignalSpy spy(m_mapper.get(), &Mapper::previewed);
    SchemaProfile older = m_draft;
    older.client.fields[u"client_id"_s].column = u"oauth_client_secret"_s;
    for (int i = 0; i < 20; ++i) {
        m_mapper->preview(older, m_tables);
    }
    m_mapper->preview(m_draft, m_tables);
    QVERIFY(spy.wait(10000));
    QVERIFY(answered(m_mapper->tables())); // whatever was asked before has been answered
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.constFirst().constFirst().value<MapPreview>().clients.constFirst().id, u"web-app"_s);
}

void TestMapper::saysWhichCellsDoNotFit()
{
    m_draft.client.fields[u"client_id_issued_at"_s].column = u"oauth_client_id"_s;
    const MapPreview preview = previewed(m_draft);
    QVERIFY(!preview.clients.constFirst().problems.isEmpty());
    QCOMPARE(preview.clients.constFirst().problems.constFirst().kind, oauth::CellProblem::Kind::NotAnInteger);
}

void TestMapper::aTableThatCannotBeReadIsSaid()
{
    QList<TableInfo> stale = m_tables;
    for (TableInfo& table : stale) {
        table.name.replace(u"partner_tokens"_s, u"gone"_s);
    }
    m_draft.token.usualNames = {u"gone"_s};
    QSignalSpy spy(m_mapper.get(), &Mapper::previewed);
    m_mapper->preview(m_draft, stale);
    QVERIFY(spy.wait(10000));
    const auto preview = spy.constFirst().constFirst().value<MapPreview>();
    QCOMPARE(preview.clients.size(), 3); // the others are read all the same
    QVERIFY(preview.tokens.isEmpty());
    QCOMPARE(preview.problems.size(), 1);
    QCOMPARE(preview.problems.constFirst().entity, Entity::Token);
    QVERIFY(hasContradiction(preview.problems));
}

void TestMapper::saysThatAMemberStandsInTwoColumns()
{
    Field name;
    name.column = u"oauth_client_secret"_s;
    m_draft.client.fields.remove(u"client_secret"_s);
    m_draft.client.members = {{u"client_name"_s, name}};
    const MapPreview preview = previewed(m_draft);
    QCOMPARE(preview.problems.size(), 1);
    QCOMPARE(preview.problems.constFirst().field, u"client_name"_s);
    m_draft.client.members = {{u"policy_uri"_s, name}};
    QVERIFY(previewed(m_draft).problems.isEmpty());
}

void TestMapper::aDatabaseThatCannotBeOpenedIsSaid()
{
    core::DatabaseAddress address;
    address.path = m_folder->filePath(u"gone.sqlite3"_s);
    Mapper mapper(address, core::Secret());
    const auto tables = answered(mapper.tables());
    QVERIFY(!tables);
    QCOMPARE(tables.error().kind, core::Error::Kind::FileMissing);
    QSignalSpy spy(&mapper, &Mapper::previewed);
    mapper.preview(m_draft, m_tables);
    QVERIFY(spy.wait(10000));
    QVERIFY(hasContradiction(spy.constFirst().constFirst().value<MapPreview>().problems));
}

void TestMapper::readsOnly()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const MapPreview preview = previewed(m_draft);
    QVERIFY(!preview.clients.isEmpty());
    QVERIFY(file.seek(0));
    QVERIFY(file.readAll() == before);
}

void TestMapper::mayEndWhileItReads()
{
    for (int i = 0; i < 20; ++i) {
        m_mapper->preview(m_draft, m_tables);
    }
    m_mapper.reset();
    QCoreApplication::sendPostedEvents();
}

QTEST_GUILESS_MAIN(TestMapper)
#include "tst_mapper.moc"
