#pragma once

#include "oauth/token.h"
#include "store/bulk.h"
#include "store/exactlookup.h"
#include "store/schemaprofile.h"
#include "store/tokenvalues.h"

namespace owb::store {

class CellReader;

/**
 * A table with tokens: its statements, and its rows as values. Knows columns, touches no database. Layouts that keep
 * refresh tokens in rows of their own have two of these.
 */
class TokenTable
{
public:
    /** `which` is Token or Refresh. */
    TokenTable(const BoundSchema& schema, Entity which, const Dialect& dialect);

    [[nodiscard]] const EntitySql& sql() const { return m_sql; }
    [[nodiscard]] bool isOfRefreshTokens() const { return m_ofRefreshTokens; }
    [[nodiscard]] oauth::Token read(const Row& row) const;

    /** The row of a token, whatever of it the column keeps; never true where the table has no such tokens. */
    [[nodiscard]] Condition accessTokenIs(const core::Secret& value) const;
    [[nodiscard]] Condition refreshTokenIs(const core::Secret& value) const;
    [[nodiscard]] Statement byAccessToken(const core::Secret& value) const;
    [[nodiscard]] Statement byRefreshToken(const core::Secret& value) const;
    [[nodiscard]] Condition clientIs(const QString& clientId) const { return m_sql.clientIs(clientId); }
    [[nodiscard]] Condition userIs(const QString& userId) const;
    /** `now` in epoch seconds decides what is expired. */
    [[nodiscard]] Condition matching(const oauth::Filter& filter, qint64 now) const;
    [[nodiscard]] Condition live(qint64 now) const;
    [[nodiscard]] Condition revoked() const { return {revokedSql(), {}}; }
    /** The rows to which a change has not been done yet, whatever else it is about. */
    [[nodiscard]] Condition unchanged(const BulkChange& change) const;
    [[nodiscard]] Ordering ordering(const TokenQuery& query) const;
    /** The expression for when a row ends, in epoch seconds; NULL = never. */
    [[nodiscard]] QString expiresSql() const;

    /** `client` is what the column for the client takes: its identifier, or the key of its row. */
    [[nodiscard]] core::Result<Statement> insert(
        const oauth::Token& token, const QVariant& client, Keeping keeping = Keeping::Likeliest) const;
    /** Makes the rows of `condition` end at `end`. Failure: Unsupported where the layout keeps no such time. */
    [[nodiscard]] core::Result<Statement> expire(const Condition& condition, qint64 end) const;
    /** Takes the marks of revocation off again. Failure: Unsupported where revoked rows are gone. */
    [[nodiscard]] core::Result<Statement> restore(const Condition& condition) const;

private:
    using Cells = QList<std::pair<QString, QVariant>>;
    void readTimes(CellReader& cells, oauth::Token& token) const;
    void readRevocation(CellReader& cells, oauth::Token& token) const;
    /** Where the column may hold what was made of a token, and where it is looked for by another, nothing. */
    [[nodiscard]] std::optional<ExactLookup> lookup(const QString& field, const QString& checksum) const;
    [[nodiscard]] Condition valueIs(const QString& field, const QString& checksum, const core::Secret& value) const;
    [[nodiscard]] core::Result<Cells> cellsOf(const oauth::Token& token, const QVariant& client, Keeping keeping) const;
    void prepareInsert();
    [[nodiscard]] Condition term(const oauth::FilterTerm& term, qint64 now) const;
    [[nodiscard]] Condition wordIs(const QString& word) const;
    [[nodiscard]] Condition scopeIs(const QString& scope) const;
    [[nodiscard]] Condition stateIs(const QString& state, qint64 now) const;
    [[nodiscard]] QString issuedSql() const;
    [[nodiscard]] QString revokedSql() const;
    /** Whether this half of the row's tokens is marked, as the row is read; "FALSE" where there is no mark. */
    [[nodiscard]] QString markSql(oauth::RevokeWhat half) const;
    [[nodiscard]] Condition ended(qint64 before) const;

    EntitySql m_sql;
    bool m_ofRefreshTokens = false;
    bool m_eitherRefusesAccess = false;
    bool m_hasChecksums = false; // digests beside the tokens, by which they are looked up
    bool m_bothAtOnce = false; // one time for the access and the refresh token
    SelectedField m_client;
    SelectedField m_user;
    SelectedField m_type;
    SelectedField m_access;
    SelectedField m_refresh;
    SelectedField m_scope;
    SelectedField m_issued;
    SelectedField m_lifetime;
    SelectedField m_end;
    SelectedField m_accessRevoked;
    SelectedField m_refreshRevoked;
    SelectedField m_flag;
    SelectedField m_refreshFlag;
    QString m_insert;
    qsizetype m_insertColumns = 0;
    std::optional<ExactLookup> m_byAccess;
    std::optional<ExactLookup> m_byRefresh;
};

} // namespace owb::store
