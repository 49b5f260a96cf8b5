#include "store/secretcheck.h"

#include "hash/storedsecret.h"
#include "store/fieldsql.h"
#include "store/readoperations.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** All secrets in a table of their own; the client's row shows the one that counts. */
core::Result<QList<core::Secret>> secretRows(
    Session& session, const Dialect& dialect, const ChildRows& rows, const oauth::RowKey& key)
{
    QList<core::Secret> secrets;
    const Statement all{u"SELECT %1 FROM %2 WHERE %3"_s.arg(dialect.quoted(rows.value), dialect.quoted(rows.table),
                            childRowsSql(dialect, rows, u"?"_s)),
        {key.parts.value(0)}};
    const auto read = session.select(all, [&secrets](const Row& row) {
        secrets << core::Secret(row.bytes(0));
        return true;
    });
    return read ? core::Result<QList<core::Secret>>(secrets) : tl::unexpected(read.error());
}

} // namespace

core::Result<bool> checkSecret(
    Session& session, const ClientTable& table, const oauth::RowKey& key, const core::Secret& candidate)
{
    const auto client = clientByKey(session, table, key);
    if (!client || !*client) {
        return client ? core::failure(core::Error::Kind::NotFound, u"client"_s) : tl::unexpected(client.error());
    }
    const Field* field = table.sql().entity().field(u"client_secret"_s);
    if (!field || !(*client)->secret || (*client)->secret->isEmpty()) {
        return false;
    }
    auto secrets = field->children.exists() ? secretRows(session, table.sql().dialect(), field->children, key)
                                            : QList<core::Secret>{*(*client)->secret};
    if (!secrets) {
        return tl::unexpected(secrets.error());
    }
    core::Result<bool> answer = false;
    for (const core::Secret& stored : *secrets) {
        const auto one = hash::verify(stored, candidate, field->schemes);
        if (one && *one) {
            return true;
        }
        answer = one ? answer : one;
    }
    return answer;
}

} // namespace owb::store
