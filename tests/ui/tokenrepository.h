#pragma once

#include "core/clock.h"
#include "scriptedrepository.h"

namespace owb::test {

/** A clock that a test moves. */
class FixedClock final : public core::Clock
{
public:
    qint64 moment = 1'790'000'000;
    [[nodiscard]] qint64 now() const override { return moment; }
};

/** Tokens and codes in memory beside the clients. Filters by state: and client:, and finds nothing by other terms. */
class TokenRepository final : public ScriptedRepository
{
public:
    FixedClock clock;
    QList<oauth::Token> stored; // what the next page reads
    QList<oauth::AuthorizationCode> waiting;

    QList<oauth::Token> issued; // as it was asked for
    QList<store::TokenQuery> asked;
    QList<store::CodeQuery> codesAsked;
    QList<store::TokenSelection> selections;
    QList<oauth::RevokeWhat> revoked; // one for each selection
    QList<store::BulkChange> batches; // one for each batch
    QList<store::KeyStretch> bounds;
    QList<oauth::Token> imported;
    QList<store::IndexAdvice> missing; // of every list
    bool looksThroughAll = false; // for every list
    QList<store::IndexAdvice> made;
    QStringList did; // "expire" or "restore", likewise

    TokenRepository();
    [[nodiscard]] store::Reply<oauth::Token> saveToken(oauth::Token token) override;
    [[nodiscard]] store::Reply<store::Page<oauth::Token>> tokens(
        store::TokenQuery query, store::Stretch stretch) override;
    [[nodiscard]] store::Reply<store::Page<oauth::AuthorizationCode>> codes(
        store::CodeQuery query, store::Stretch stretch) override;
    [[nodiscard]] store::Reply<QList<oauth::Token>> revoke(
        store::TokenSelection selection, oauth::RevokeWhat what) override;
    [[nodiscard]] store::Reply<QList<oauth::Token>> expire(store::TokenSelection selection) override;
    [[nodiscard]] store::Reply<QList<oauth::Token>> restore(store::TokenSelection selection) override;
    [[nodiscard]] store::Reply<store::BatchDone> changeBatch(
        store::BulkChange change, std::optional<store::Cursor> after, store::BatchSize size) override;
    [[nodiscard]] store::Reply<QList<store::Stretch>> stretchesOf(
        store::TokenQuery query, QList<store::KeyStretch> stretches) override;
    [[nodiscard]] store::Reply<store::Tally> tallyToChange(
        store::BulkChange change, std::optional<store::Cursor> after) override;
    [[nodiscard]] store::Reply<store::Tally> tallyStates(
        oauth::Filter filter, std::optional<store::Cursor> after) override;

    [[nodiscard]] store::Reply<store::Visited> visitTokens(
        store::TokenQuery query, std::optional<store::Cursor> after, store::TokenVisitor visitor) override;
    [[nodiscard]] store::Reply<store::TokensAdded> addTokens(QList<oauth::Token> tokens) override;
    [[nodiscard]] store::Reply<store::ListCost> listCost(store::TokenQuery query) override;
    [[nodiscard]] store::Reply<> settle() override;
    [[nodiscard]] store::Reply<store::IndexAdvice> makeIndex(store::IndexAdvice advice) override;

private:
    /** The selected tokens, once `name` is written down; fails with `nextError`, once. */
    [[nodiscard]] store::Reply<QList<oauth::Token>> change(const QString& name, const store::TokenSelection& selection);
    [[nodiscard]] bool matches(const oauth::Token& token, const oauth::Filter& filter) const;
};

/** A live token with a refresh token, as a server stores it. */
[[nodiscard]] oauth::Token storedToken(qint64 key, qint64 now);
/** A code that still waits. */
[[nodiscard]] oauth::AuthorizationCode storedCode(qint64 key, qint64 now);

} // namespace owb::test
