// Lists and values of a client that lie in rows of other tables.

#include "store/clienttable.h"
#include "store/columnvalue.h"
#include "store/fieldsql.h"
#include "store/moment.h"
#include "store/tokenvalues.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The columns of a child row that is written, with their values in the types that the columns take. */
class ChildCells
{
public:
    explicit ChildCells(const ChildRows& rows)
        : m_rows(rows)
    { }

    void set(const QString& column, const QVariant& value)
    {
        const auto info = std::find_if(m_rows.columns.cbegin(), m_rows.columns.cend(),
            [&column](const ColumnInfo& one) { return one.name == column; });
        m_columns << column;
        m_values << (info == m_rows.columns.cend() || value.isNull() ? value : columnValue(*info, value));
    }

    /** What the framework puts into the other columns. */
    void setNewRow(qint64 now)
    {
        for (const ColumnInfo& info : m_rows.columns) {
            if (const auto text = m_rows.newRow.constFind(info.name); text != m_rows.newRow.constEnd()) {
                m_columns << info.name;
                m_values << constantValue(info, *text, now, 0);
            }
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_columns.isEmpty(); }

    [[nodiscard]] Statement insert(const Dialect& dialect) const
    {
        const QString marks = QStringList(m_values.size(), u"?"_s).join(u", "_s);
        return {u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(
                    dialect.quoted(m_rows.table), quoted(dialect).join(u", "_s), marks),
            m_values};
    }

    /** Of the one row that counts. The table is named inside twice, as MariaDB wants it. */
    [[nodiscard]] Statement update(const Dialect& dialect, const QVariant& parent) const
    {
        const QString table = dialect.quoted(m_rows.table);
        const QString own = childRowsSql(dialect, m_rows, u"?"_s);
        const QString sets = quoted(dialect).join(u" = ?, "_s) + u" = ?"_s;
        if (m_rows.order.isEmpty()) {
            return {u"UPDATE %1 SET %2 WHERE %3"_s.arg(table, sets, own), m_values + QVariantList{parent}};
        }
        const QString number = dialect.quoted(m_rows.order);
        const QString first =
            u"SELECT %1 FROM %2 WHERE %3 ORDER BY %4 LIMIT 1"_s.arg(number, table, own, childOrderSql(dialect, m_rows));
        return {u"UPDATE %1 SET %2 WHERE %3 = (SELECT %3 FROM (%4) owb_row)"_s.arg(table, sets, number, first),
            m_values + QVariantList{parent}};
    }

private:
    [[nodiscard]] QStringList quoted(const Dialect& dialect) const
    {
        QStringList names;
        std::transform(m_columns.cbegin(), m_columns.cend(), std::back_inserter(names),
            [&dialect](const QString& column) { return dialect.quoted(column); });
        return names;
    }

    const ChildRows& m_rows;
    QStringList m_columns;
    QVariantList m_values;
};

QStringList entriesIn(const QString& json)
{
    QStringList entries;
    const QJsonArray array = parsedJson(json).toArray();
    for (const QJsonValue& entry : array) {
        entries << entry.toString();
    }
    entries.removeDuplicates(); // a row stands for one entry
    return entries;
}

/** The entries of a member as its rows hold them. */
core::Result<QStringList> entriesOf(const Field& field, const QString& member, const oauth::Client& client)
{
    const bool there = client.metadata.contains(member);
    const auto text = encodeMember(field, member, there ? client.metadata.value(member) : QJsonValue(QJsonArray()));
    return text ? core::Result<QStringList>(entriesIn(*text)) : tl::unexpected(text.error());
}

} // namespace

core::Result<QList<Statement>> ClientTable::childRows(
    const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const
{
    const auto members = memberRows(loaded, edited, key, now);
    const auto secret = members ? secretRows(loaded, edited, key, now) : members;
    return secret ? core::Result<QList<Statement>>(*members + *secret) : secret;
}

/** Only the entries that came or went, so that the others keep their rows. */
core::Result<QList<Statement>> ClientTable::memberRows(
    const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const
{
    const Dialect& dialect = m_sql.dialect();
    const QVariant parent = key.parts.value(0);
    QList<Statement> statements;
    for (const MemberColumn& member : m_members) {
        const Field& field = member.selected.field;
        const ChildRows& rows = field.children;
        if (!rows.exists() || loaded.metadata.valueText(member.name) == edited.metadata.valueText(member.name)) {
            continue;
        }
        const auto after = entriesOf(field, member.name, edited);
        const auto before = entriesOf(field, member.name, loaded);
        if (!after || !before) {
            return tl::unexpected(after ? before.error() : after.error());
        }
        for (const QString& entry : *before) {
            if (!after->contains(entry)) {
                statements << Statement{u"DELETE FROM %1 WHERE %2 AND %3 = ?"_s.arg(dialect.quoted(rows.table),
                                            childRowsSql(dialect, rows, u"?"_s), dialect.quoted(rows.value)),
                    {parent, entry}};
            }
        }
        for (const QString& entry : *after) {
            if (!before->contains(entry)) {
                ChildCells cells(rows);
                cells.set(rows.parent, parent);
                cells.set(rows.value, entry);
                cells.setNewRow(now);
                statements << cells.insert(dialect);
            }
        }
    }
    return statements;
}

/** The row with the secret is changed where there is one; without a secret all its rows go. */
core::Result<QList<Statement>> ClientTable::secretRows(
    const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key, qint64 now) const
{
    const ChildRows& rows = m_secret.field.children;
    const bool had = loaded.secret && !loaded.secret->isEmpty();
    const bool has = edited.secret && !edited.secret->isEmpty();
    const bool endChanged = edited.secretExpiresAt != loaded.secretExpiresAt;
    if (!rows.exists() || (!had && !has) || (loaded.secret == edited.secret && !endChanged)) {
        return QList<Statement>();
    }
    const Dialect& dialect = m_sql.dialect();
    const QVariant parent = key.parts.value(0);
    if (!has) {
        return QList<Statement>{
            {u"DELETE FROM %1 WHERE %2"_s.arg(dialect.quoted(rows.table), childRowsSql(dialect, rows, u"?"_s)),
                {parent}}};
    }
    ChildCells cells(rows);
    if (loaded.secret != edited.secret) {
        const auto stored = secretToStore(m_secret.field, *edited.secret, loaded.secret);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        cells.set(rows.value, stored->revealText());
    }
    if (const Field& end = m_secretExpiresAt.field; endChanged && end.children.table == rows.table) {
        const QVariant moment = end.codec == Codec::Moment ? QVariant(momentText(edited.secretExpiresAt))
                                                           : QVariant(edited.secretExpiresAt);
        cells.set(end.children.value, edited.secretExpiresAt == 0 ? QVariant() : moment);
    }
    if (had) {
        return QList<Statement>{cells.update(dialect, parent)};
    }
    cells.set(rows.parent, parent);
    cells.setNewRow(now);
    return QList<Statement>{cells.insert(dialect)};
}

} // namespace owb::store
