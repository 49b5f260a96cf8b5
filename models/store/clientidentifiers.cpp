#include "store/clientidentifiers.h"

#include "store/readoperations.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace owb::store {

using ErrorKind = core::Error::Kind;

core::Result<> idIsFree(Session& session, const ClientTable& table, const QString& id, const oauth::RowKey& own)
{
    const Condition others = own.isEmpty() ? Condition{} : table.sql().keyIs(own).negated();
    const auto same = readAll(session, table, table.sql().selectWhere(others && table.idIs(id), 1));
    const auto alike = readAll(session, table, table.sql().selectWhere(others && table.idLooksLike(id), 1));
    if (!same || !alike) {
        return tl::unexpected(same ? alike.error() : same.error());
    }
    if (!same->isEmpty()) {
        return core::failure(ErrorKind::AlreadyExists, id);
    }
    return alike->isEmpty() ? core::Result<>()
                            : core::failure(ErrorKind::LooksAlike, id, {alike->constFirst().id.value_or(QString())});
}

core::Result<std::optional<QString>> identifierOf(
    const Session& session, const ClientTable& table, const oauth::Client& client)
{
    const bool numbered = table.madeAs() == "number"_L1;
    bool whole = true;
    if (client.id && numbered) {
        static_cast<void>(client.id->toLongLong(&whole));
    }
    if (!whole || (!client.id && numbered && session.dialect().lastNumber().isEmpty())) {
        return core::failure(ErrorKind::ValueNotAllowed, u"client_id"_s, {u"here it is a whole number"_s});
    }
    return client.id || table.madeAs() != "uuid"_L1 ? client.id : QUuid::createUuid().toString(QUuid::WithoutBraces);
}

core::Result<std::optional<oauth::Client>> newRow(
    Session& session, const ClientTable& table, const oauth::Client& client)
{
    if (client.id) {
        return queryClient(session, table, *client.id);
    }
    const Condition last{u"%1 = %2"_s.arg(table.sql().column(u"client_id"_s), session.dialect().lastNumber()), {}};
    const auto rows = readAll(session, table, table.sql().selectWhere(last, 1));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    return rows->isEmpty() ? std::optional<oauth::Client>() : rows->constFirst();
}

} // namespace owb::store
