#pragma once

#include "store/repository.h"

#include <QPromise>

#include <functional>
#include <memory>

namespace owb::test {

/**
 * Clients in memory, for the tests of the client pages. A test sets what is there and what fails, and reads what was
 * asked for. Every other call gives an empty answer.
 */
class ScriptedRepository : public store::Repository
{
    using MaybeClient = std::optional<oauth::Client>;
    using MaybeToken = std::optional<oauth::Token>;
    using MaybeCursor = std::optional<store::Cursor>;
    using ClientPage = store::Page<oauth::Client>;
    using TokenPage = store::Page<oauth::Token>;
    using CodePage = store::Page<oauth::AuthorizationCode>;
    using Tokens = QList<oauth::Token>;
    using Counts = QHash<QString, qint64>;
    template <class T> using Reply = store::Reply<T>;

public:
    store::SchemaInfo info;
    QList<oauth::Client> rows;
    Counts live;
    store::Dependents gone; // what a removal takes with it
    std::optional<core::Error> nextError; // of the next write
    std::optional<core::Error> readError; // of every page until it is taken away
    bool held = false; // replies wait for release()

    QList<store::ClientChange> changes;
    QList<oauth::Client> added;
    QList<oauth::Client> removed;

    void release();

    [[nodiscard]] const store::SchemaInfo& schema() const override { return info; }
    [[nodiscard]] store::ConnectionInfo connection() const override { return {}; }
    [[nodiscard]] Reply<MaybeClient> queryClient(QString) override { return empty<MaybeClient>(); }
    [[nodiscard]] Reply<MaybeToken> queryToken(core::Secret, oauth::TokenHint) override { return empty<MaybeToken>(); }
    [[nodiscard]] Reply<oauth::Token> saveToken(oauth::Token) override { return empty<oauth::Token>(); }
    /** All rows; none as soon as there is a filter. */
    [[nodiscard]] Reply<ClientPage> clients(store::ClientQuery query, store::Stretch stretch) override;
    [[nodiscard]] Reply<TokenPage> tokens(store::TokenQuery, store::Stretch) override { return empty<TokenPage>(); }
    [[nodiscard]] Reply<CodePage> codes(store::CodeQuery, store::Stretch) override { return empty<CodePage>(); }
    [[nodiscard]] Reply<store::Places> places(store::ClientQuery, MaybeCursor, int) override
    {
        return empty<store::Places>();
    }
    [[nodiscard]] Reply<store::Places> places(store::TokenQuery, MaybeCursor, int) override
    {
        return empty<store::Places>();
    }
    [[nodiscard]] Reply<store::Places> places(store::CodeQuery, MaybeCursor, int) override
    {
        return empty<store::Places>();
    }
    [[nodiscard]] Reply<store::BatchDone> changeBatch(store::BulkChange, MaybeCursor, store::BatchSize) override
    {
        return empty<store::BatchDone>();
    }
    [[nodiscard]] Reply<QList<store::Stretch>> stretchesOf(store::TokenQuery, QList<store::KeyStretch>) override
    {
        return empty<QList<store::Stretch>>();
    }
    [[nodiscard]] Reply<store::Tally> tallyToChange(store::BulkChange, MaybeCursor) override
    {
        return empty<store::Tally>();
    }
    [[nodiscard]] Reply<store::Tally> tallyStates(oauth::Filter, MaybeCursor) override { return empty<store::Tally>(); }
    [[nodiscard]] Reply<store::Visited> visitTokens(store::TokenQuery, MaybeCursor, store::TokenVisitor) override
    {
        return empty<store::Visited>();
    }
    [[nodiscard]] Reply<store::TokensAdded> addTokens(Tokens) override { return empty<store::TokensAdded>(); }
    [[nodiscard]] Reply<store::ListCost> listCost(store::TokenQuery) override { return empty<store::ListCost>(); }
    [[nodiscard]] store::Reply<> settle() override { return reply<void>({}); }
    [[nodiscard]] Reply<store::IndexAdvice> makeIndex(store::IndexAdvice advice) override
    {
        return reply<store::IndexAdvice>(advice);
    }
    void stopMaking() override { }
    [[nodiscard]] Reply<store::Tally> estimateStates(oauth::Filter) override { return empty<store::Tally>(); }
    [[nodiscard]] Reply<store::Places> guessedPlaces(store::TokenQuery) override { return empty<store::Places>(); }
    [[nodiscard]] Reply<MaybeClient> clientByKey(oauth::RowKey key) override;
    [[nodiscard]] Reply<MaybeToken> tokenByKey(oauth::RowKey) override { return empty<MaybeToken>(); }
    [[nodiscard]] Reply<store::Family> family(oauth::RowKey) override { return empty<store::Family>(); }
    [[nodiscard]] Reply<bool> checkSecret(oauth::RowKey client, core::Secret candidate) override;
    [[nodiscard]] Reply<oauth::Client> addClient(oauth::Client client) override;
    [[nodiscard]] Reply<oauth::Client> saveClient(store::ClientChange change) override;
    [[nodiscard]] Reply<store::Dependents> removeClient(oauth::Client client) override;
    [[nodiscard]] Reply<store::Dependents> dependents(oauth::Client) override { return reply<store::Dependents>(gone); }
    [[nodiscard]] Reply<Tokens> revoke(store::TokenSelection, oauth::RevokeWhat) override { return empty<Tokens>(); }
    [[nodiscard]] Reply<Tokens> expire(store::TokenSelection) override { return empty<Tokens>(); }
    [[nodiscard]] Reply<Tokens> restore(store::TokenSelection) override { return empty<Tokens>(); }
    [[nodiscard]] Reply<oauth::AuthorizationCode> saveCode(oauth::AuthorizationCode) override
    {
        return empty<oauth::AuthorizationCode>();
    }
    [[nodiscard]] Reply<store::Totals> totals() override { return empty<store::Totals>(); }
    [[nodiscard]] Reply<store::GroupTally> liveTokensBy(store::LiveGroup, MaybeCursor) override
    {
        return reply<store::GroupTally>(store::GroupTally{live, {}, 1});
    }
    [[nodiscard]] Reply<store::GroupTally> estimateLiveTokensBy(store::LiveGroup) override
    {
        return empty<store::GroupTally>();
    }
    [[nodiscard]] Reply<store::ConnectionInfo> setUnlocked(bool) override { return empty<store::ConnectionInfo>(); }
    void stop() override { }

protected:
    template <class T> [[nodiscard]] Reply<T> reply(core::Result<T> result)
    {
        auto promise = std::make_shared<QPromise<core::Result<T>>>();
        promise->start();
        const auto finish = [promise, result] {
            promise->addResult(result);
            promise->finish();
        };
        held ? m_waiting.append(finish) : finish();
        return promise->future();
    }
    template <class T> [[nodiscard]] Reply<T> empty() { return reply<T>(T{}); }
    /** Fails with `nextError`, once. */
    [[nodiscard]] core::Result<> write();

private:
    QList<std::function<void()>> m_waiting;
};

} // namespace owb::test
