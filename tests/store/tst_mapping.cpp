#include "renamedtables.h"

#include "store/boundschema.h"
#include "store/mapping.h"
#include "store/profilewriter.h"

#include <functional>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using Edit = std::function<void(SchemaProfile&)>;

namespace {

Field on(const QString& column, Codec codec = Codec::Text)
{
    Field field;
    field.column = column;
    field.codec = codec;
    return field;
}

Field withWords(Field field, const QMap<QString, QString>& words)
{
    field.words = words;
    return field;
}

/** Columns as "name TYPE", with ! where NULL is refused. */
TableInfo table(const QString& name, const QStringList& columns)
{
    TableInfo info{name, {ColumnInfo::declared(u"id"_s, u"INTEGER"_s, true, false, 1)}, {}};
    for (const QString& column : columns) {
        info.columns << ColumnInfo::declared(
            column.section(u' ', 0, 0), column.section(u' ', 1).remove(u'!'), column.endsWith(u'!'), false, 0);
    }
    return info;
}

QList<TableInfo> tables()
{
    TableInfo keyless = table(u"log"_s, {u"cid VARCHAR(48)"_s, u"tok VARCHAR(99)"_s});
    keyless.columns.removeFirst();
    return {table(u"app"_s,
                {u"cid VARCHAR(48)"_s, u"secret VARCHAR(99)"_s, u"made INTEGER"_s, u"made_at TIMESTAMP"_s,
                    u"meta TEXT"_s, u"label VARCHAR(99)"_s, u"uris TEXT"_s, u"live BOOLEAN"_s, u"info JSONB"_s}),
        table(u"tok"_s,
            {u"cid VARCHAR(48)"_s, u"owner_id INTEGER"_s, u"at VARCHAR(99)!"_s, u"rt VARCHAR(99)"_s, u"made INTEGER"_s,
                u"lives INTEGER"_s, u"ends TIMESTAMP"_s, u"gone INTEGER"_s, u"dead BOOLEAN"_s, u"status VARCHAR(9)"_s,
                u"tenant TEXT!"_s}),
        table(u"codes"_s, {u"cid VARCHAR(48)"_s, u"c VARCHAR(99)"_s, u"made INTEGER"_s, u"ends INTEGER"_s}), keyless};
}

SchemaProfile soundMap()
{
    SchemaProfile map;
    map.id = u"mine"_s;
    map.title = u"Mine"_s;
    map.client.usualNames = {u"app"_s};
    map.client.fields = {{u"client_id"_s, on(u"cid"_s)}, {u"client_secret"_s, on(u"secret"_s)},
        {u"client_id_issued_at"_s, on(u"made"_s, Codec::Epoch)}};
    map.client.members = {{u"client_name"_s, on(u"label"_s)}, {u"redirect_uris"_s, on(u"uris"_s, Codec::Lines)}};
    map.token.usualNames = {u"tok"_s};
    map.token.fields = {{u"client_id"_s, on(u"cid"_s)}, {u"user_id"_s, on(u"owner_id"_s)},
        {u"access_token"_s, on(u"at"_s)}, {u"refresh_token"_s, on(u"rt"_s)},
        {u"issued_at"_s, on(u"made"_s, Codec::Epoch)}, {u"expires_in"_s, on(u"lives"_s, Codec::Integer)},
        {u"revoked"_s, on(u"dead"_s, Codec::Boolean)}};
    map.token.newRow = {{u"tenant"_s, u"main"_s}};
    map.code.usualNames = {u"codes"_s};
    map.code.fields = {{u"client_id"_s, on(u"cid"_s)}, {u"code"_s, on(u"c"_s)},
        {u"auth_time"_s, on(u"made"_s, Codec::Epoch)}, {u"expires_at"_s, on(u"ends"_s, Codec::Epoch)}};
    return map;
}

QString told(const QList<MapProblem>& problems)
{
    QStringList lines;
    for (const MapProblem& problem : problems) {
        const bool warning = problem.severity == MapProblem::Severity::Warning;
        lines << (warning ? u"warning: "_s : u"wrong: "_s) + problem.sentence;
    }
    return lines.join(u'\n');
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundMapHasNoProblem();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void whatShouldBeKnownIsNoContradiction_data();
    void whatShouldBeKnownIsNoContradiction();
    void everyProfileOfTheProgramIsSound_data();
    void everyProfileOfTheProgramIsSound();
    void operationsFollowFromWhatIsMapped_data();
    void operationsFollowFromWhatIsMapped();
    void aCompletedMapIsFoundAndReadBack();
    void aCompletedMapIsOfItsTablesAlone();
    void renamedColumnsAreSuggested();
    void aSuggestionOfNothingIsEmpty();
    void aClientInNumbersIsTheKeyOfItsRow();
    void everyFieldHasATitleAndACodec();
};

void TestMapping::aSoundMapHasNoProblem()
{
    QCOMPARE(told(contradictions(soundMap(), tables())), QString());
    QCOMPARE(told(contradictions(completed(soundMap()), tables())), QString());
}

void TestMapping::whatIsWrongIsSaid_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const Edit& edit, const QString& field, const QString& sentence) {
        QTest::newRow(name) << edit << field << sentence;
    };
    row(
        "a column twice", [](auto& map) { map.client.members[u"client_uri"_s] = on(u"LABEL"_s); }, u"client_uri"_s,
        u"Clients: Column LABEL is mapped twice, to Name and to Home page."_s);
    row(
        "no client", [](auto& map) { map.client = {}; }, {}, u"Clients: No table is chosen."_s);
    row(
        "no client_id", [](auto& map) { map.client.fields.remove(u"client_id"_s); }, u"client_id"_s,
        u"Clients: Client identifier needs a column."_s);
    row(
        "no client of a token", [](auto& map) { map.token.fields.remove(u"client_id"_s); }, u"client_id"_s,
        u"Tokens: Client needs a column."_s);
    row(
        "no token at all",
        [](auto& map) {
            map.token.fields.remove(u"access_token"_s);
            map.token.fields.remove(u"refresh_token"_s);
        },
        u"access_token"_s, u"Tokens: The access token or the refresh token needs a column."_s);
    row(
        "no code", [](auto& map) { map.code.fields.remove(u"code"_s); }, u"code"_s, u"Codes: Code needs a column."_s);
    row(
        "seconds in a text",
        [](auto& map) { map.client.fields[u"client_secret_expires_at"_s] = on(u"meta"_s, Codec::Epoch); },
        u"client_secret_expires_at"_s,
        u"Clients: Column meta (TEXT) cannot hold Secret expires at as: Seconds since 1970."_s);
    row(
        "a time in a number", [](auto& map) { map.token.fields[u"issued_at"_s] = on(u"made"_s, Codec::Moment); },
        u"issued_at"_s, u"Tokens: Column made (INTEGER) cannot hold Issued at as: Date and time."_s);
    row(
        "seconds in a time",
        [](auto& map) { map.client.fields[u"client_id_issued_at"_s] = on(u"made_at"_s, Codec::Epoch); },
        u"client_id_issued_at"_s, u"as: Seconds since 1970."_s);
    row(
        "words in JSON", [](auto& map) { map.client.members[u"grant_types"_s] = on(u"info"_s, Codec::Words); },
        u"grant_types"_s, u"Clients: Column info (JSONB) cannot hold Grants as: Parted by spaces."_s);
    row(
        "a name in a number", [](auto& map) { map.client.members[u"client_uri"_s] = on(u"id"_s); }, u"client_uri"_s,
        u"Clients: Column id (INTEGER) cannot hold Home page as: Text."_s);
    row(
        "a flag in a text", [](auto& map) { map.client.fields[u"enabled"_s] = on(u"meta"_s, Codec::Boolean); },
        u"enabled"_s, u"as: Yes or no."_s);
    row(
        "a codec that is none of the field's",
        [](auto& map) { map.token.fields[u"expires_in"_s] = on(u"gone"_s, Codec::Epoch); }, u"expires_in"_s,
        u"Tokens: Lifetime in seconds cannot be kept as: Seconds since 1970."_s);
    row(
        "two ends", [](auto& map) { map.token.fields[u"expires_at"_s] = on(u"ends"_s, Codec::Moment); },
        u"expires_at"_s, u"Tokens: A lifetime and a time of expiry are both mapped"_s);
    row(
        "a lifetime of nothing", [](auto& map) { map.token.fields.remove(u"issued_at"_s); }, u"expires_in"_s,
        u"Tokens: A lifetime says nothing without the time of issue"_s);
    row(
        "a word without its sense", [](auto& map) { map.token.fields[u"revoked"_s] = on(u"status"_s); }, u"revoked"_s,
        u"give both words"_s);
    row(
        "one word for both",
        [](auto& map) {
            map.token.fields[u"revoked"_s] =
                withWords(on(u"status"_s), {{u"revoked"_s, u"x"_s}, {u"active"_s, u"x"_s}});
        },
        u"revoked"_s, u"give both words"_s);
    row(
        "no such column", [](auto& map) { map.token.fields[u"scope"_s] = on(u"nowhere"_s); }, u"scope"_s,
        u"Tokens: Table tok has no column nowhere."_s);
    row(
        "no such table", [](auto& map) { map.token.usualNames = {u"gone"_s}; }, {},
        u"Tokens: There is no such table: gone."_s);
    row(
        "one table for two", [](auto& map) { map.code.usualNames = {u"tok"_s}; }, {},
        u"Table tok is chosen for Tokens and for Codes."_s);
    row(
        "no key",
        [](auto& map) {
            map.token.usualNames = {u"log"_s};
            map.token.fields = {{u"client_id"_s, on(u"cid"_s)}, {u"access_token"_s, on(u"tok"_s)}};
        },
        {}, u"Tokens: Table log has no primary key"_s);
    row(
        "a field that there is not", [](auto& map) { map.token.fields[u"acess_token"_s] = on(u"status"_s); },
        u"acess_token"_s, u"Tokens: There is no field \"acess_token\"."_s);
    row(
        "metadata of a token", [](auto& map) { map.token.members[u"client_name"_s] = on(u"status"_s); }, {},
        u"Tokens: Only clients have metadata."_s);
}

void TestMapping::whatIsWrongIsSaid()
{
    QFETCH(Edit, edit);
    QFETCH(QString, field);
    QFETCH(QString, sentence);
    SchemaProfile map = soundMap();
    edit(map);
    const auto problems = contradictions(map, tables());
    QVERIFY2(hasContradiction(problems), qPrintable(told(problems)));
    const MapProblem& first = problems.constFirst();
    QCOMPARE(first.severity, MapProblem::Severity::Contradiction);
    QVERIFY2(first.sentence.contains(sentence), qPrintable(told(problems)));
    QCOMPARE(first.field, field);
}

void TestMapping::whatShouldBeKnownIsNoContradiction_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a column nobody fills") << Edit([](auto& map) { map.token.newRow.clear(); })
                                           << u"Tokens: Column tenant of table tok needs a value in a new row"_s;
    QTest::newRow("no revocation") << Edit([](auto& map) { map.token.fields.remove(u"revoked"_s); })
                                   << u"Tokens: No column says that a token is revoked"_s;
    QTest::newRow("no end of codes") << Edit([](auto& map) { map.code.fields.remove(u"expires_at"_s); })
                                     << u"Codes: No column says when a code ends"_s;
    QTest::newRow("a member beside all metadata") << Edit([](auto& map) {
        map.client.fields[u"metadata"_s] = on(u"meta"_s, Codec::Members);
        map.client.members.remove(u"redirect_uris"_s);
    }) << u"Clients: Name has a column of its own beside the one for all metadata"_s;
}

void TestMapping::whatShouldBeKnownIsNoContradiction()
{
    QFETCH(Edit, edit);
    QFETCH(QString, sentence);
    SchemaProfile map = soundMap();
    edit(map);
    const auto problems = contradictions(map, tables());
    QCOMPARE(problems.size(), 1);
    QVERIFY2(!hasContradiction(problems), qPrintable(told(problems)));
    QVERIFY2(problems.constFirst().sentence.contains(sentence), qPrintable(told(problems)));
}

void TestMapping::everyProfileOfTheProgramIsSound_data()
{
    QTest::addColumn<int>("place");
    for (int i = 0; i < builtinProfiles().size(); ++i) {
        QTest::newRow(qPrintable(builtinProfiles().at(i).id)) << i;
    }
}

void TestMapping::everyProfileOfTheProgramIsSound()
{
    QFETCH(int, place);
    const auto problems = contradictions(builtinProfiles().at(place), {});
    QVERIFY2(!hasContradiction(problems), qPrintable(told(problems)));
}

void TestMapping::operationsFollowFromWhatIsMapped_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QStringList>("operations");
    const QStringList none{u"remove_client"_s};
    QTest::newRow("none") << QStringList{} << none;
    QTest::newRow("a flag") << QStringList{u"revoked"_s} << none + QStringList{u"revoke_both"_s};
    QTest::newRow("one time") << QStringList{u"access_revoked_at"_s} << none + QStringList{u"revoke_both"_s};
    QTest::newRow("times apart") << QStringList{u"access_revoked_at"_s, u"refresh_revoked_at"_s}
                                 << none + QStringList{u"revoke_access"_s, u"revoke_both"_s, u"revoke_refresh"_s};
    QTest::newRow("of the refresh token alone")
        << QStringList{u"refresh_revoked_at"_s} << none + QStringList{u"revoke_refresh"_s};
}

void TestMapping::operationsFollowFromWhatIsMapped()
{
    QFETCH(QStringList, fields);
    QFETCH(QStringList, operations);
    SchemaProfile map = soundMap();
    map.token.fields.remove(u"revoked"_s);
    for (const QString& field : fields) {
        map.token.fields.insert(field, on(field, field == "revoked"_L1 ? Codec::Boolean : Codec::Epoch));
    }
    const SchemaProfile whole = completed(map);
    QStringList names = whole.operations.keys();
    names.sort();
    QCOMPARE(names, operations);
    const QList<Step> removal = whole.operations.value(u"remove_client"_s);
    QCOMPARE(removal.size(), 3);
    QCOMPARE(removal.constFirst().entity, Entity::Token);
    QCOMPARE(removal.constLast().entity, Entity::Client);
    QCOMPARE(completed(whole), whole);
}

void TestMapping::aCompletedMapIsFoundAndReadBack()
{
    const SchemaProfile map = completed(soundMap());
    QVERIFY(map.publicWithoutSecret); // no column says how a client authenticates
    const auto read = SchemaProfile::fromJson(profileJson(map), u"mine.json"_s);
    QVERIFY(read);
    QCOMPARE(*read, map);
    const auto found = detectSchemas(tables(), {*read}, u"db"_s);
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QCOMPARE(found->constFirst().client.table.name, u"app"_s);
    QCOMPARE(found->constFirst().token.table.name, u"tok"_s);
    QCOMPARE(found->constFirst().code.table.name, u"codes"_s);
    QVERIFY(found->constFirst().token.needed.isEmpty());
}

void TestMapping::aCompletedMapIsOfItsTablesAlone()
{
    QList<TableInfo> others = tables();
    others[0].name = u"another"_s;
    QVERIFY(!detectSchemas(others, {completed(soundMap())}, u"db"_s));
    SchemaProfile map = soundMap();
    map.code.fields.clear();
    QVERIFY(!completed(map).code.exists()); // a table without columns is not mapped
}

void TestMapping::renamedColumnsAreSuggested()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"renamed.sqlite3"_s);
    makeRenamedTables(path);
    const auto session = Session::open(sessionFor(path, false));
    QVERIFY(session);
    const auto found = readCatalog(**session);
    QVERIFY(found);
    QVERIFY(!detectSchemas(*found, builtinProfiles(), path));
    const SchemaProfile draft = suggest(*found, builtinProfiles());
    QCOMPARE(draft.client.usualNames, QStringList{u"partner_clients"_s});
    QCOMPARE(draft.token.usualNames, QStringList{u"partner_tokens"_s});
    QCOMPARE(draft.code.usualNames, QStringList{u"partner_codes"_s});
    const QHash<QString, QString> token{{u"client_id"_s, u"oauth_client_id"_s}, {u"user_id"_s, u"user_id"_s},
        {u"token_type"_s, u"token_type"_s}, {u"access_token"_s, u"access_token_value"_s},
        {u"refresh_token"_s, u"refresh_token_value"_s}, {u"scope"_s, u"scopes"_s}, {u"issued_at"_s, u"tokenIssuedAt"_s},
        {u"expires_in"_s, u"token_expires_in"_s}, {u"access_revoked_at"_s, u"access_revoked_at"_s},
        {u"refresh_revoked_at"_s, u"refresh_revoked_at"_s}};
    QCOMPARE(draft.token.fields.size(), token.size());
    for (auto it = token.cbegin(); it != token.cend(); ++it) {
        QCOMPARE(draft.token.fields.value(it.key()).column, *it);
    }
    QCOMPARE(draft.client.fields.value(u"client_secret"_s).column, u"oauth_client_secret"_s);
    QCOMPARE(draft.client.fields.value(u"metadata"_s), on(u"client_metadata_json"_s, Codec::Members));
    QCOMPARE(draft.client.fields.value(u"client_id_issued_at"_s), on(u"client_issued_at"_s, Codec::Epoch));
    QCOMPARE(draft.code.fields.value(u"code"_s).column, u"auth_code"_s);
    QCOMPARE(draft.code.fields.value(u"auth_time"_s).column, u"auth_time_epoch"_s);
    const auto problems = contradictions(draft, *found);
    QVERIFY2(!hasContradiction(problems), qPrintable(told(problems)));
    QVERIFY(detectSchemas(*found, {completed(draft)}, path));
}

void TestMapping::aSuggestionOfNothingIsEmpty()
{
    const auto crm = table(u"customers"_s, {u"name TEXT"_s, u"country_code TEXT"_s, u"scope TEXT"_s});
    QCOMPARE(suggest({crm}, builtinProfiles()), SchemaProfile());
    QCOMPARE(suggest({}, builtinProfiles()), SchemaProfile());
}

void TestMapping::aClientInNumbersIsTheKeyOfItsRow()
{
    const QList<TableInfo> linked{table(u"clients"_s, {u"client_id VARCHAR(48)"_s, u"client_secret TEXT"_s}),
        table(u"tokens"_s, {u"client_id INTEGER"_s, u"access_token TEXT"_s})};
    const SchemaProfile draft = suggest(linked, builtinProfiles());
    QVERIFY(draft.token.fields.value(u"client_id"_s).refersToClient);
    QVERIFY(!draft.client.fields.value(u"client_id"_s).refersToClient);
}

void TestMapping::everyFieldHasATitleAndACodec()
{
    for (const Entity which : allEntities()) {
        QVERIFY(!entityTitle(which).isEmpty());
        QStringList names;
        for (const CanonicalField& field : canonicalFields(which)) {
            QVERIFY(!field.title.isEmpty());
            QVERIFY(!field.codecs.isEmpty());
            QVERIFY2(!names.contains(field.name), qPrintable(field.name));
            names << field.name;
        }
    }
    for (const QString& name : codecNames()) {
        QVERIFY2(!codecTitle(*codecFromName(name)).isEmpty(), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestMapping)
#include "tst_mapping.moc"
