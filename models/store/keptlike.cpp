#include "store/keptlike.h"

#include "store/readoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Rows looked at; a server that was switched over has old rows that are kept in the old way for a while. */
constexpr int newest = 20;

template <class Table> auto newestRows(Session& session, const Table& table, const Condition& condition)
{
    const Ordering byKey{{}, SortOrder::Descending};
    return readAll(session, table, table.sql().page(condition, byKey, std::nullopt, newest).constFirst());
}

bool isDigest(const EntitySql& sql, const QString& field, const core::Secret& stored)
{
    const Field* mapped = sql.entity().field(field);
    return mapped && looksDigested(*mapped, stored);
}

bool isDigested(const TokenTable& table, const oauth::Token& token)
{
    return isDigest(table.sql(), u"access_token"_s, token.accessToken);
}

bool isDigested(const CodeTable& table, const oauth::AuthorizationCode& code)
{
    return isDigest(table.sql(), u"code"_s, code.code);
}

/** What the rows of a table show; nothing when there are none. */
template <class Table> core::Result<std::optional<Keeping>> keepingIn(Session& session, const Table& table)
{
    if (!table.sql().exists()) {
        return std::optional<Keeping>();
    }
    const auto rows = newestRows(session, table, {});
    if (!rows || rows->isEmpty()) {
        return rows ? core::Result<std::optional<Keeping>>() : tl::unexpected(rows.error());
    }
    const bool any =
        std::any_of(rows->cbegin(), rows->cend(), [&table](const auto& row) { return isDigested(table, row); });
    return std::optional(any ? Keeping::Digest : Keeping::Likeliest);
}

bool isHashed(const oauth::Client& client)
{
    return client.secretStorage.kind == oauth::SecretStorage::Kind::Hashed;
}

core::Result<QList<oauth::Client>> clientsWithSecrets(Session& session, const ClientTable& table)
{
    const ColumnSql secret = table.sql().columnSql(u"client_secret"_s);
    return secret.exists() ? newestRows(session, table, {table.sql().dialect().isSet(secret), {}})
                           : core::Result<QList<oauth::Client>>();
}

/** A secret that is stored, hashed if any of the newest is; nothing where there is none. */
core::Result<std::optional<core::Secret>> secretOfAnother(Session& session, const ClientTable& table)
{
    const auto others = clientsWithSecrets(session, table);
    if (!others || others->isEmpty()) {
        return others ? core::Result<std::optional<core::Secret>>() : tl::unexpected(others.error());
    }
    const auto hashed = std::find_if(others->cbegin(), others->cend(), isHashed);
    return hashed == others->cend() ? others->constFirst().secret : hashed->secret;
}

} // namespace

core::Result<std::optional<core::Secret>> secretLike(
    Session& session, const ClientTable& table, const oauth::Client& client)
{
    const bool hasOne = client.secret && !client.secret->isEmpty();
    return hasOne || !table.keepsSecretsInSeveralWays() ? core::Result<std::optional<core::Secret>>(client.secret)
                                                        : secretOfAnother(session, table);
}

core::Result<Keeping> keepingOfTokens(Session& session, const Tables& tables)
{
    if (!tables.keepsTokensInSeveralWays) {
        return Keeping::Likeliest;
    }
    const auto ofTokens = keepingIn(session, tables.tokens);
    if (!ofTokens || *ofTokens) {
        return ofTokens ? core::Result<Keeping>(**ofTokens) : tl::unexpected(ofTokens.error());
    }
    const auto ofCodes = keepingIn(session, tables.codes);
    if (!ofCodes || *ofCodes) {
        return ofCodes ? core::Result<Keeping>(**ofCodes) : tl::unexpected(ofCodes.error());
    }
    const auto clients = clientsWithSecrets(session, tables.clients);
    if (!clients) {
        return tl::unexpected(clients.error());
    }
    return std::any_of(clients->cbegin(), clients->cend(), isHashed) ? Keeping::Digest : Keeping::Likeliest;
}

} // namespace owb::store
