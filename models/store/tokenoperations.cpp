#include "oauth/validate.h"
#include "store/keptlike.h"
#include "store/readoperations.h"
#include "store/tokenvisit.h"
#include "store/writeoperations.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

core::Result<> mayIssue(const Session& session, const Tables& tables, const QString& what, bool tableExists)
{
    if (const auto may = mayWrite(session, tables, what); !may) {
        return may;
    }
    const QString& reason = tables.schema.profile.noNewTokensReason;
    if (reason.isEmpty() && tableExists) {
        return {};
    }
    return tl::unexpected(
        reason.isEmpty() ? noTableFor(what) : core::Error{ErrorKind::Unsupported, what, {reason}, {}});
}

core::Result<> inserted(Session& session, const core::Result<Statement>& insert, const QString& table)
{
    const auto added = insert ? session.execute(*insert) : tl::unexpected(insert.error());
    if (!added) {
        return tl::unexpected(added.error());
    }
    return *added == 1 ? core::Result<>()
                       : core::failure(ErrorKind::Constraint, table, {}, u"a trigger takes the new row away"_s);
}

bool refersToClient(const EntitySql& sql)
{
    const Field* field = sql.entity().field(u"client_id"_s);
    return field && field->refersToClient;
}

/** The client a new row is for, where the layout needs more of it than its identifier. */
core::Result<oauth::Client> clientFor(
    Session& session, const Tables& tables, const EntitySql& sql, const std::optional<QString>& id)
{
    oauth::Client bare;
    bare.id = id;
    if (!refersToClient(sql) && !tables.schema.profile.ownerForNoUser) {
        return bare;
    }
    const auto found = id ? queryClient(session, tables.clients, *id) : std::optional<oauth::Client>();
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (*found || !refersToClient(sql)) {
        return found->value_or(bare);
    }
    return core::failure(ErrorKind::NotFound, u"the client %1"_s.arg(id.value_or(QString())));
}

QVariant referenceTo(const Tables& tables, const EntitySql& sql, const oauth::Client& client)
{
    return client.id ? tables.clients.reference(sql.entity(), client) : QVariant();
}

/** The refresh token in its own row, hung on the row of its access token. */
core::Result<> insertRefreshToken(
    Session& session, const Tables& tables, oauth::Token token, const oauth::Client& client, Keeping keeping)
{
    const TokenTable& table = tables.refreshTokens;
    const auto access = queryToken(session, tables, token.accessToken, oauth::TokenHint::AccessToken);
    if (!access) {
        return tl::unexpected(access.error());
    }
    if (*access) {
        token.key = (*access)->key;
    }
    return inserted(session, table.insert(token, referenceTo(tables, table.sql(), client), keeping),
        table.sql().entity().table.name);
}

core::Result<> isValid(const oauth::Token& token)
{
    const auto blocking = oauth::blocking(oauth::validate(token));
    return blocking.isEmpty()
        ? core::Result<>()
        : core::failure(ErrorKind::ValueNotAllowed, blocking.constFirst().field, {blocking.constFirst().what});
}

core::Result<> isNew(Session& session, const Tables& tables, const oauth::Token& token)
{
    for (const auto& value : {std::optional(token.accessToken), token.refreshToken}) {
        const auto taken = value ? queryToken(session, tables, *value, oauth::TokenHint::None)
                                 : core::Result<std::optional<oauth::Token>>();
        if (!taken || *taken) { // two rows with one value would make the server answer for the wrong one
            return taken ? core::failure(ErrorKind::AlreadyExists, u"token"_s) : tl::unexpected(taken.error());
        }
    }
    return {};
}

} // namespace

core::Result<> insertToken(Session& session, const Tables& tables, const oauth::Token& token)
{
    const auto keeping = keepingOfTokens(session, tables);
    if (!keeping) {
        return tl::unexpected(keeping.error());
    }
    const EntitySql& sql = tables.tokens.sql();
    const auto client = clientFor(session, tables, sql, token.clientId);
    if (!client) {
        return tl::unexpected(client.error());
    }
    oauth::Token stored = token;
    if (!stored.userId && tables.schema.profile.ownerForNoUser) {
        stored.userId = client->owner;
    }
    const auto added = inserted(
        session, tables.tokens.insert(stored, referenceTo(tables, sql, *client), *keeping), sql.entity().table.name);
    if (!added || !stored.refreshToken || !tables.refreshTokens.sql().exists()) {
        return added;
    }
    return insertRefreshToken(session, tables, stored, *client, *keeping);
}

core::Result<oauth::Token> saveToken(Session& session, const Tables& tables, const oauth::Token& token)
{
    if (const auto may = mayIssue(session, tables, u"issuing a token"_s, tables.tokens.sql().exists()); !may) {
        return tl::unexpected(may.error());
    }
    if (const auto valid = isValid(token); !valid) {
        return tl::unexpected(valid.error());
    }
    return session.inTransaction([&]() -> core::Result<oauth::Token> {
        if (const auto fresh = isNew(session, tables, token); !fresh) {
            return tl::unexpected(fresh.error());
        }
        if (const auto done = insertToken(session, tables, token); !done) {
            return tl::unexpected(done.error());
        }
        auto stored = queryToken(session, tables, token.accessToken, oauth::TokenHint::AccessToken);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        if (!*stored) {
            return core::failure(
                ErrorKind::Constraint, tables.tokens.sql().entity().table.name, {}, u"a trigger changes the new row"_s);
        }
        (*stored)->accessToken = token.accessToken; // the row may hold what was made of it
        (*stored)->refreshToken = token.refreshToken; // or have its refresh token in another row
        return **stored;
    });
}

core::Result<TokensAdded> addTokens(Session& session, const Tables& tables, const QList<oauth::Token>& tokens)
{
    if (const auto may = mayIssue(session, tables, u"adding tokens"_s, tables.tokens.sql().exists()); !may) {
        return tl::unexpected(may.error());
    }
    TokensAdded result;
    QElapsedTimer clock;
    clock.start();
    const auto done = session.inTransaction([&]() -> core::Result<> {
        result.waitedUs = clock.nsecsElapsed() / 1000;
        for (const oauth::Token& token : tokens) {
            const auto fresh = isNew(session, tables, token);
            if (!fresh && fresh.error().kind == ErrorKind::AlreadyExists) {
                ++result.present;
                continue;
            }
            const auto valid = fresh ? isValid(token) : fresh;
            if (const auto added = valid ? insertToken(session, tables, token) : valid; !added) {
                return added;
            }
            ++result.added;
        }
        return {};
    });
    result.lockedUs = clock.nsecsElapsed() / 1000 - result.waitedUs;
    return done ? core::Result<TokensAdded>(result) : tl::unexpected(done.error());
}

core::Result<oauth::AuthorizationCode> saveCode(
    Session& session, const Tables& tables, const oauth::AuthorizationCode& code)
{
    const EntitySql& sql = tables.codes.sql();
    if (const auto may = mayIssue(session, tables, u"issuing an authorization code"_s, sql.exists()); !may) {
        return tl::unexpected(may.error());
    }
    return session.inTransaction([&]() -> core::Result<oauth::AuthorizationCode> {
        const auto taken = countRows(session, sql.countWhere(tables.codes.codeIs(code.code)));
        if (!taken || *taken > 0) {
            return taken ? core::failure(ErrorKind::AlreadyExists, u"authorization code"_s)
                         : tl::unexpected(taken.error());
        }
        const auto client = clientFor(session, tables, sql, code.clientId);
        if (!client) {
            return tl::unexpected(client.error());
        }
        const auto keeping = keepingOfTokens(session, tables);
        if (!keeping) {
            return tl::unexpected(keeping.error());
        }
        const auto added = inserted(
            session, tables.codes.insert(code, referenceTo(tables, sql, *client), *keeping), sql.entity().table.name);
        if (!added) {
            return tl::unexpected(added.error());
        }
        const auto stored = readAll(session, tables.codes, sql.selectWhere(tables.codes.codeIs(code.code), 1));
        if (!stored || stored->isEmpty()) {
            return stored
                ? core::failure(ErrorKind::Constraint, sql.entity().table.name, {}, u"a trigger changes the new row"_s)
                : tl::unexpected(stored.error());
        }
        return stored->constFirst();
    });
}

} // namespace owb::store
