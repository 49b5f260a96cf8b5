#pragma once

#include "store/clienttable.h"
#include "store/codetable.h"
#include "store/tokentable.h"

namespace owb::store {

/** The tables of the open database. Immutable once made, so jobs on any thread may share it. */
struct Tables
{
    Tables(const BoundSchema& boundSchema, const Dialect& dialect)
        : schema(boundSchema)
        , clients(boundSchema, dialect)
        , tokens(boundSchema, Entity::Token, dialect)
        , refreshTokens(boundSchema, Entity::Refresh, dialect)
        , codes(boundSchema, dialect)
        , keepsTokensInSeveralWays(keepsInSeveralWays(tokens.sql(), QStringLiteral("access_token"))
              || keepsInSeveralWays(codes.sql(), QStringLiteral("code")))
    { }

    [[nodiscard]] const EntitySql& sql(Entity which) const;
    /** The table that a key is of. */
    [[nodiscard]] const TokenTable& tokensOf(const oauth::RowKey& key) const
    {
        return key.ofRefreshTokens ? refreshTokens : tokens;
    }

    BoundSchema schema;
    ClientTable clients;
    TokenTable tokens;
    TokenTable refreshTokens; // exists only where refresh tokens have rows of their own
    CodeTable codes;
    bool keepsTokensInSeveralWays; // and only the rows say which

private:
    [[nodiscard]] static bool keepsInSeveralWays(const EntitySql& sql, const QString& field)
    {
        const Field* mapped = sql.exists() ? sql.entity().field(field) : nullptr;
        return mapped && mapped->digests.size() > 1;
    }
};

inline const EntitySql& Tables::sql(Entity which) const
{
    switch (which) {
    case Entity::Client:
        return clients.sql();
    case Entity::Token:
        return tokens.sql();
    case Entity::Refresh:
        return refreshTokens.sql();
    case Entity::Code:
        return codes.sql();
    }
    return clients.sql();
}

} // namespace owb::store
