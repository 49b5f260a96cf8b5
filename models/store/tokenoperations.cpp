#include "oauth/validate.h"
#include "store/readoperations.h"
#include "store/writeoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

/** Keys bound in one statement; every engine allows more. */
constexpr qsizetype keysAtOnce = 400;

core::Result<> tokensWritable(const Session& session, const TokenTable& table)
{
    if (!session.settings().writable) {
        return core::failure(ErrorKind::ReadOnlyConnection, session.settings().location());
    }
    if (!table.sql().exists()) {
        return core::failure(ErrorKind::Unsupported, u"tokens"_s, {u"this database has no table for it"_s});
    }
    return {};
}

QString operationName(oauth::RevokeWhat what)
{
    switch (what) {
    case oauth::RevokeWhat::Access:
        return u"revoke_access"_s;
    case oauth::RevokeWhat::Refresh:
        return u"revoke_refresh"_s;
    case oauth::RevokeWhat::Both:
        return u"revoke_both"_s;
    }
    return {};
}

/** The rows a selection means, one condition for each statement that is needed. */
QList<Condition> conditionsFor(const TokenTable& table, const TokenSelection& selection)
{
    QList<Condition> conditions;
    if (selection.value && !selection.value->isEmpty()) {
        const Condition access = table.accessTokenIs(*selection.value);
        const Condition refresh = table.refreshTokenIs(*selection.value);
        conditions << Condition{access.sql + u" OR "_s + refresh.sql, access.values + refresh.values};
    } else if (selection.clientId) {
        conditions << table.clientIs(*selection.clientId);
    } else if (selection.userId) {
        conditions << table.userIs(*selection.userId);
    }
    for (qsizetype start = 0; start < selection.keys.size(); start += keysAtOnce) {
        Condition chunk;
        for (const oauth::RowKey& key : selection.keys.mid(start, keysAtOnce)) {
            if (table.sql().isKey(key)) {
                const Condition one = table.sql().keyIs(key);
                chunk = {chunk.sql + (chunk.sql.isEmpty() ? u""_s : u" OR "_s) + u'(' + one.sql + u')',
                    chunk.values + one.values};
            }
        }
        if (!chunk.sql.isEmpty()) {
            conditions << chunk;
        }
    }
    return conditions;
}

bool isRevoked(const oauth::Token& token, oauth::RevokeWhat what)
{
    const bool access = token.accessRevokedAt.has_value();
    const bool refresh = token.refreshRevokedAt.has_value();
    return (access || what == oauth::RevokeWhat::Refresh) && (refresh || what == oauth::RevokeWhat::Access);
}

core::Result<QList<oauth::Token>> revokeRows(Session& session, const TokenTable& table, const QList<Step>& steps,
    oauth::RevokeWhat what, const Condition& condition, qint64 now)
{
    for (const Step& step : steps) {
        if (const auto done = session.execute(table.revoke(step, condition, now)); !done) {
            return tl::unexpected(done.error());
        }
    }
    const auto rows = readAll(session, table, table.sql().selectWhere(condition));
    const bool done = rows && std::all_of(rows->cbegin(), rows->cend(), [what](const oauth::Token& token) {
        return isRevoked(token, what);
    });
    if (rows && !done) { // a trigger can undo an update without an error
        return core::failure(ErrorKind::Constraint, table.sql().entity().table.name, {},
            u"a trigger keeps tokens that were to be revoked"_s);
    }
    return rows;
}

} // namespace

core::Result<> insertToken(Session& session, const TokenTable& table, const oauth::Token& token)
{
    const auto insert = table.insert(token);
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    const auto added = session.execute(*insert);
    if (!added) {
        return tl::unexpected(added.error());
    }
    return *added == 1 ? core::Result<>()
                       : core::failure(ErrorKind::Constraint, table.sql().entity().table.name, {},
                           u"a trigger takes the new row away"_s);
}

core::Result<oauth::Token> saveToken(Session& session, const TokenTable& table, const oauth::Token& token)
{
    if (const auto may = tokensWritable(session, table); !may) {
        return tl::unexpected(may.error());
    }
    if (const auto blocking = oauth::blocking(oauth::validate(token)); !blocking.isEmpty()) {
        return core::failure(ErrorKind::ValueNotAllowed, blocking.constFirst().field, {blocking.constFirst().what});
    }
    return session.inTransaction([&]() -> core::Result<oauth::Token> {
        for (const auto& value : {std::optional(token.accessToken), token.refreshToken}) {
            const auto taken = value ? queryToken(session, table, *value, oauth::TokenHint::None)
                                     : core::Result<std::optional<oauth::Token>>();
            if (!taken || *taken) { // two rows with one value would make the server answer for the wrong one
                return taken ? core::failure(ErrorKind::AlreadyExists, u"token"_s) : tl::unexpected(taken.error());
            }
        }
        if (const auto done = insertToken(session, table, token); !done) {
            return tl::unexpected(done.error());
        }
        auto stored = queryToken(session, table, token.accessToken, oauth::TokenHint::AccessToken);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        return *stored ? core::Result<oauth::Token>(**stored)
                       : core::failure(ErrorKind::Constraint, table.sql().entity().table.name, {},
                           u"a trigger changes the new row"_s);
    });
}

core::Result<QList<oauth::Token>> revoke(
    Session& session, const Tables& tables, const TokenSelection& selection, oauth::RevokeWhat what, qint64 now)
{
    if (const auto may = tokensWritable(session, tables.tokens); !may) {
        return tl::unexpected(may.error());
    }
    const QString operation = operationName(what);
    if (!tables.schema.profile.can(operation)) {
        return core::failure(ErrorKind::Unsupported, u"revoking only one of the two tokens"_s,
            {u"this layout has one flag for the access and the refresh token together; revoke both"_s});
    }
    const QList<Step> steps = tables.schema.profile.operations.value(operation);
    return session.inTransaction([&]() -> core::Result<QList<oauth::Token>> {
        QList<oauth::Token> revoked;
        for (const Condition& condition : conditionsFor(tables.tokens, selection)) {
            const auto rows = revokeRows(session, tables.tokens, steps, what, condition, now);
            if (!rows) {
                return rows;
            }
            revoked += *rows;
        }
        return revoked;
    });
}

} // namespace owb::store
