#include "store/postgreserror.h"

#include "store/session.h"

#include <QRegularExpression>

#include <libpq-fe.h>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

struct StateKind
{
    QByteArrayView state; // or how it begins
    ErrorKind kind;
};

/** The first that fits counts. https://www.postgresql.org/docs/15/errcodes-appendix.html */
constexpr std::array<StateKind, 29> stateKinds{{
    {"08", ErrorKind::ConnectionLost},
    {"22001", ErrorKind::ValueTooLong},
    {"22", ErrorKind::ValueNotAllowed},
    {"23", ErrorKind::Constraint},
    {"25006", ErrorKind::ReadOnlyDatabase},
    {"25P03", ErrorKind::ConnectionLost}, // idle for too long within a transaction
    {"27", ErrorKind::Constraint}, // a trigger's doing
    {"38", ErrorKind::Constraint}, // a function's
    {"39", ErrorKind::Constraint},
    {"3F", ErrorKind::SchemaChanged},
    {"40", ErrorKind::Locked}, // deadlock, or a change by another at the same time
    {"42501", ErrorKind::Permission},
    {"42P01", ErrorKind::SchemaChanged}, // no such table
    {"42703", ErrorKind::SchemaChanged}, // no such column
    {"44", ErrorKind::Constraint},
    {"53100", ErrorKind::DiskFull},
    {"53300", ErrorKind::Connection}, // too many connections
    {"54", ErrorKind::Constraint}, // a row too wide for its index
    {"55006", ErrorKind::Locked},
    {"55P03", ErrorKind::Locked},
    {"57014", ErrorKind::Interrupted},
    {"57P01", ErrorKind::ConnectionLost},
    {"57P02", ErrorKind::ConnectionLost},
    {"57P03", ErrorKind::ConnectionLost},
    {"57P05", ErrorKind::ConnectionLost},
    {"P0", ErrorKind::Constraint}, // raised by a trigger or a function
    {"XX001", ErrorKind::DatabaseDamaged},
    {"XX002", ErrorKind::DatabaseDamaged},
    {"", ErrorKind::Internal},
}};

QString field(const PGresult* result, int which)
{
    return QString::fromUtf8(PQresultErrorField(result, which));
}

/** Whether a function or a trigger of the database failed, and not the statement itself. */
bool isInside(const PGresult* result)
{
    return PQresultErrorField(result, PG_DIAG_CONTEXT) != nullptr;
}

ErrorKind statementErrorKind(const PGresult* result)
{
    const QByteArray state = sqlStateOf(result);
    for (const StateKind& one : stateKinds) {
        if (state.startsWith(one.state)) {
            // What a trigger of the database misses or may not do is no fault of our statement.
            const bool schema = one.kind == ErrorKind::SchemaChanged || one.kind == ErrorKind::Internal;
            return schema && isInside(result) ? ErrorKind::Constraint : one.kind;
        }
    }
    return ErrorKind::Internal;
}

/** The table a statement of ours is about, unless the server names it. */
QString tableOf(const PGresult* result, const Statement& statement)
{
    const QString told = field(result, PG_DIAG_TABLE_NAME);
    if (!told.isEmpty()) {
        return told;
    }
    static const QRegularExpression named(u"\\b(?:FROM|INTO|UPDATE)\\s+(?:\"((?:[^\"]|\"\")+)\"|(\\w+))"_s);
    const auto match = named.match(statement.sql);
    const QString name = match.captured(match.lastCapturedIndex() == 2 ? 2 : 1);
    return QString(name).replace("\"\""_L1, "\""_L1);
}

/** The rule that a change breaks, put together from names: whole messages may hold values. */
QString brokenRule(const PGresult* result)
{
    const QByteArray state = sqlStateOf(result);
    const QString constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23502") {
        return u"column \"%1\" must hold a value"_s.arg(field(result, PG_DIAG_COLUMN_NAME));
    }
    if (!constraint.isEmpty()) {
        const QString what = state == "23505" ? u"unique constraint"_s
            : state == "23503"                ? u"foreign key"_s
            : state == "23514"                ? u"check"_s
                                              : u"constraint"_s;
        return u"%1 \"%2\""_s.arg(what, constraint);
    }
    static const QRegularExpression function(u"^PL/\\S+[^\\n\"]*?\\s\"?([^\\s\"(]+)\\("_s);
    const auto match = function.match(field(result, PG_DIAG_CONTEXT));
    return match.hasMatch() ? u"the database's function \"%1\" refuses it"_s.arg(match.captured(1))
                            : u"a function of the database refuses it"_s;
}

/** The server's words where they name only tables, columns and what stands in the statement, which holds no value. */
QString safeDetail(const PGresult* result)
{
    const QByteArray state = sqlStateOf(result);
    if (state.isEmpty()) {
        return QString::fromUtf8(PQresultErrorMessage(result)).trimmed(); // libpq's own
    }
    QString words = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.startsWith("22")) { // its context is the value's place
        words = u"the server refuses a value"_s;
    } else if (state.startsWith("23") || state.startsWith("44") || isInside(result)) {
        words = brokenRule(result);
    }
    return u"%1 (%2)"_s.arg(words, QString::fromLatin1(state));
}

/** The columns that a statement of EntitySql fills, in the order of its values. */
QStringList filledColumns(const QString& sql)
{
    static const QRegularExpression list(u"^INSERT INTO \\S+ \\(([^)]*)\\)"_s);
    static const QRegularExpression name(u"\"((?:[^\"]|\"\")+)\"(?: = \\?)?"_s);
    const auto insert = list.match(sql);
    QStringList columns;
    for (auto found = name.globalMatch(insert.hasMatch() ? insert.captured(1) : sql.section(u" SET "_s, 1));
         found.hasNext();) {
        columns << found.next().captured(1);
    }
    return columns;
}

/** Which value is too long the server does not say: it is named when only one can be meant. */
core::Error tooLong(const PGresult* result, const Statement& statement, core::Error error)
{
    static const QRegularExpression limitPattern(u"\\((\\d+)\\)"_s);
    const auto limit = limitPattern.match(field(result, PG_DIAG_MESSAGE_PRIMARY)).captured(1).toInt();
    const QStringList columns = filledColumns(statement.sql);
    core::Error named = error;
    int candidates = 0;
    for (qsizetype i = 0; i < statement.values.size() && i < columns.size(); ++i) {
        const qsizetype length = statement.values.at(i).toString().toUcs4().size();
        if (statement.values.at(i).typeId() == QMetaType::QString && length > limit) {
            named.subject = columns.at(i);
            named.items = QStringList{QString::number(length), QString::number(limit)};
            ++candidates;
        }
    }
    if (candidates == 1) {
        return named;
    }
    error.kind = ErrorKind::Constraint;
    error.detail = u"a text is longer than its column, %1 characters"_s.arg(limit);
    return error;
}

} // namespace

QByteArray sqlStateOf(const pg_result* result)
{
    return {PQresultErrorField(result, PG_DIAG_SQLSTATE)};
}

core::Error postgresError(const PGresult* result, const Statement& statement, const SessionSettings& settings)
{
    core::Error error{statementErrorKind(result), settings.location(), {}, safeDetail(result)};
    const QString table = tableOf(result, statement);
    switch (error.kind) {
    case ErrorKind::Permission:
    case ErrorKind::Constraint:
    case ErrorKind::SchemaChanged:
    case ErrorKind::ValueTooLong:
        error.subject = table.isEmpty() ? error.subject : table;
        break;
    case ErrorKind::ValueNotAllowed: {
        const QString column = field(result, PG_DIAG_COLUMN_NAME);
        error.subject = column.isEmpty() ? u"A value"_s : column;
        error.items = QStringList{error.detail};
        break;
    }
    case ErrorKind::ReadOnlyDatabase:
        error.kind = settings.writable ? ErrorKind::ReadOnlyDatabase : ErrorKind::ReadOnlyConnection;
        error.items = QStringList{u"server"_s};
        break;
    default:
        break;
    }
    return error.kind == ErrorKind::ValueTooLong ? tooLong(result, statement, error) : error;
}

} // namespace owb::store
