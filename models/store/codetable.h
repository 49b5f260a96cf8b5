#pragma once

#include "oauth/authorizationcode.h"
#include "store/entitysql.h"
#include "store/tokenvalues.h"

namespace owb::store {

/** The authorization code table: its statements, and its rows as values. Knows columns, touches no database. */
class CodeTable
{
public:
    CodeTable(const BoundSchema& schema, const Dialect& dialect);

    [[nodiscard]] const EntitySql& sql() const { return m_sql; }
    [[nodiscard]] oauth::AuthorizationCode read(const Row& row) const;
    [[nodiscard]] Condition clientIs(const QString& clientId) const { return m_sql.clientIs(clientId).orFalse(); }
    [[nodiscard]] Condition codeIs(const core::Secret& code) const;
    [[nodiscard]] Condition matching(const oauth::Filter& filter, qint64 now) const;
    [[nodiscard]] Ordering ordering(const CodeQuery& query) const;
    /** `client` is what the column for the client takes: its identifier, or the key of its row. */
    [[nodiscard]] core::Result<Statement> insert(
        const oauth::AuthorizationCode& code, const QVariant& client, Keeping keeping = Keeping::Likeliest) const;

private:
    [[nodiscard]] Condition term(const oauth::FilterTerm& term, qint64 now) const;
    [[nodiscard]] Condition userIs(const oauth::FilterTerm& term) const;
    [[nodiscard]] Condition stateIs(const QString& state, qint64 now) const;
    [[nodiscard]] QString startSql() const;
    [[nodiscard]] QString revokedSql() const;
    [[nodiscard]] QString endSql() const;

    EntitySql m_sql;
    qint64 m_lifetime = 0;
    SelectedField m_code;
    SelectedField m_client;
    SelectedField m_user;
    SelectedField m_redirect;
    SelectedField m_scope;
    SelectedField m_response;
    SelectedField m_start;
    SelectedField m_end;
    SelectedField m_ownLifetime;
    SelectedField m_challenge;
    SelectedField m_method;
    SelectedField m_revoked;
};

} // namespace owb::store
