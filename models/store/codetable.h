#pragma once

#include "oauth/authorizationcode.h"
#include "store/entitysql.h"

namespace owb::store {

/** The authorization code table, which is shown and cleared with its client but never written to. */
class CodeTable
{
public:
    CodeTable(const BoundSchema& schema, const Dialect& dialect);

    [[nodiscard]] const EntitySql& sql() const { return m_sql; }
    [[nodiscard]] oauth::AuthorizationCode read(const Row& row) const;
    [[nodiscard]] Condition clientIs(const QString& clientId) const;
    [[nodiscard]] Condition matching(const oauth::Filter& filter, qint64 now) const;
    [[nodiscard]] Ordering ordering(const CodeQuery& query) const;

private:
    [[nodiscard]] Condition term(const oauth::FilterTerm& term, qint64 now) const;

    EntitySql m_sql;
    qint64 m_lifetime = 0;
    int m_code = -1;
    int m_client = -1;
    int m_user = -1;
    int m_redirect = -1;
    int m_scope = -1;
    int m_response = -1;
    int m_authTime = -1;
    int m_challenge = -1;
    int m_method = -1;
};

} // namespace owb::store
