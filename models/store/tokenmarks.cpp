// Which rows of a table with tokens a change has not been done to yet.

#include "store/fieldsql.h"
#include "store/tokentable.h"

using namespace Qt::StringLiterals;

namespace owb::store {

/** As readRevocation() reads a row. */
QString TokenTable::markSql(oauth::RevokeWhat half) const
{
    const Dialect& dialect = m_sql.dialect();
    const ColumnSql accessTime = m_sql.columnSql(u"access_revoked_at"_s);
    const ColumnSql refreshTime = m_sql.columnSql(u"refresh_revoked_at"_s);
    const auto flag = [&](const QString& name) {
        const Field* field = m_sql.entity().field(name);
        return field ? flagSql(dialect, *field, m_sql.columnSql(name)) : QString();
    };
    const bool timed = accessTime.exists() || refreshTime.exists();
    const QString access = accessTime.exists() ? dialect.isSet(accessTime) : timed ? QString() : flag(u"revoked"_s);
    QString refresh = refreshTime.exists() ? dialect.isSet(refreshTime)
        : timed                            ? QString()
                                           : flag(u"refresh_revoked"_s);
    if (refresh.isEmpty() && (m_bothAtOnce || m_ofRefreshTokens || !timed)) {
        refresh = access;
    }
    const QString& mark = half == oauth::RevokeWhat::Refresh ? refresh : access;
    return mark.isEmpty() ? u"FALSE"_s : mark;
}

/** Nothing of the row works any more since before that moment. */
Condition TokenTable::ended(qint64 before) const
{
    const QString expires = u"(%1)"_s.arg(expiresSql());
    const Condition expired{u"COALESCE(%1 < ?, FALSE)"_s.arg(expires), {before}};
    const ColumnSql at = m_sql.columnSql(m_ofRefreshTokens ? u"refresh_revoked_at"_s : u"access_revoked_at"_s);
    const Field* field = m_sql.entity().field(m_ofRefreshTokens ? u"refresh_revoked_at"_s : u"access_revoked_at"_s);
    // Where only a flag says that a token was revoked, it may have been a moment ago: its time to live must be over
    // too.
    const Condition revoked = at.exists()
        ? Condition{u"%1 AND %2 < ?"_s.arg(m_sql.dialect().isSet(at), secondsSql(m_sql.dialect(), *field, at)),
            {before}}
        : Condition::never();
    const Condition over = expired || revoked.orFalse();
    const ColumnSql refresh = m_sql.columnSql(u"refresh_token"_s);
    if (m_ofRefreshTokens || !refresh.exists()) {
        return over;
    }
    // A refresh token may outlive its access token by far, and is found by this row.
    const Condition unneeded{
        u"COALESCE(%1, '') = '' OR %2"_s.arg(refresh.sql, markSql(oauth::RevokeWhat::Refresh)), {}};
    return over && unneeded;
}

Condition TokenTable::unchanged(const BulkChange& change) const
{
    const QString access = markSql(oauth::RevokeWhat::Access);
    const QString refresh = markSql(oauth::RevokeWhat::Refresh);
    const QString expires = u"(%1)"_s.arg(expiresSql());
    switch (change.action) {
    case BulkAction::Revoke:
        if (m_ofRefreshTokens || access == refresh) {
            return {u"NOT "_s + refresh, {}};
        }
        return {change.what == oauth::RevokeWhat::Access    ? u"NOT "_s + access
                : change.what == oauth::RevokeWhat::Refresh ? u"NOT "_s + refresh
                                                            : u"NOT (%1 AND %2)"_s.arg(access, refresh),
            {}};
    case BulkAction::Expire:
        return {u"COALESCE(%1 >= ?, TRUE)"_s.arg(expires), {change.now}};
    case BulkAction::Restore:
        return {u"%1 OR %2"_s.arg(access, refresh), {}};
    case BulkAction::Purge:
        return ended(change.before);
    }
    return {};
}

} // namespace owb::store
