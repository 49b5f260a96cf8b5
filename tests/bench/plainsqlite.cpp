#include "plainsqlite.h"

#include <string>

#include <sqlite3.h>

namespace {

void bindText(sqlite3_stmt* statement, int index, const QByteArray& text)
{
    sqlite3_bind_text(statement, index, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

} // namespace

PlainSqlite::PlainSqlite(const QString& path)
{
    if (sqlite3_open_v2(path.toUtf8().constData(), &m_database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
        qFatal("the benchmark database cannot be opened");
    }
    m_client = prepared(
        "SELECT id, client_id, client_secret, client_id_issued_at, client_secret_expires_at, client_metadata, user_id "
        "FROM oauth2_client WHERE client_id = ? LIMIT 1");
    const std::string token =
        "SELECT id, client_id, user_id, token_type, access_token, refresh_token, scope, issued_at, expires_in, "
        "access_token_revoked_at, refresh_token_revoked_at FROM oauth2_token WHERE ";
    m_access = prepared((token + "access_token = ? LIMIT 1").c_str());
    m_refresh = prepared((token + "refresh_token = ? LIMIT 1").c_str());
    m_insertClient = prepared("INSERT INTO oauth2_client (client_id, client_secret, client_id_issued_at, "
                              "client_secret_expires_at, client_metadata) "
                              "VALUES (?, 'secretsecretsecretsecretsecretsecretsecretsecret', 1700000000, 0, ?)");
    m_insertToken =
        prepared("INSERT INTO oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at, "
                 "access_token_revoked_at, refresh_token_revoked_at, expires_in, user_id) VALUES (?, 'Bearer', ?, ?, "
                 "'openid profile', ?, 0, 0, 864000, 1)");
}

PlainSqlite::~PlainSqlite()
{
    for (sqlite3_stmt* statement : {m_client, m_access, m_refresh, m_insertClient, m_insertToken}) {
        sqlite3_finalize(statement);
    }
    sqlite3_close(m_database);
}

sqlite3_stmt* PlainSqlite::prepared(const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK) {
        qFatal("%s", sqlite3_errmsg(m_database));
    }
    return statement;
}

void PlainSqlite::run(const char* sql)
{
    if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        qFatal("%s", sqlite3_errmsg(m_database));
    }
}

void PlainSqlite::insertClient(const QString& clientId)
{
    bindText(m_insertClient, 1, clientId.toUtf8());
    bindText(m_insertClient, 2,
        "{\"client_name\":\"" + clientId.toUtf8()
            + "\",\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"redirect_uris\":[\"https://app.example/"
              "cb\"],\"response_types\":[\"code\"],"
              "\"scope\":\"openid profile\",\"token_endpoint_auth_method\":\"client_secret_basic\"}");
    if (sqlite3_step(m_insertClient) != SQLITE_DONE) {
        qFatal("%s", sqlite3_errmsg(m_database));
    }
    sqlite3_reset(m_insertClient);
}

void PlainSqlite::insertToken(const QString& clientId, const QString& access, const QString& refresh, qint64 issuedAt)
{
    bindText(m_insertToken, 1, clientId.toUtf8());
    bindText(m_insertToken, 2, access.toUtf8());
    bindText(m_insertToken, 3, refresh.toUtf8());
    sqlite3_bind_int64(m_insertToken, 4, issuedAt);
    if (sqlite3_step(m_insertToken) != SQLITE_DONE) {
        qFatal("%s", sqlite3_errmsg(m_database));
    }
    sqlite3_reset(m_insertToken);
}

bool PlainSqlite::read(sqlite3_stmt* statement, const QString& value)
{
    bindText(statement, 1, value.toUtf8());
    const bool found = sqlite3_step(statement) == SQLITE_ROW;
    std::string texts;
    qint64 numbers = 0;
    for (int column = 0; found && column < sqlite3_column_count(statement); ++column) {
        if (sqlite3_column_type(statement, column) == SQLITE_TEXT) {
            texts.assign(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                static_cast<size_t>(sqlite3_column_bytes(statement, column)));
        } else {
            numbers += sqlite3_column_int64(statement, column);
        }
    }
    sqlite3_reset(statement);
    return found && numbers != 0;
}

bool PlainSqlite::client(const QString& clientId)
{
    return read(m_client, clientId);
}

bool PlainSqlite::tokenByAccess(const QString& value)
{
    return read(m_access, value);
}

bool PlainSqlite::tokenByRefresh(const QString& value)
{
    return read(m_refresh, value);
}
