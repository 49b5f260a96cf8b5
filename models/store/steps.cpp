#include "store/steps.h"

#include "store/columnvalue.h"
#include "store/moment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Values bound in one statement; every engine allows more. */
constexpr qsizetype valuesAtOnce = 400;

using Links = QHash<QString, QVariantList>; // by the column that holds them

/** What the rows hold in the columns by which the steps find others. */
core::Result<Links> readLinks(Session& session, const EntitySql& sql, const QList<Step>& steps, const Rows& rows)
{
    Links links;
    for (const Step& step : steps) {
        if (step.column.isEmpty() || links.contains(step.of)) {
            continue;
        }
        QVariantList& values = links[step.of];
        const auto read = session.select(sql.valuesOf(step.of, rows.condition), [&values](const Row& row) {
            if (!row.isNull(0)) {
                values << row.value(0);
            }
            return true;
        });
        if (!read) {
            return tl::unexpected(read.error());
        }
    }
    return links;
}

/** The assignments of a step and their values. */
class Assignments
{
public:
    Assignments(const EntitySql& sql, qint64 now)
        : m_sql(sql)
        , m_now(now)
    { }

    void add(const Step& step)
    {
        std::for_each(step.setNow.cbegin(), step.setNow.cend(), [this](const QString& field) { setNow(field); });
        std::for_each(step.setTrue.cbegin(), step.setTrue.cend(), [this](const QString& field) { setTrue(field); });
        for (const QString& column : step.setNull) {
            if (const ColumnInfo* info = m_sql.entity().table.column(column)) {
                m_sets << m_sql.dialect().quoted(info->name) + u" = NULL"_s;
            }
        }
        for (auto it = step.setText.cbegin(); it != step.setText.cend(); ++it) {
            const Field* field = m_sql.entity().field(it.key());
            assign(it.key(), field ? QVariant(field->words.value(*it, *it)) : QVariant());
        }
        for (const QString& column : step.setRandom) {
            setConstant(column, u"$uuid"_s);
        }
        const auto& onChange = m_sql.entity().onChange;
        for (auto it = onChange.cbegin(); it != onChange.cend(); ++it) {
            setConstant(it.key(), *it);
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_sets.isEmpty(); }
    [[nodiscard]] QString sql() const { return m_sets.join(u", "_s); }
    [[nodiscard]] const QVariantList& values() const { return m_values; }

private:
    void setNow(const QString& name)
    {
        const ColumnSql column = m_sql.columnSql(name);
        const Field* field = m_sql.entity().field(name);
        if (!column.exists()) {
            return;
        }
        const Dialect& dialect = m_sql.dialect();
        const QString isSet = dialect.isSet(column);
        if (field->codec != Codec::Moment) {
            m_sets << u"%1 = CASE WHEN %2 THEN %1 ELSE ? END"_s.arg(column.sql, isSet);
            m_values << m_now;
            return;
        }
        // Some servers wait for a time that is still to come.
        m_sets << u"%1 = CASE WHEN %2 AND %3 <= ? THEN %1 ELSE ? END"_s.arg(column.sql, isSet, dialect.epochOf(column));
        m_values << m_now << momentText(m_now, m_sql.entity().timeDigits);
    }

    void setTrue(const QString& name)
    {
        const Field* field = m_sql.entity().field(name);
        assign(name, field ? QVariant(!field->inverted) : QVariant());
    }

    void assign(const QString& name, const QVariant& value)
    {
        if (const ColumnInfo* info = m_sql.entity().columnOf(name)) {
            m_sets << m_sql.dialect().quoted(info->name) + u" = ?"_s;
            m_values << columnValue(*info, value);
        }
    }

    void setConstant(const QString& column, const QString& text)
    {
        if (const ColumnInfo* info = m_sql.entity().table.column(column)) {
            m_sets << m_sql.dialect().quoted(info->name) + u" = ?"_s;
            m_values << constantValue(*info, text, m_now, m_sql.entity().timeDigits);
        }
    }

    const EntitySql& m_sql;
    qint64 m_now;
    QStringList m_sets;
    QVariantList m_values;
};

core::Result<> run(Session& session, const Tables& tables, const Step& step, const Condition& condition, qint64 now)
{
    const Statement statement = stepStatement(tables, session.dialect(), step, condition, now);
    const auto done = statement.sql.isEmpty() ? core::Result<qint64>(0) : session.execute(statement);
    return done ? core::Result<>() : tl::unexpected(done.error());
}

core::Result<> runLinked(
    Session& session, const Tables& tables, const Step& step, const QVariantList& values, qint64 now)
{
    const QString column =
        step.table.isEmpty() ? tables.sql(step.entity).linkSql(step.column) : session.dialect().quoted(step.column);
    for (qsizetype start = 0; start < values.size(); start += valuesAtOnce) {
        const QVariantList some = values.mid(start, valuesAtOnce);
        const QString marks = QStringList(some.size(), u"?"_s).join(u", "_s);
        if (const auto done = run(session, tables, step, {u"%1 IN (%2)"_s.arg(column, marks), some}, now); !done) {
            return done;
        }
    }
    return {};
}

/** The step on the table as this database spells it; nothing when it has none. */
std::optional<Step> spelt(const Tables& tables, const Step& step)
{
    if (step.table.isEmpty()) {
        return tables.sql(step.entity).exists() ? std::optional(step) : std::nullopt;
    }
    for (const QString& table : tables.schema.otherTables) {
        if (table.compare(step.table, Qt::CaseInsensitive) == 0) {
            Step found = step;
            found.table = table;
            return found;
        }
    }
    return std::nullopt;
}

/** The rows of another entity that name the client of a removal. */
Condition ofClient(const Tables& tables, Entity entity, const QString& clientId)
{
    return tables.sql(entity).clientIs(clientId);
}

} // namespace

Statement stepStatement(
    const Tables& tables, const Dialect& dialect, const Step& step, const Condition& condition, qint64 now)
{
    const bool isEntity = step.table.isEmpty();
    const EntitySql& sql = tables.sql(step.entity);
    const QString table = isEntity ? sql.table() : dialect.quoted(step.table);
    const Condition own = isEntity ? sql.ownRows(condition) : condition;
    if (step.action == Step::Action::Delete) {
        return {u"DELETE FROM "_s + table + own.whereClause(), own.values};
    }
    Assignments assignments(sql, now);
    assignments.add(step);
    return assignments.isEmpty() ? Statement{}
                                 : Statement{u"UPDATE %1 SET %2"_s.arg(table, assignments.sql()) + own.whereClause(),
                                     assignments.values() + own.values};
}

core::Result<> runSteps(Session& session, const Tables& tables, const QList<Step>& steps, const Rows& rows, qint64 now)
{
    const auto links = readLinks(session, tables.sql(rows.entity), steps, rows);
    if (!links) {
        return tl::unexpected(links.error());
    }
    for (const Step& one : steps) {
        const auto step = spelt(tables, one);
        if (!step) {
            continue;
        }
        core::Result<> done;
        if (step->action == Step::Action::TakeOut) {
            done = takeOut(session, tables, *step,
                step->entity == rows.entity ? rows.condition : ofClient(tables, step->entity, rows.clientId));
        } else if (!step->column.isEmpty()) {
            done = runLinked(session, tables, *step, links->value(step->of), now);
        } else {
            done = run(session, tables, *step,
                step->entity == rows.entity ? rows.condition : ofClient(tables, step->entity, rows.clientId), now);
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

} // namespace owb::store
