#pragma once

#include "store/tables.h"

namespace owb::store {

/** A row with tokens, and what ties it to others. */
struct LinkedRow
{
    oauth::Token token;
    core::Secret from; // what it was refreshed from, as stored; empty: nothing
    QString family; // empty: none
    QString accessLink; // of a refresh token: the key of its access token's row; empty: none
};

/**
 * The statements that lead from a token to those it was refreshed from and to. Knows columns, touches no database. They
 * ask for rows of the same client and user: that is what has indexes, and no server refreshes a token for somebody else
 * (RFC 6749 section 6).
 */
class FamilySql
{
public:
    explicit FamilySql(const TokenTable& table);

    [[nodiscard]] bool exists() const { return m_sql.exists(); }
    [[nodiscard]] bool isOfRefreshTokens() const { return m_table.isOfRefreshTokens(); }
    /** Whether rows say anything of what they were refreshed from. */
    [[nodiscard]] bool tells() const { return m_from.exists() || m_family.exists(); }
    /** Whether rows name what they were refreshed from by the key of its row, not by the token. */
    [[nodiscard]] bool namesKeys() const { return m_from.exists() && m_from.field.refersToRefresh; }
    [[nodiscard]] LinkedRow read(const Row& row) const;

    [[nodiscard]] Statement byKey(const oauth::RowKey& key) const;
    [[nodiscard]] Statement byKeyText(const QString& key) const;
    /** The row whose refresh token is stored like this. */
    [[nodiscard]] Statement byStoredToken(const core::Secret& stored) const;
    /** The refresh tokens of an access token's row. */
    [[nodiscard]] Statement ofAccessToken(const QString& key) const;
    /** Rows of `owner` that were refreshed from this; at most `limit`. */
    [[nodiscard]] Statement refreshedFrom(const core::Secret& from, const oauth::Token& owner, int limit) const;
    /** Rows of the same family whose keys are behind (or before) this one's; one more than `limit`. */
    [[nodiscard]] Statement ofFamily(const LinkedRow& row, SortOrder order, int limit) const;

private:
    [[nodiscard]] Condition ownedLike(const oauth::Token& owner, const Condition& condition) const;

    const TokenTable& m_table;
    EntitySql m_sql;
    SelectedField m_from;
    SelectedField m_family;
    SelectedField m_access;
};

} // namespace owb::store
