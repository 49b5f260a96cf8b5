// What steps do inside of JSON documents.

#include "json/jsonmembers.h"
#include "json/jsontext.h"
#include "store/steps.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** A member to be taken out, and where its document is. */
struct Member
{
    Condition place;
    QString name;
    QString key; // of the row that it is about
};

core::Result<QList<Member>> membersOf(
    Session& session, const EntitySql& sql, const JsonDocument& document, const Condition& rows)
{
    const Dialect& dialect = session.dialect();
    QStringList columns;
    QStringList equal;
    for (auto it = document.rows.cbegin(); it != document.rows.cend(); ++it) {
        columns << dialect.quoted(*it);
        equal << dialect.quoted(it.key()) + u" = ?"_s;
    }
    columns << dialect.quoted(document.member) << sql.linkSql({});
    const Condition own = sql.ownRows(rows);
    QList<Member> members;
    const auto read =
        session.select({u"SELECT %1 FROM %2"_s.arg(columns.join(u", "_s), sql.table()) + own.whereClause(), own.values},
            [&](const Row& row) {
                const int found = static_cast<int>(equal.size());
                Member member{{equal.join(u" AND "_s), {}}, row.text(found), row.text(found + 1)};
                for (int i = 0; i < found; ++i) {
                    member.place.values << row.value(i);
                }
                members << member;
                return true;
            });
    return read ? core::Result<QList<Member>>(members) : tl::unexpected(read.error());
}

core::Result<> takeOne(Session& session, const Step& step, const Member& member)
{
    const Dialect& dialect = session.dialect();
    const QString table = dialect.quoted(step.table);
    const QString column = dialect.quoted(step.document.column);
    QString stored;
    bool isBytes = false;
    const auto read =
        session.select({u"SELECT %1 FROM %2"_s.arg(column, table) + member.place.whereClause() + dialect.forUpdate(),
                           member.place.values},
            [&](const Row& row) {
                stored = Row::fromStored(row.bytes(0));
                isBytes = row.type(0) == Row::Type::Blob;
                return false;
            });
    if (!read || stored.isEmpty()) {
        return read;
    }
    auto members = json::JsonMembers::parse(stored, step.document.column);
    if (!members) {
        return core::failure(core::Error::Kind::UnreadableMetadata, step.document.column);
    }
    // The member may be about another row already.
    if (members->value(member.name).toObject().value(step.document.key).toString() != member.key) {
        return {};
    }
    members->remove(member.name);
    const QString left = json::compactJson(members->text());
    const auto done = session.execute({u"UPDATE %1 SET %2 = ?"_s.arg(table, column) + member.place.whereClause(),
        QVariantList{isBytes ? QVariant(left.toUtf8()) : QVariant(left)} + member.place.values});
    return done ? core::Result<>() : tl::unexpected(done.error());
}

} // namespace

core::Result<> takeOut(Session& session, const Tables& tables, const Step& step, const Condition& rows)
{
    const EntitySql& sql = tables.sql(step.entity);
    const auto members = sql.exists() ? membersOf(session, sql, step.document, rows) : core::Result<QList<Member>>();
    if (!members) {
        return tl::unexpected(members.error());
    }
    for (const Member& member : *members) {
        if (const auto done = takeOne(session, step, member); !done) {
            return done;
        }
    }
    return {};
}

} // namespace owb::store
