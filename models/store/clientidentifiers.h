#pragma once

#include "store/clienttable.h"
#include "store/session.h"

/** How clients come by their identifiers. */
namespace owb::store {

/** Nothing when no other row has the identifier, nor one that the database takes for it. */
[[nodiscard]] core::Result<> idIsFree(
    Session& session, const ClientTable& table, const QString& id, const oauth::RowKey& own = {});
/** The identifier that a client is stored with, made as the framework does where none is given; absent: a number. */
[[nodiscard]] core::Result<std::optional<QString>> identifierOf(
    const Session& session, const ClientTable& table, const oauth::Client& client);
/** The row just made: the only one with its identifier, as was checked, or the one that the database numbered last. */
[[nodiscard]] core::Result<std::optional<oauth::Client>> newRow(
    Session& session, const ClientTable& table, const oauth::Client& client);

} // namespace owb::store
