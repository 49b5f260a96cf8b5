#pragma once

#include "oauth/client.h"
#include "store/entitysql.h"

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

    [[nodiscard]] Statement byId(const QString& clientId) const;
    [[nodiscard]] Condition idIs(const QString& clientId) const;
    [[nodiscard]] Condition matching(const oauth::Filter& filter) const;
    [[nodiscard]] Ordering ordering(const ClientQuery& query) const;

    /** Failure: what a column cannot hold, or MemberHasNoColumn. */
    [[nodiscard]] core::Result<Statement> insert(const oauth::Client& client) const;
    /** Only the columns that differ; nothing when none does. Failure also: UnreadableMetadata. */
    [[nodiscard]] core::Result<std::optional<Statement>> update(
        const oauth::Client& loaded, const oauth::Client& edited) const;

private:
    struct MemberColumn
    {
        QString name;
        Field field;
        int place = -1;
    };

    void readMetadata(CellReader& cells, oauth::Client& client) const;
    void readMembers(CellReader& cells, oauth::Client& client) const;
    void readTagged(CellReader& cells, oauth::Client& client) const;
    [[nodiscard]] core::Result<> writeMembers(
        CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited) const;
    [[nodiscard]] core::Result<> writeMember(
        CellWriter& cells, const oauth::Client& loaded, const oauth::JsonMembers& after, const QString& name) const;
    [[nodiscard]] static core::Result<> canReplace(const oauth::Client& loaded, const QString& column);
    [[nodiscard]] Condition term(const oauth::FilterTerm& term) const;
    /** Where a member lies: a column of its own, or the metadata column. */
    [[nodiscard]] std::optional<Field> memberField(const QString& member) const;

    EntitySql m_sql;
    bool m_wholeMetadata = false; // one column holds all members
    int m_id = -1;
    int m_secret = -1;
    int m_issuedAt = -1;
    int m_secretExpiresAt = -1;
    int m_owner = -1;
    int m_metadata = -1;
    int m_tagged = -1;
    QString m_idName; // the columns, for notes on their cells
    QString m_secretName;
    QString m_issuedAtName;
    QString m_secretExpiresAtName;
    QString m_ownerName;
    QString m_metadataName;
    QList<MemberColumn> m_members;
    QString m_byId;
};

/** Whether two values stand for the same stored row; notes that come from other rows do not count. */
[[nodiscard]] bool sameStored(const oauth::Client& a, const oauth::Client& b);

} // namespace owb::store
