// Revoking, expiring and restoring tokens.

#include "store/revocation.h"

#include "store/readoperations.h"
#include "store/steps.h"
#include "store/writeoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;
using Tokens = core::Result<QList<oauth::Token>>;

/** Keys bound in one statement; every engine allows more. */
constexpr qsizetype keysAtOnce = 400;

core::Result<> mayChange(const Session& session, const Tables& tables, const QString& what)
{
    const auto may = mayWrite(session, tables, what);
    const bool any = tables.tokens.sql().exists() || tables.refreshTokens.sql().exists();
    return may && !any ? core::Result<>(tl::unexpected(noTableFor(u"tokens"_s))) : may;
}

/** The rows of one table that a selection means, one condition for each statement that is needed. */
QList<Condition> conditionsFor(const TokenTable& table, const TokenSelection& selection)
{
    QList<Condition> conditions;
    if (!table.sql().exists()) {
        return conditions;
    }
    if (selection.value && !selection.value->isEmpty()) {
        conditions << (table.accessTokenIs(*selection.value) || table.refreshTokenIs(*selection.value));
    } else if (selection.clientId) {
        conditions << table.clientIs(*selection.clientId);
    } else if (selection.userId) {
        conditions << table.userIs(*selection.userId);
    }
    for (qsizetype start = 0; start < selection.keys.size(); start += keysAtOnce) {
        Condition chunk;
        for (const oauth::RowKey& key : selection.keys.mid(start, keysAtOnce)) {
            if (table.sql().isKey(key) && key.ofRefreshTokens == table.isOfRefreshTokens()) {
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

/** What one call does to one table. */
struct Revocation
{
    const Tables& tables;
    const TokenTable& table;
    QList<Step> steps;
    oauth::RevokeWhat what;
    qint64 now;
};

bool isRevoked(const Revocation& revocation, const oauth::Token& token)
{
    if (revocation.table.isOfRefreshTokens()) {
        return token.refreshRefused;
    }
    // A refresh token in a row of its own is looked at there.
    const bool apart = revocation.tables.refreshTokens.sql().exists();
    const bool access = token.accessRevokedAt.has_value() || revocation.what == oauth::RevokeWhat::Refresh;
    const bool refresh = apart || token.refreshRevokedAt.has_value() || revocation.what == oauth::RevokeWhat::Access;
    return access && refresh;
}

oauth::Token takenAway(oauth::Token token, qint64 now)
{
    token.removed = true;
    token.accessRevokedAt = token.refreshRevokedAt = now;
    token.accessRefused = token.refreshRefused = true;
    return token;
}

/** The rows as they are now, with those that are gone; failure when one is as it was. */
Tokens outcome(Session& session, const Revocation& revocation, const QList<oauth::Token>& before, const Condition& rows)
{
    auto after = readAll(session, revocation.table, revocation.table.sql().selectWhere(rows));
    if (!after) {
        return after;
    }
    const bool done = std::all_of(after->cbegin(), after->cend(),
        [&revocation](const oauth::Token& token) { return isRevoked(revocation, token); });
    if (!done) { // a trigger can undo an update without an error
        return core::failure(ErrorKind::Constraint, revocation.table.sql().entity().table.name, {},
            u"a trigger keeps tokens that were to be revoked"_s);
    }
    for (const oauth::Token& token : before) {
        const bool there = std::any_of(
            after->cbegin(), after->cend(), [&token](const oauth::Token& other) { return other.key == token.key; });
        if (!there) {
            after->append(takenAway(token, revocation.now));
        }
    }
    return after;
}

Tokens revokeRows(Session& session, const Revocation& revocation, const Condition& condition)
{
    const auto before = readAll(session, revocation.table, revocation.table.sql().selectWhere(condition, 0, true));
    if (!before || before->isEmpty()) {
        return before;
    }
    const Rows rows{revocation.table.isOfRefreshTokens() ? Entity::Refresh : Entity::Token, condition, QString()};
    if (const auto done = runSteps(session, revocation.tables, revocation.steps, rows, revocation.now); !done) {
        return tl::unexpected(done.error());
    }
    return outcome(session, revocation, *before, condition);
}

/** What is done to each table. */
core::Result<QList<Revocation>> plan(const Tables& tables, oauth::RevokeWhat what, qint64 now)
{
    const SchemaProfile& profile = tables.schema.profile;
    if (const auto can = canRevoke(profile, what); !can) {
        return tl::unexpected(can.error());
    }
    const QString operation = operationName(what);
    return QList<Revocation>{{tables, tables.tokens, profile.operations.value(operation), what, now},
        {tables, tables.refreshTokens, profile.operations.value(u"refresh_"_s + operation), what, now}};
}

template <class Change>
Tokens changeRows(Session& session, const Tables& tables, const TokenSelection& selection, Change change)
{
    return session.inTransaction([&]() -> Tokens {
        QList<oauth::Token> changed;
        for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
            for (const Condition& condition : conditionsFor(*table, selection)) {
                const core::Result<Statement> statement = change(*table, condition);
                const auto done = statement ? session.execute(*statement) : tl::unexpected(statement.error());
                const auto rows = done ? readAll(session, *table, table->sql().selectWhere(condition))
                                       : Tokens(tl::unexpected(done.error()));
                if (!rows) {
                    return rows;
                }
                changed += *rows;
            }
        }
        return changed;
    });
}

} // namespace

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

core::Result<> canRevoke(const SchemaProfile& profile, oauth::RevokeWhat what)
{
    const QString operation = operationName(what);
    if (profile.can(operation) || profile.can(u"refresh_"_s + operation)) {
        return {};
    }
    const bool both = what == oauth::RevokeWhat::Both;
    return core::failure(ErrorKind::Unsupported, both ? u"revoking tokens"_s : u"revoking only one of the two tokens"_s,
        {both ? u"this layout keeps no tokens that could be"_s
              : u"this layout takes the access and the refresh token away together; revoke both"_s});
}

Tokens revoke(
    Session& session, const Tables& tables, const TokenSelection& selection, oauth::RevokeWhat what, qint64 now)
{
    if (const auto may = mayChange(session, tables, u"revoking tokens"_s); !may) {
        return tl::unexpected(may.error());
    }
    const auto revocations = plan(tables, what, now);
    if (!revocations) {
        return tl::unexpected(revocations.error());
    }
    return session.inTransaction([&]() -> Tokens {
        QList<oauth::Token> revoked;
        for (const Revocation& revocation : *revocations) {
            if (revocation.steps.isEmpty()) {
                continue;
            }
            for (const Condition& condition : conditionsFor(revocation.table, selection)) {
                const auto rows = revokeRows(session, revocation, condition);
                if (!rows) {
                    return rows;
                }
                revoked += *rows;
            }
        }
        return revoked;
    });
}

Tokens expireTokens(Session& session, const Tables& tables, const TokenSelection& selection, qint64 now)
{
    if (const auto may = mayChange(session, tables, u"expiring tokens"_s); !may) {
        return tl::unexpected(may.error());
    }
    return changeRows(session, tables, selection,
        [now](const TokenTable& table, const Condition& rows) { return table.expire(rows, now - 1); });
}

Tokens restoreTokens(Session& session, const Tables& tables, const TokenSelection& selection)
{
    if (const auto may = mayChange(session, tables, u"taking a revocation back"_s); !may) {
        return tl::unexpected(may.error());
    }
    if (tables.schema.profile.removesRevoked()) {
        return core::failure(
            ErrorKind::Unsupported, u"taking a revocation back"_s, {u"this layout removes what is revoked"_s});
    }
    return changeRows(
        session, tables, selection, [](const TokenTable& table, const Condition& rows) { return table.restore(rows); });
}

} // namespace owb::store
