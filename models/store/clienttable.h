#pragma once

#include "oauth/client.h"
#include "store/exactlookup.h"

namespace owb::store {

class CellReader;
class CellWriter;

/** The client table: its statements, and its rows as values. Knows columns, touches no database. */
class ClientTable
{
public:
    ClientTable(const BoundSchema& schema, const Dialect& dialect);

    [[nodiscard]] const EntitySql& sql() const { return m_sql; }
    [[nodiscard]] oauth::Client read(const Row& row) const;

    [[nodiscard]] Statement byId(const QString& clientId) const { return m_byId.of(m_sql, clientId); }
    [[nodiscard]] Condition idIs(const QString& clientId) const;
    /** True when the database takes the identifier for this one, though it may be written differently. */
    [[nodiscard]] Condition idLooksLike(const QString& clientId) const;
    /** What of a filter the database answers; oauth::matchesMetadata() answers the rest. */
    [[nodiscard]] Condition matching(const oauth::Filter& filter) const;
    [[nodiscard]] Ordering ordering(const ClientQuery& query) const;

    /** Failure: what a column cannot hold, or MemberHasNoColumn. `like`: a secret kept as a new one is to be. */
    [[nodiscard]] core::Result<Statement> insert(
        const oauth::Client& client, const std::optional<core::Secret>& like, qint64 now) const;
    /** How the framework makes identifiers: "uuid", "number" or as people like. */
    [[nodiscard]] const QString& madeAs() const { return m_id.field.made; }
    /** Whether a new secret must be kept as those that are stored already. */
    [[nodiscard]] bool keepsSecretsInSeveralWays() const;
    /** Only the columns that differ; nothing when none does. Failure also: UnreadableMetadata. */
    [[nodiscard]] core::Result<std::optional<Statement>> update(const oauth::Client& loaded,
        const oauth::Client& edited, const std::optional<core::Secret>& like, qint64 now) const;
    /** The statements that bring the lists in tables of their own from one state to the other. `key` of the row. */
    [[nodiscard]] core::Result<QList<Statement>> childRows(
        const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const;
    /** What stands in a column that refers to this client. */
    [[nodiscard]] QVariant reference(const BoundEntity& from, const oauth::Client& client) const;

private:
    struct MemberColumn
    {
        QString name;
        SelectedField selected;
    };

    void readMetadata(CellReader& cells, oauth::Client& client) const;
    void readMembers(CellReader& cells, oauth::Client& client) const;
    void readTagged(CellReader& cells, oauth::Client& client) const;
    [[nodiscard]] oauth::SecretStorage storageOf(const std::optional<core::Secret>& secret) const;
    [[nodiscard]] core::Result<> writeMembers(
        CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited) const;
    void writeRest(CellWriter& cells, const json::JsonMembers& all) const;
    [[nodiscard]] QString wholeText(const json::JsonMembers& all) const;
    [[nodiscard]] core::Result<> writeMember(
        CellWriter& cells, const oauth::Client& loaded, const json::JsonMembers& after, const QString& name) const;
    [[nodiscard]] core::Result<> checkSecret(const oauth::Client& client) const;
    static void refuseWhatHasNoPlace(CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited);
    void writeColumns(CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited,
        const std::optional<core::Secret>& like) const;
    [[nodiscard]] core::Result<> writeMetadata(
        CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited) const;
    [[nodiscard]] core::Result<QList<Statement>> memberRows(
        const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const;
    [[nodiscard]] core::Result<QList<Statement>> secretRows(
        const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const;
    [[nodiscard]] static core::Result<> canReplace(const oauth::Client& loaded, const QString& column);
    [[nodiscard]] Condition term(const oauth::FilterTerm& term) const;
    [[nodiscard]] Condition matchesText(const QString& field, const oauth::FilterTerm& term) const;
    [[nodiscard]] Condition enabledIs(bool wanted) const;
    [[nodiscard]] QString secondsOf(const QString& field) const;
    [[nodiscard]] QString nameSql() const;

    EntitySql m_sql;
    bool m_wholeMetadata = false; // one column holds all members
    bool m_publicWithoutSecret = false;
    bool m_sorted = false; // the column for all members holds them by name
    bool m_nullWithoutSecret = false;
    SelectedField m_id;
    SelectedField m_secret;
    SelectedField m_issuedAt;
    SelectedField m_secretExpiresAt;
    SelectedField m_owner;
    SelectedField m_metadata;
    SelectedField m_tagged;
    SelectedField m_enabled;
    QList<MemberColumn> m_members;
    QStringList m_mayBeAbsent;
    ExactLookup m_byId;
};

/** Whether two values stand for the same stored row; notes that come from other rows do not count. */
[[nodiscard]] bool sameStored(const oauth::Client& a, const oauth::Client& b);

} // namespace owb::store
