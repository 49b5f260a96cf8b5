#include "store/indexadvice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Key = oauth::FilterTerm::Key;

/** The field by which a term is looked up, where an index can do that. */
QString fieldOf(const oauth::FilterTerm& term)
{
    const bool fromStart = !isPattern(term) || !term.value.startsWith(u'*');
    const bool looksUp = !term.negated && fromStart;
    return !looksUp               ? QString()
        : term.key == Key::Client ? u"client_id"_s
        : term.key == Key::User   ? u"user_id"_s
                                  : QString();
}

QString fieldOf(TokenSort sort)
{
    switch (sort) {
    case TokenSort::IssuedAt:
        return u"issued_at"_s;
    case TokenSort::ClientId:
        return u"client_id"_s;
    case TokenSort::UserId:
        return u"user_id"_s;
    case TokenSort::ExpiresAt:
        return u"expires_at"_s;
    case TokenSort::Key:
        break;
    }
    return {};
}

/** The column of a field, where it is one of the table's own and the engine puts it into an index as it is. */
const ColumnInfo* ownColumn(const EntitySql& sql, const QString& name)
{
    const Field* field = sql.entity().field(name);
    const ColumnInfo* column = sql.entity().columnOf(name);
    const bool isOwn =
        field && column && field->member.isEmpty() && !field->children.exists() && field->ofToken.isEmpty();
    const bool fits =
        isOwn && (column->kind != ValueKind::Text || column->maxLength || sql.dialect().indexes().takesAnyText);
    return fits ? column : nullptr;
}

/** The columns with which an index begins, and the primary key. */
core::Result<QStringList> leadingColumns(Session& session, const TableInfo& table)
{
    QStringList columns{table.keyColumns().value(0)};
    const auto read =
        session.select({session.dialect().indexes().leadingColumns, {table.name}}, [&columns](const Row& row) {
            columns << row.text(0);
            return true;
        });
    return read ? core::Result<QStringList>(columns) : tl::unexpected(read.error());
}

IndexAdvice adviceFor(const EntitySql& sql, const ColumnInfo& column)
{
    const Dialect& dialect = sql.dialect();
    const IndexSql& indexes = dialect.indexes();
    const TableInfo& table = sql.entity().table;
    IndexAdvice advice;
    advice.table = table.name;
    advice.column = column.name;
    advice.name = u"ix_%1_%2"_s.arg(table.name, column.name); // as SQLAlchemy and others call theirs
    // With the key, so that rows of one value are found in the order of the list.
    QStringList columns{dialect.quoted(column.name)};
    for (const QString& key : indexes.endsInKey ? QStringList() : table.keyColumns()) {
        columns << dialect.quoted(key);
    }
    advice.statement = indexes.create.arg(dialect.quoted(advice.name), sql.table(), columns.join(u", "_s));
    advice.locksWriters = indexes.locksWriters;
    return advice;
}

/** Whether the order comes from an index, or some term leads to its rows by one. */
bool looksThroughAll(const EntitySql& sql, const TokenQuery& query, const QStringList& known)
{
    const auto isIndexed = [&](const QString& field) {
        const ColumnInfo* column = field.isEmpty() ? nullptr : ownColumn(sql, field);
        return column && known.contains(column->name, Qt::CaseInsensitive);
    };
    const auto& terms = query.filter.terms;
    const bool isLed = std::any_of(
        terms.cbegin(), terms.cend(), [&isIndexed](const oauth::FilterTerm& term) { return isIndexed(fieldOf(term)); });
    const bool isInOrder = query.sort == TokenSort::Key || isIndexed(fieldOf(query.sort));
    return !isLed && (!terms.isEmpty() || !isInOrder);
}

} // namespace

core::Result<ListCost> listCost(Session& session, const Tables& tables, const TokenQuery& query)
{
    QStringList wanted{fieldOf(query.sort)};
    for (const oauth::FilterTerm& term : query.filter.terms) {
        wanted << fieldOf(term);
    }
    ListCost cost;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (!table->sql().exists()) {
            continue;
        }
        const auto leading = leadingColumns(session, table->sql().entity().table);
        if (!leading) {
            return tl::unexpected(leading.error());
        }
        cost.looksThroughAll = cost.looksThroughAll || looksThroughAll(table->sql(), query, *leading);
        QStringList known = *leading;
        for (const QString& field : wanted) {
            const ColumnInfo* column = ownColumn(table->sql(), field);
            if (column && !known.contains(column->name, Qt::CaseInsensitive)) {
                cost.missing << adviceFor(table->sql(), *column);
                known << column->name;
            }
        }
    }
    return cost;
}

core::Result<> createIndex(Session& session, const IndexAdvice& advice)
{
    if (!session.settings().writable) {
        return core::failure(core::Error::Kind::ReadOnlyConnection, u"making an index"_s);
    }
    const auto made = session.execute({advice.statement, {}});
    if (made) {
        return {};
    }
    // An index that was begun beside the server's work stays behind, unusable.
    if (const QString drop = session.dialect().indexes().dropUnfinished; !drop.isEmpty()) {
        const auto dropped = session.execute({drop.arg(session.dialect().quoted(advice.name)), {}});
        Q_UNUSED(dropped) // the first error is the one to tell
    }
    return tl::unexpected(made.error());
}

} // namespace owb::store
