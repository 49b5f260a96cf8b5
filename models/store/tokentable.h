#pragma once

#include "oauth/token.h"
#include "store/entitysql.h"
#include "store/schemaprofile.h"

namespace owb::store {

/** The token table: its statements, and its rows as values. Knows columns, touches no database. */
class TokenTable
{
public:
    TokenTable(const BoundSchema& schema, const Dialect& dialect);

    [[nodiscard]] const EntitySql& sql() const { return m_sql; }
    [[nodiscard]] oauth::Token read(const Row& row) const;

    [[nodiscard]] Statement byAccessToken(const core::Secret& value) const;
    [[nodiscard]] Statement byRefreshToken(const core::Secret& value) const;
    [[nodiscard]] Condition accessTokenIs(const core::Secret& value) const;
    [[nodiscard]] Condition refreshTokenIs(const core::Secret& value) const;
    [[nodiscard]] Condition clientIs(const QString& clientId) const;
    [[nodiscard]] Condition userIs(const QString& userId) const;
    /** `now` in epoch seconds decides what is expired. */
    [[nodiscard]] Condition matching(const oauth::Filter& filter, qint64 now) const;
    [[nodiscard]] Condition live(qint64 now) const;
    [[nodiscard]] Ordering ordering(const TokenQuery& query) const;
    /** client identifier and count of live tokens, a row each. */
    [[nodiscard]] Statement liveByClient(qint64 now) const;

    [[nodiscard]] core::Result<Statement> insert(const oauth::Token& token) const;
    /** What the framework's own revocation writes, for the rows of `condition`. A time that is set stays. */
    [[nodiscard]] Statement revoke(const Step& step, const Condition& condition, qint64 now) const;

private:
    [[nodiscard]] core::Result<QList<std::pair<QString, QVariant>>> cellsOf(const oauth::Token& token) const;
    void prepareInsert();
    [[nodiscard]] Condition term(const oauth::FilterTerm& term, qint64 now) const;
    [[nodiscard]] Condition stateIs(const QString& state, qint64 now) const;
    [[nodiscard]] QString revokedSql() const;
    [[nodiscard]] QString expiresSql() const;

    EntitySql m_sql;
    bool m_eitherRefusesAccess = false;
    bool m_hasTimes = false; // revocation has times, not only a flag
    bool m_zeroIsNever = true;
    int m_client = -1;
    int m_user = -1;
    int m_type = -1;
    int m_access = -1;
    int m_refresh = -1;
    int m_scope = -1;
    int m_issuedAt = -1;
    int m_expiresIn = -1;
    int m_accessRevoked = -1;
    int m_refreshRevoked = -1;
    int m_flag = -1;
    QString m_insert;
    qsizetype m_insertColumns = 0;
    QString m_byAccess;
    QString m_byRefresh;
};

} // namespace owb::store
