#include "store/steps.h"
#include "testdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

BoundSchema boundSchema()
{
    const auto column = [](const QString& name, bool key = false) {
        return ColumnInfo::declared(name, key ? u"INTEGER"_s : u"TEXT"_s, false, false, key ? 1 : 0);
    };
    const auto table = [&column](const QString& name, const QStringList& columns) {
        TableInfo info{name, {column(u"id"_s, true)}, {}};
        for (const QString& one : columns) {
            info.columns << column(one);
        }
        return info;
    };
    const QList<TableInfo> tables{table(u"oauth2_client"_s,
                                      {u"client_id"_s, u"client_secret"_s, u"client_id_issued_at"_s,
                                          u"client_secret_expires_at"_s, u"client_metadata"_s}),
        table(u"oauth2_token"_s,
            {u"client_id"_s, u"token_type"_s, u"access_token"_s, u"refresh_token"_s, u"scope"_s, u"issued_at"_s,
                u"expires_in"_s, u"access_token_revoked_at"_s, u"refresh_token_revoked_at"_s})};
    return detectSchemas(tables, builtinProfiles(), u"test"_s)->constFirst();
}

} // namespace

/** Whole statements, word for word: a change of SQL must be meant. */
class TestStatements : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAClientByItsIdentifier();
    void pagesByKeyNeverByOffset();
    void looksTokensUpByOneIndexedColumn();
    void insertsByBoundValuesOnly();
    void revokesOnlyWhatIsNotRevokedYet();
    void quotesWhateverANameHolds();
};

void TestStatements::readsAClientByItsIdentifier()
{
    const ClientTable table(boundSchema(), sqliteDialect());
    const Statement statement = table.byId(u"it's"_s);
    QCOMPARE(statement.sql,
        u"SELECT \"id\", \"client_id\", \"client_secret\", \"client_id_issued_at\", \"client_secret_expires_at\", "
        "\"client_metadata\" FROM \"oauth2_client\" WHERE \"client_id\" = ? COLLATE BINARY LIMIT 1"_s);
    QCOMPARE(statement.values, QVariantList{u"it's"_s});
}

void TestStatements::pagesByKeyNeverByOffset()
{
    const TokenTable table(boundSchema(), Entity::Token, sqliteDialect());
    TokenQuery query;
    query.sort = TokenSort::IssuedAt;
    const Ordering byTime = table.ordering(query);
    const QList<Statement> next = table.sql().page({}, byTime, Cursor{1000, {42}, false}, 200);
    QCOMPARE(next.size(), 2);
    QVERIFY2(next.at(0).sql.endsWith(
                 u" FROM \"oauth2_token\" WHERE \"issued_at\" <= ? AND (\"issued_at\" < ? OR \"id\" < ?) "
                 "ORDER BY \"issued_at\" DESC, \"id\" DESC LIMIT 201"_s),
        qPrintable(next.at(0).sql));
    QCOMPARE(next.at(0).values, (QVariantList{1000, 1000, 42}));
    QVERIFY2(next.at(1).sql.contains(u" WHERE \"issued_at\" IS NULL ORDER BY "_s), qPrintable(next.at(1).sql));
    const QList<Statement> unset = table.sql().page({}, byTime, Cursor{{}, {42}, false}, 200);
    QCOMPARE(unset.size(), 1); // rows without a value come last when the order falls
    QVERIFY2(unset.at(0).sql.contains(u" WHERE \"issued_at\" IS NULL AND \"id\" < ? ORDER BY "_s),
        qPrintable(unset.at(0).sql));
    for (const Statement& statement : next + unset) {
        QVERIFY(!statement.sql.contains(u"OFFSET"_s));
    }
}

void TestStatements::looksTokensUpByOneIndexedColumn()
{
    const TokenTable table(boundSchema(), Entity::Token, sqliteDialect());
    QVERIFY(
        table.byAccessToken(core::Secret(u"a"_s)).sql.endsWith(u"WHERE \"access_token\" = ? COLLATE BINARY LIMIT 1"_s));
    QVERIFY(table.byRefreshToken(core::Secret(u"a"_s))
                .sql.endsWith(u"WHERE \"refresh_token\" = ? COLLATE BINARY LIMIT 1"_s));
}

void TestStatements::insertsByBoundValuesOnly()
{
    const TokenTable table(boundSchema(), Entity::Token, sqliteDialect());
    oauth::Token token = oauth::newToken(1000);
    token.clientId = u"app"_s;
    token.accessToken = core::Secret(u"the-secret-value"_s);
    const auto insert = table.insert(token, u"app"_s);
    QCOMPARE(insert->sql,
        u"INSERT INTO \"oauth2_token\" (\"client_id\", \"token_type\", \"access_token\", \"refresh_token\", \"scope\", "
        "\"issued_at\", \"expires_in\", \"access_token_revoked_at\", \"refresh_token_revoked_at\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    QVERIFY(!insert->sql.contains(u"the-secret-value"_s));
    QCOMPARE(insert->values.size(), 9);
}

void TestStatements::revokesOnlyWhatIsNotRevokedYet()
{
    const BoundSchema schema = boundSchema();
    const Tables tables(schema, sqliteDialect());
    const Step step = schema.profile.operations.value(u"revoke_access"_s).constFirst();
    const Statement revoke = stepStatement(tables, sqliteDialect(), step, tables.tokens.clientIs(u"app"_s), 77);
    QCOMPARE(revoke.sql,
        u"UPDATE \"oauth2_token\" SET \"access_token_revoked_at\" = CASE WHEN (\"access_token_revoked_at\" IS NOT NULL "
        u"AND "
        "\"access_token_revoked_at\" <> 0 AND \"access_token_revoked_at\" <> '' AND \"access_token_revoked_at\" <> "
        "x'') "
        "THEN \"access_token_revoked_at\" ELSE ? END WHERE \"client_id\" = ? COLLATE BINARY"_s);
    QCOMPARE(revoke.values, (QVariantList{77, u"app"_s}));
}

void TestStatements::quotesWhateverANameHolds()
{
    QCOMPARE(sqliteDialect().quoted(u"a\"; DROP TABLE x; --"_s), u"\"a\"\"; DROP TABLE x; --\""_s);
    QVERIFY(sqliteDialect().jsonMember({u"m"_s, ValueKind::Text}, u"it's"_s).contains(u"it''s"_s));
}

QTEST_GUILESS_MAIN(TestStatements)
#include "tst_statements.moc"
