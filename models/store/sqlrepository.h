#pragma once

#include "core/clock.h"
#include "store/dbthread.h"
#include "store/repository.h"
#include "store/tables.h"

#include <memory>

namespace owb::store {

/**
 * The repository over an SQL database. Two sessions: one answers what a person waits for and writes, the other counts
 * in the background without delaying it.
 */
class SqlRepository final : public Repository
{
    Q_OBJECT
public:
    /** `clock` must outlive this. The foreground thread is already open; the background one opens when first asked. */
    SqlRepository(std::unique_ptr<DbThread> foreground, const BoundSchema& schema, ConnectionInfo connection,
        SessionSettings settings, const core::Clock& clock);

    [[nodiscard]] const SchemaInfo& schema() const override { return m_info; }
    [[nodiscard]] ConnectionInfo connection() const override { return m_connection; }

    [[nodiscard]] Reply<std::optional<oauth::Client>> queryClient(QString clientId) override;
    [[nodiscard]] Reply<std::optional<oauth::Token>> queryToken(core::Secret value, oauth::TokenHint hint) override;
    [[nodiscard]] Reply<oauth::Token> saveToken(oauth::Token token) override;
    [[nodiscard]] Reply<Page<oauth::Client>> clients(ClientQuery query, Stretch stretch) override;
    [[nodiscard]] Reply<Page<oauth::Token>> tokens(TokenQuery query, Stretch stretch) override;
    [[nodiscard]] Reply<Page<oauth::AuthorizationCode>> codes(CodeQuery query, Stretch stretch) override;
    [[nodiscard]] Reply<Places> places(ClientQuery query, std::optional<Cursor> after, int since) override;
    [[nodiscard]] Reply<Places> places(TokenQuery query, std::optional<Cursor> after, int since) override;
    [[nodiscard]] Reply<Places> places(CodeQuery query, std::optional<Cursor> after, int since) override;
    [[nodiscard]] Reply<Places> guessedPlaces(TokenQuery query) override;
    [[nodiscard]] Reply<std::optional<oauth::Client>> clientByKey(oauth::RowKey key) override;
    [[nodiscard]] Reply<std::optional<oauth::Token>> tokenByKey(oauth::RowKey key) override;
    [[nodiscard]] Reply<Family> family(oauth::RowKey token) override;
    [[nodiscard]] Reply<bool> checkSecret(oauth::RowKey client, core::Secret candidate) override;
    [[nodiscard]] Reply<oauth::Client> addClient(oauth::Client client) override;
    [[nodiscard]] Reply<oauth::Client> saveClient(ClientChange change) override;
    [[nodiscard]] Reply<Dependents> removeClient(oauth::Client client) override;
    [[nodiscard]] Reply<Dependents> dependents(oauth::Client client) override;
    [[nodiscard]] Reply<QList<oauth::Token>> revoke(TokenSelection selection, oauth::RevokeWhat what) override;
    [[nodiscard]] Reply<QList<oauth::Token>> expire(TokenSelection selection) override;
    [[nodiscard]] Reply<QList<oauth::Token>> restore(TokenSelection selection) override;
    [[nodiscard]] Reply<BatchDone> changeBatch(BulkChange change, std::optional<Cursor> after, BatchSize size) override;
    [[nodiscard]] Reply<QList<Stretch>> stretchesOf(TokenQuery query, QList<KeyStretch> stretches) override;
    [[nodiscard]] Reply<Tally> tallyToChange(BulkChange change, std::optional<Cursor> after) override;
    [[nodiscard]] Reply<Tally> tallyStates(oauth::Filter filter, std::optional<Cursor> after) override;
    [[nodiscard]] Reply<Tally> estimateStates(oauth::Filter filter) override;
    [[nodiscard]] Reply<Visited> visitTokens(
        TokenQuery query, std::optional<Cursor> after, TokenVisitor visitor) override;
    [[nodiscard]] Reply<TokensAdded> addTokens(QList<oauth::Token> tokens) override;
    [[nodiscard]] Reply<> settle() override;
    [[nodiscard]] Reply<ListCost> listCost(TokenQuery query) override;
    [[nodiscard]] Reply<IndexAdvice> makeIndex(IndexAdvice advice) override;
    void stopMaking() override;
    [[nodiscard]] Reply<oauth::AuthorizationCode> saveCode(oauth::AuthorizationCode code) override;
    [[nodiscard]] Reply<Totals> totals() override;
    [[nodiscard]] Reply<GroupTally> liveTokensBy(LiveGroup by, std::optional<Cursor> after) override;
    [[nodiscard]] Reply<GroupTally> estimateLiveTokensBy(LiveGroup by) override;
    [[nodiscard]] Reply<ConnectionInfo> setUnlocked(bool unlocked) override;
    void stop() override;

private:
    [[nodiscard]] SessionSettings settingsOfBulk() const;
    [[nodiscard]] DbThread& bulk();
    [[nodiscard]] DbThread& background() { return reader(m_background); }
    [[nodiscard]] DbThread& reader(std::unique_ptr<DbThread>& thread);
    /** Looks for places: neither the page on screen nor the counts wait for it. */
    [[nodiscard]] DbThread& surveyor() { return reader(m_surveyor); }
    /** Runs `job(session, tables, now)` on `thread`. */
    template <class Job> [[nodiscard]] auto run(DbThread& thread, Job job, Repeat repeat = Repeat::Once);
    /** Runs a job that writes. */
    template <class Job> [[nodiscard]] auto write(Job job);
    template <class Job> [[nodiscard]] Reply<QList<oauth::Token>> changeTokens(Job job);

    std::shared_ptr<const Tables> m_tables;
    SchemaInfo m_info;
    ConnectionInfo m_connection;
    SessionSettings m_settings;
    const core::Clock& m_clock;
    std::unique_ptr<DbThread> m_foreground;
    std::unique_ptr<DbThread> m_background;
    std::unique_ptr<DbThread> m_surveyor;
    std::unique_ptr<DbThread> m_visitor; // goes through lists for a file: stop() is not meant for it
    std::unique_ptr<DbThread> m_bulk; // writes while the foreground answers
};

template <class Job> auto SqlRepository::run(DbThread& thread, Job job, Repeat repeat)
{
    return thread.post([tables = m_tables, now = m_clock.now(), job = std::move(job)](
                           Session& session) { return job(session, *tables, now); },
        repeat);
}

} // namespace owb::store
