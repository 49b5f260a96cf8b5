#include "testdatabase.h"

#include "core/errortext.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace {

/** A connection of its own for each use, as another process would have. */
template <class Work> void withQuery(const QString& path, const QString& sql, const QVariantList& values, Work work)
{
    static int counter = 0;
    const QString name = u"fixture-%1"_s.arg(++counter);
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        if (!database.open()) {
            qFatal("fixture: %s", qPrintable(database.lastError().text()));
        }
        QSqlQuery query(database);
        query.prepare(sql);
        for (int i = 0; i < values.size(); ++i) {
            query.bindValue(i, values.at(i));
        }
        if (!query.exec()) {
            qFatal("fixture: %s in %s", qPrintable(query.lastError().text()), qPrintable(sql));
        }
        work(query);
    }
    QSqlDatabase::removeDatabase(name);
}

QString clientDdl(Layout layout)
{
    if (layout == Layout::Before013) {
        return u"CREATE TABLE oauth2_client (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER, client_id VARCHAR(48), "
               "client_secret VARCHAR(120), issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, redirect_uri "
               "TEXT, "
               "token_endpoint_auth_method VARCHAR(48), grant_type TEXT NOT NULL, response_type TEXT NOT NULL, "
               "scope TEXT NOT NULL, client_name VARCHAR(100), client_uri TEXT, logo_uri TEXT, contact TEXT, tos_uri "
               "TEXT, "
               "policy_uri TEXT, jwks_uri TEXT, jwks_text TEXT, i18n_metadata TEXT, software_id VARCHAR(36), "
               "software_version VARCHAR(48))"_s;
    }
    return u"CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), client_id_issued_at "
           u"INTEGER NOT NULL, "
           "client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER)"_s;
}

QString tokenDdl(Layout layout)
{
    const bool flag = layout == Layout::Before013 || layout == Layout::Before10;
    return u"CREATE TABLE oauth2_token (client_id VARCHAR(48), token_type VARCHAR(40), access_token VARCHAR(255) NOT "
           u"NULL UNIQUE, "
           "refresh_token VARCHAR(255), scope TEXT, issued_at INTEGER NOT NULL, %1, expires_in INTEGER NOT NULL, "
           "id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER)"_s.arg(flag
                   ? u"revoked BOOLEAN"_s
                   : u"access_token_revoked_at INTEGER NOT NULL, refresh_token_revoked_at INTEGER NOT NULL"_s);
}

QString codeDdl(Layout layout)
{
    return u"CREATE TABLE oauth2_code (code VARCHAR(120) NOT NULL UNIQUE, client_id VARCHAR(48), redirect_uri TEXT, "
           u"response_type TEXT, "
           "scope TEXT, auth_time INTEGER NOT NULL%1%2, id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER)"_s.arg(
               layout == Layout::Before013 ? QString()
                                           : u", nonce TEXT, code_challenge TEXT, code_challenge_method VARCHAR(48)"_s,
               layout == Layout::Since16 ? u", acr TEXT, amr TEXT"_s : QString());
}

} // namespace

TestDatabase::TestDatabase(Layout layout)
{
    run(clientDdl(layout));
    run(tokenDdl(layout));
    run(codeDdl(layout));
}

void TestDatabase::run(const QString& sql, const QVariantList& values)
{
    withQuery(path(), sql, values, [](QSqlQuery&) {});
}

QVariant TestDatabase::ask(const QString& sql, const QVariantList& values)
{
    QVariant answer;
    withQuery(path(), sql, values, [&answer](QSqlQuery& query) {
        if (query.next()) {
            answer = query.value(0);
        }
    });
    return answer;
}

void TestDatabase::runAll(const QString& path, const QStringList& statements)
{
    const QString name = u"fixture-all"_s;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        for (const QString& sql : statements) {
            if (!query.exec(sql)) {
                qFatal("fixture: %s in %s", qPrintable(query.lastError().text()), qPrintable(sql));
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
}

void TestDatabase::makeWide(const QString& path)
{
    runAll(path, {u"PRAGMA encoding='UTF-16le'"_s, clientDdl(Layout::Since16), tokenDdl(Layout::Since16)});
}

QString TestDatabase::dump(const QString& table)
{
    QStringList columns;
    withQuery(path(), u"SELECT name FROM pragma_table_info(?)"_s, {table}, [&columns](QSqlQuery& query) {
        while (query.next()) {
            columns << u"quote(\"%1\"), typeof(\"%1\")"_s.arg(query.value(0).toString());
        }
    });
    QString text;
    withQuery(path(), u"SELECT %1 FROM \"%2\" ORDER BY rowid"_s.arg(columns.join(u", "_s), table), {},
        [&text](QSqlQuery& query) {
            while (query.next()) {
                for (int i = 0; i < query.record().count(); ++i) {
                    text += query.value(i).toString() + u'|';
                }
                text += u'\n';
            }
        });
    return text;
}

void TestDatabase::addClient(const QString& id, const QString& secret, const QString& metadata)
{
    run(u"INSERT INTO oauth2_client (client_id, client_secret, client_id_issued_at, client_secret_expires_at, "
        u"client_metadata) "
        "VALUES (?, ?, 1780000000, 0, ?)"_s,
        {id, secret, metadata});
}

void TestDatabase::addToken(
    const QString& client, const QString& access, const QVariant& refresh, qint64 issued, qint64 lifetime)
{
    run(u"INSERT INTO oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at, "
        u"access_token_revoked_at, "
        "refresh_token_revoked_at, expires_in, user_id) VALUES (?, 'Bearer', ?, ?, 'openid profile', ?, 0, 0, ?, 1)"_s,
        {client, access, refresh, issued, lifetime});
}

owb::store::SessionSettings sessionFor(const QString& path, bool writable)
{
    owb::store::SessionSettings settings;
    settings.address.path = path;
    settings.writable = writable;
    settings.busyTimeoutMs = 100;
    return settings;
}

owb::store::OpenOptions quickOptions(bool unlocked, int candidate, int lockTimeoutMs)
{
    owb::store::OpenOptions options;
    options.unlocked = unlocked;
    options.candidate = candidate;
    options.busyTimeoutMs = lockTimeoutMs;
    return options;
}

std::shared_ptr<owb::store::Repository> openedRepository(
    const QString& path, const owb::core::Clock& clock, bool unlocked)
{
    const auto opened = answered(owb::store::openDatabase(path, quickOptions(unlocked), clock));
    if (!opened) {
        qFatal("%s", qPrintable(owb::core::errorText(opened.error()).sentence()));
    }
    return opened->repository;
}
