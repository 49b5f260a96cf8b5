#pragma once

#include "store/repository.h"
#include "store/session.h"
#include "store/tables.h"

/** What the repository reads, as plain functions of a session: they run in its thread. */
namespace owb::store {

[[nodiscard]] core::Result<std::optional<oauth::Client>> queryClient(
    Session& session, const ClientTable& table, const QString& clientId);
[[nodiscard]] core::Result<std::optional<oauth::Client>> clientByKey(
    Session& session, const ClientTable& table, const oauth::RowKey& key, bool locked = false);
[[nodiscard]] core::Result<std::optional<oauth::Token>> queryToken(
    Session& session, const Tables& tables, const core::Secret& value, oauth::TokenHint hint);
[[nodiscard]] core::Result<std::optional<oauth::Token>> tokenByKey(
    Session& session, const Tables& tables, const oauth::RowKey& key);

[[nodiscard]] core::Result<Page<oauth::Client>> clientPage(
    Session& session, const ClientTable& table, const ClientQuery& query, const Stretch& stretch);
[[nodiscard]] core::Result<Page<oauth::Token>> tokenPage(
    Session& session, const Tables& tables, const TokenQuery& query, const Stretch& stretch, qint64 now);
[[nodiscard]] core::Result<Page<oauth::AuthorizationCode>> codePage(
    Session& session, const CodeTable& table, const CodeQuery& query, const Stretch& stretch, qint64 now);

/** The next places after those that are known, `since` rows ago: at most 20,000 rows are found. */
[[nodiscard]] core::Result<Places> clientPlaces(Session& session, const ClientTable& table, const ClientQuery& query,
    const std::optional<Cursor>& after, int since);
[[nodiscard]] core::Result<Places> tokenPlaces(Session& session, const Tables& tables, const TokenQuery& query,
    const std::optional<Cursor>& after, int since, qint64 now);
[[nodiscard]] core::Result<Places> codePlaces(Session& session, const CodeTable& table, const CodeQuery& query,
    const std::optional<Cursor>& after, int since, qint64 now);
/**
 * Where pages begin if every number between the smallest and the greatest key is a row's. Nothing where keys are no
 * numbers or the list is not in their order: then only looking helps.
 */
[[nodiscard]] core::Result<Places> guessedPlaces(Session& session, const Tables& tables, const TokenQuery& query);

/** Failure: NotFound when a row at one of the ends is gone. */
[[nodiscard]] core::Result<QList<Stretch>> stretchesOf(
    Session& session, const Tables& tables, const TokenQuery& query, const QList<KeyStretch>& stretches);

[[nodiscard]] core::Result<qint64> countRows(Session& session, const Statement& count);
[[nodiscard]] core::Result<Totals> totals(Session& session, const Tables& tables);
/** Whether the client is the only row with its identifier, so that what refers to the identifier means this row. */
[[nodiscard]] core::Result<bool> ownsIdentifier(
    Session& session, const ClientTable& table, const oauth::Client& client);
[[nodiscard]] core::Result<Dependents> dependents(
    Session& session, const Tables& tables, const oauth::Client& client, qint64 now);
/** Unsupported, because the database keeps nothing of the kind. */
[[nodiscard]] core::Error noTableFor(const QString& what);

/** All rows a statement selects, through the table's own read(). */
template <class Table> [[nodiscard]] auto readAll(Session& session, const Table& table, const Statement& statement)
{
    QList<decltype(table.read(std::declval<const Row&>()))> rows;
    const auto done = session.select(statement, [&](const Row& row) {
        rows.append(table.read(row));
        return true;
    });
    return done ? core::Result<decltype(rows)>(std::move(rows)) : tl::unexpected(done.error());
}

} // namespace owb::store
