// What is written into a table with tokens.

#include "store/cellwriter.h"
#include "store/columnvalue.h"
#include "store/tokentable.h"
#include "store/tokenvalues.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Whether the layout can say of a token that it never ends. */
core::Result<> expressible(const BoundEntity& entity)
{
    const Field* lifetime = entity.field(u"expires_in"_s);
    if (lifetime && !lifetime->zeroIsNever && entity.columnOf(u"expires_in"_s)->notNull) {
        return core::failure(core::Error::Kind::ValueNotAllowed, lifetime->column,
            {u"in this layout a lifetime of 0 means expired at once, so a token cannot live for ever"_s});
    }
    const ColumnInfo* end = entity.columnOf(u"expires_at"_s);
    if (end && end->notNull) {
        return core::failure(core::Error::Kind::ValueNotAllowed, end->name,
            {u"in this layout every token ends, so a token cannot live for ever"_s});
    }
    return {};
}

} // namespace

core::Result<TokenTable::Cells> TokenTable::cellsOf(
    const oauth::Token& token, const QVariant& client, Keeping keeping) const
{
    const BoundEntity& entity = m_sql.entity();
    if (const auto can = token.expiresAt ? core::Result<>() : expressible(entity); !can) {
        return tl::unexpected(can.error());
    }
    const auto at = [](const SelectedField& field) { return CellPlace::of(field); };
    CellWriter cells(entity, token.issuedAt);
    cells.set(at(m_client), client);
    cells.setReference(CellPlace::of(m_user, u"user_id"_s), token.userId);
    cells.set(at(m_type), token.tokenType);
    if (!m_ofRefreshTokens) {
        cells.setToken(at(m_access), token.accessToken, keeping);
    }
    const bool hasRefresh = token.refreshToken || m_ofRefreshTokens;
    const core::Secret refresh = token.refreshToken.value_or(core::Secret());
    hasRefresh ? cells.setToken(at(m_refresh), refresh, keeping) : cells.set(at(m_refresh), QVariant());
    if (m_hasChecksums) {
        if (!m_ofRefreshTokens) {
            cells.setToken(u"access_checksum"_s, token.accessToken, keeping);
        }
        if (hasRefresh) {
            cells.setToken(u"refresh_checksum"_s, refresh, keeping);
        }
    }
    if (m_ofRefreshTokens && !token.key.isEmpty()) { // the row of the access token it was issued with
        cells.set(u"access_link"_s, token.key.parts.constFirst());
    }
    cells.setList(at(m_scope), token.scope);
    cells.setMoment(at(m_issued), token.issuedAt);
    cells.setMoment(at(m_end), token.expiresAt);
    cells.set(at(m_lifetime), CellWriter::lifetime(at(m_lifetime), token.issuedAt, token.expiresAt));
    cells.setMoment(at(m_accessRevoked), token.accessRevokedAt);
    cells.setMoment(at(m_refreshRevoked), token.refreshRevokedAt);
    cells.setFlag(at(m_flag), token.accessRevokedAt.has_value());
    cells.setFlag(at(m_refreshFlag), token.refreshRevokedAt.has_value());
    cells.setNewRow();
    cells.setExtra(token.extraColumns);
    return cells.values();
}

core::Result<Statement> TokenTable::insert(const oauth::Token& token, const QVariant& client, Keeping keeping) const
{
    const auto values = cellsOf(token, client, keeping);
    if (!values) {
        return tl::unexpected(values.error());
    }
    // Tokens are stored by the thousand: their statement is put together once, unless a column is added to it.
    if (!token.extraColumns.isEmpty() || values->size() != m_insertColumns) {
        return m_sql.insert(*values);
    }
    Statement statement{m_insert, {}};
    statement.values.reserve(values->size());
    for (const auto& [column, value] : *values) {
        if (!OnlyValue::isIn(value)) { // which stands in the text
            statement.values << value;
        }
    }
    return statement;
}

void TokenTable::prepareInsert()
{
    oauth::Token any;
    any.userId = m_sql.entity().has(u"user_id"_s) ? std::optional(u"0"_s) : std::nullopt;
    any.expiresAt = 1;
    if (const auto values = cellsOf(any, 0, Keeping::Likeliest); values) {
        m_insert = m_sql.insert(*values).sql;
        m_insertColumns = values->size();
    }
}

core::Result<Statement> TokenTable::expire(const Condition& condition, qint64 end) const
{
    for (const QString& name : {u"expires_at"_s, u"expires_in"_s}) {
        if (const Field* field = m_sql.entity().field(name); field && field->readOnly) {
            return core::failure(core::Error::Kind::Unsupported, u"expiring a token"_s,
                {u"this program only shows when the tokens of this layout end; revoke them instead"_s});
        }
    }
    CellWriter cells(m_sql.entity(), end);
    cells.setMoment(u"expires_at"_s, end);
    cells.setChange();
    const ColumnSql lifetime = m_sql.columnSql(u"expires_in"_s);
    if (lifetime.exists() && !m_sql.entity().has(u"expires_at"_s)) {
        // Counted from each row's own time of issue. Of a token as old as `end`, 0 would make it live for ever.
        const Condition own = m_sql.ownRows(condition);
        const bool zeroIsNever = m_sql.entity().field(u"expires_in"_s)->zeroIsNever;
        const QString ended = zeroIsNever ? u"CASE WHEN %1 = ? THEN -1 ELSE ? - %1 END"_s : u"? - %1"_s;
        return Statement{
            u"UPDATE %1 SET %2 = %3"_s.arg(m_sql.table(), lifetime.sql, ended.arg(issuedSql())) + own.whereClause(),
            (zeroIsNever ? QVariantList{end, end} : QVariantList{end}) + own.values};
    }
    const auto values = cells.values();
    if (!values || !m_sql.entity().has(u"expires_at"_s)) {
        return values ? core::failure(core::Error::Kind::Unsupported, u"expiring a token"_s,
                   {u"this layout keeps no time at which its tokens end"_s})
                      : tl::unexpected(values.error());
    }
    return m_sql.updateWhere(*values, condition);
}

core::Result<Statement> TokenTable::restore(const Condition& condition) const
{
    CellWriter cells(m_sql.entity(), 0);
    for (const QString& name : {u"access_revoked_at"_s, u"refresh_revoked_at"_s}) {
        if (const Field* field = m_sql.entity().field(name); field && !field->readOnly) {
            cells.setMoment(name, std::nullopt);
        }
    }
    cells.setFlag(u"revoked"_s, false);
    cells.setFlag(u"refresh_revoked"_s, false);
    const auto values = cells.values();
    if (!values || values->isEmpty()) {
        return values ? core::failure(core::Error::Kind::Unsupported, u"taking a revocation back"_s,
                   {u"this layout removes what is revoked"_s})
                      : tl::unexpected(values.error());
    }
    return m_sql.updateWhere(*values, condition);
}

} // namespace owb::store
