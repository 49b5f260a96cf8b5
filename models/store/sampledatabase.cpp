#include "store/opendatabase.h"
#include "store/sampledata.h"
#include "store/session.h"
#include "store/tables.h"

#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QPromise>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

/** The DDL that SQLAlchemy makes from the current mixins, with the table names of their documentation. */
QStringList sampleDdl()
{
    return {
        u"CREATE TABLE user (id INTEGER NOT NULL, username VARCHAR(40), PRIMARY KEY (id), UNIQUE (username))"_s,
        u"CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), "
        "client_id_issued_at INTEGER NOT NULL, client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, "
        "id INTEGER NOT NULL, user_id INTEGER, PRIMARY KEY (id), "
        "FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE)"_s,
        u"CREATE INDEX ix_oauth2_client_client_id ON oauth2_client (client_id)"_s,
        u"CREATE TABLE oauth2_code (code VARCHAR(120) NOT NULL, client_id VARCHAR(48), redirect_uri TEXT, "
        "response_type TEXT, scope TEXT, nonce TEXT, auth_time INTEGER NOT NULL, acr TEXT, amr TEXT, "
        "code_challenge TEXT, code_challenge_method VARCHAR(48), id INTEGER NOT NULL, user_id INTEGER, "
        "PRIMARY KEY (id), UNIQUE (code), FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE)"_s,
        u"CREATE TABLE oauth2_token (client_id VARCHAR(48), token_type VARCHAR(40), "
        "access_token VARCHAR(255) NOT NULL, refresh_token VARCHAR(255), scope TEXT, issued_at INTEGER NOT NULL, "
        "access_token_revoked_at INTEGER NOT NULL, refresh_token_revoked_at INTEGER NOT NULL, "
        "expires_in INTEGER NOT NULL, id INTEGER NOT NULL, user_id INTEGER, PRIMARY KEY (id), UNIQUE (access_token), "
        "FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE)"_s,
        u"CREATE INDEX ix_oauth2_token_refresh_token ON oauth2_token (refresh_token)"_s,
    };
}

core::Result<> runAll(Session& session, const QList<Statement>& statements)
{
    for (const Statement& statement : statements) {
        if (const auto done = session.execute(statement); !done) {
            return tl::unexpected(done.error());
        }
    }
    return {};
}

core::Result<QList<Statement>> sampleInserts(const Tables& tables, const SampleData& data)
{
    QList<Statement> statements;
    for (int i = 0; i < data.users.size(); ++i) {
        statements.append({u"INSERT INTO user (id, username) VALUES (?, ?)"_s, {i + 1, data.users.at(i)}});
    }
    for (const oauth::Client& client : data.clients) {
        auto insert = tables.clients.insert(client, {}, client.issuedAt);
        if (!insert) {
            return tl::unexpected(insert.error());
        }
        statements << *insert;
        if (client.unreadableMetadata) { // insert() writes sound metadata only
            statements.append({u"UPDATE oauth2_client SET client_metadata = ? WHERE client_id = ?"_s,
                {*client.unreadableMetadata, *client.id}});
        }
    }
    for (const oauth::Token& token : data.tokens) {
        auto insert = tables.tokens.insert(token, token.clientId ? QVariant(*token.clientId) : QVariant());
        if (!insert) {
            return tl::unexpected(insert.error());
        }
        statements << *insert;
    }
    for (const SampleData::Code& code : data.codes) {
        statements.append(
            {u"INSERT INTO oauth2_code (code, client_id, redirect_uri, response_type, scope, auth_time, "
             "code_challenge, code_challenge_method, user_id) VALUES (?, ?, ?, 'code', ?, ?, ?, 'S256', ?)"_s,
                {code.code, code.clientId, code.redirectUri, code.scope, code.authTime,
                    u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s, code.user}});
    }
    return statements;
}

core::Result<> fill(Session& session, const SampleData& data)
{
    for (const QString& ddl : sampleDdl()) {
        if (const auto done = session.execute({ddl, {}}); !done) {
            return tl::unexpected(done.error());
        }
    }
    const auto catalog = readCatalog(session);
    if (!catalog) {
        return tl::unexpected(catalog.error());
    }
    const auto schemas = detectSchemas(*catalog, builtinProfiles(), session.settings().location());
    if (!schemas) {
        return tl::unexpected(schemas.error());
    }
    const Tables tables(schemas->constFirst(), session.dialect());
    const auto inserts = sampleInserts(tables, data);
    return inserts ? runAll(session, *inserts) : tl::unexpected(inserts.error());
}

} // namespace

core::Result<> makeSampleDatabase(const QString& path, qint64 now)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return core::failure(QFileInfo::exists(path) ? ErrorKind::AlreadyExists : ErrorKind::ReadOnlyDatabase, path);
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    const SampleData data = sampleData(now);
    core::Result<> made;
    {
        SessionSettings settings;
        settings.address.path = QFileInfo(path).absoluteFilePath();
        settings.writable = true;
        auto session = Session::open(settings);
        made = session ? (*session)->inTransaction([&] { return fill(**session, data); })
                       : tl::unexpected(session.error());
    }
    if (!made) {
        QFile::remove(path);
    }
    return made;
}

Reply<void> remakeSampleDatabase(const QString& path, qint64 now)
{
    auto promise = std::make_shared<QPromise<core::Result<>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, now] {
        static QMutex one; // who asks twice gets two, one after the other
        const QMutexLocker lock(&one);
        QFile::remove(path);
        promise->addResult(makeSampleDatabase(path, now));
        promise->finish();
    });
    return promise->future();
}

} // namespace owb::store
