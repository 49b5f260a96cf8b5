#include "store/familysql.h"

using namespace Qt::StringLiterals;

namespace owb::store {

FamilySql::FamilySql(const TokenTable& table)
    : m_table(table)
    , m_sql(table.sql()) // with all that the table reads of a token
{
    if (m_sql.exists()) {
        m_from = m_sql.select(u"refreshed_from"_s);
        m_family = m_sql.select(u"family_id"_s);
        m_access = m_sql.select(u"access_link"_s);
    }
}

LinkedRow FamilySql::read(const Row& row) const
{
    const auto text = [&row](const SelectedField& field) {
        return field.exists() && !row.isNull(field.place) ? row.text(field.place) : QString();
    };
    return {m_table.read(row), core::Secret(text(m_from)), text(m_family), text(m_access)};
}

Statement FamilySql::byKey(const oauth::RowKey& key) const
{
    return m_sql.selectWhere(m_sql.isKey(key) ? m_sql.keyIs(key) : Condition::never(), 1);
}

Statement FamilySql::byKeyText(const QString& key) const
{
    const TableInfo& table = m_sql.entity().table;
    const ColumnInfo* column = table.column(table.keyColumns().constFirst());
    const ColumnSql sql{m_sql.linkSql({}), column ? column->kind : ValueKind::Integer};
    return m_sql.selectWhere(m_sql.dialect().isExactly(sql, key), 1);
}

Statement FamilySql::byStoredToken(const core::Secret& stored) const
{
    return m_sql.selectWhere(m_sql.fieldIs(u"refresh_token"_s, stored.revealText()), 1);
}

Statement FamilySql::ofAccessToken(const QString& key) const
{
    return m_sql.selectWhere(m_sql.fieldIs(u"access_link"_s, key), 1);
}

Condition FamilySql::ownedLike(const oauth::Token& owner, const Condition& condition) const
{
    QList<Condition> all;
    if (owner.userId && m_sql.entity().has(u"user_id"_s)) {
        all << m_table.userIs(*owner.userId);
    }
    if (owner.clientId && m_sql.entity().has(u"client_id"_s)) {
        all << m_table.clientIs(*owner.clientId);
    }
    return Condition::allOf(all << condition);
}

Statement FamilySql::refreshedFrom(const core::Secret& from, const oauth::Token& owner, int limit) const
{
    return m_sql.selectWhere(ownedLike(owner, m_sql.fieldIs(u"refreshed_from"_s, from.revealText())), limit);
}

Statement FamilySql::ofFamily(const LinkedRow& row, SortOrder order, int limit) const
{
    const Condition same = ownedLike(row.token, m_sql.fieldIs(u"family_id"_s, row.family));
    const Cursor here{{}, row.token.key.parts, row.token.key.ofRefreshTokens};
    return m_sql.page(same, {{}, order}, here, limit).constFirst();
}

} // namespace owb::store
