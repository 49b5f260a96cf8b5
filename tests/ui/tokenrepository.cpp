#include "tokenrepository.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::test {

TokenRepository::TokenRepository()
{
    info.tokens.table = u"oauth2_token"_s;
    info.codes.table = u"oauth2_code"_s;
}

bool TokenRepository::matches(const oauth::Token& token, const oauth::Filter& filter) const
{
    using Key = oauth::FilterTerm::Key;
    return std::all_of(filter.terms.cbegin(), filter.terms.cend(), [&](const oauth::FilterTerm& term) {
        return term.key == Key::State ? oauth::stateId(token.stateAt(clock.now())) == term.value
                                      : term.key == Key::Client && token.clientId == term.value;
    });
}

store::Reply<oauth::Token> TokenRepository::saveToken(oauth::Token token)
{
    issued << token;
    if (const auto written = write(); !written) {
        return reply<oauth::Token>(tl::unexpected(written.error()));
    }
    token.key = {{100 + stored.size()}};
    stored.prepend(token);
    Q_EMIT tokenSaved(token);
    return reply<oauth::Token>(token);
}

store::Reply<store::Page<oauth::Token>> TokenRepository::tokens(store::TokenQuery query, store::Stretch)
{
    asked << query;
    if (readError) {
        return reply<store::Page<oauth::Token>>(tl::unexpected(*readError));
    }
    store::Page<oauth::Token> page;
    std::copy_if(stored.cbegin(), stored.cend(), std::back_inserter(page.rows),
        [&](const oauth::Token& token) { return matches(token, query.filter); });
    return reply<store::Page<oauth::Token>>(page);
}

store::Reply<store::Page<oauth::AuthorizationCode>> TokenRepository::codes(store::CodeQuery query, store::Stretch)
{
    codesAsked << query;
    if (readError) {
        return reply<store::Page<oauth::AuthorizationCode>>(tl::unexpected(*readError));
    }
    store::Page<oauth::AuthorizationCode> page;
    if (query.filter.isEmpty()) {
        page.rows = waiting;
    }
    return reply<store::Page<oauth::AuthorizationCode>>(page);
}

store::Reply<QList<oauth::Token>> TokenRepository::revoke(store::TokenSelection selection, oauth::RevokeWhat what)
{
    selections << selection;
    revoked << what;
    if (const auto written = write(); !written) {
        return reply<QList<oauth::Token>>(tl::unexpected(written.error()));
    }
    QList<oauth::Token> changed;
    for (oauth::Token& token : stored) {
        if (!selection.keys.contains(token.key)) {
            continue;
        }
        if (what != oauth::RevokeWhat::Refresh) {
            token.accessRevokedAt = clock.now();
        }
        if (what != oauth::RevokeWhat::Access) {
            token.refreshRevokedAt = clock.now();
            token.refreshRefused = true;
        }
        token.accessRefused = true;
        changed << token;
    }
    Q_EMIT tokensChanged(changed);
    return reply<QList<oauth::Token>>(changed);
}

store::Reply<QList<oauth::Token>> TokenRepository::change(const QString& name, const store::TokenSelection& selection)
{
    if (const auto written = write(); !written) {
        return reply<QList<oauth::Token>>(tl::unexpected(written.error()));
    }
    did << name;
    selections << selection;
    QList<oauth::Token> changed;
    std::copy_if(stored.cbegin(), stored.cend(), std::back_inserter(changed),
        [&selection](const oauth::Token& token) { return selection.keys.contains(token.key); });
    return reply<QList<oauth::Token>>(changed);
}

store::Reply<QList<oauth::Token>> TokenRepository::expire(store::TokenSelection selection)
{
    return change(QStringLiteral("expire"), selection);
}

store::Reply<QList<oauth::Token>> TokenRepository::restore(store::TokenSelection selection)
{
    return change(QStringLiteral("restore"), selection);
}

store::Reply<store::BatchDone> TokenRepository::changeBatch(
    store::BulkChange change, std::optional<store::Cursor>, store::BatchSize)
{
    batches << change;
    store::BatchDone done;
    done.changed = stored.size();
    return reply<store::BatchDone>(done);
}

store::Reply<store::Visited> TokenRepository::visitTokens(
    store::TokenQuery query, std::optional<store::Cursor>, store::TokenVisitor visitor)
{
    store::Visited visited;
    visited.share = 1;
    for (const oauth::Token& token : stored) {
        if (!matches(token, query.filter)) {
            continue;
        }
        if (const auto shown = visitor(token); !shown) {
            return reply<store::Visited>(tl::unexpected(shown.error()));
        }
        ++visited.rows;
    }
    return reply<store::Visited>(visited);
}

store::Reply<store::TokensAdded> TokenRepository::addTokens(QList<oauth::Token> tokens)
{
    if (const auto written = write(); !written) {
        return reply<store::TokensAdded>(tl::unexpected(written.error()));
    }
    imported += tokens;
    store::TokensAdded done;
    done.added = tokens.size();
    return reply<store::TokensAdded>(done);
}

store::Reply<> TokenRepository::settle()
{
    return reply<void>({});
}

store::Reply<store::ListCost> TokenRepository::listCost(store::TokenQuery)
{
    const bool others = std::exchange(held, false); // this is told at once, whatever takes long
    auto cost = reply<store::ListCost>(store::ListCost{looksThroughAll || !missing.isEmpty(), missing});
    held = others;
    return cost;
}

store::Reply<store::IndexAdvice> TokenRepository::makeIndex(store::IndexAdvice advice)
{
    made << advice;
    missing.clear();
    return reply<store::IndexAdvice>(advice);
}

store::Reply<QList<store::Stretch>> TokenRepository::stretchesOf(store::TokenQuery, QList<store::KeyStretch> stretches)
{
    bounds = stretches;
    return reply<QList<store::Stretch>>(QList<store::Stretch>(stretches.size()));
}

store::Reply<store::Tally> TokenRepository::tallyToChange(store::BulkChange, std::optional<store::Cursor>)
{
    store::Tally tally;
    tally.counts = {stored.size()};
    return reply<store::Tally>(tally);
}

store::Reply<store::Tally> TokenRepository::tallyStates(oauth::Filter filter, std::optional<store::Cursor>)
{
    store::Tally tally;
    tally.counts.fill(0, store::TallyStates);
    for (const oauth::Token& token : std::as_const(stored)) {
        if (matches(token, filter)) {
            ++tally.counts[store::AnyState];
            ++tally.counts[store::ActiveState + static_cast<int>(token.stateAt(clock.now()))];
        }
    }
    return reply<store::Tally>(tally);
}

oauth::Token storedToken(qint64 key, qint64 now)
{
    oauth::Token token;
    token.key = {{key}};
    token.clientId = u"shop-%1"_s.arg(key);
    token.userId = u"7"_s;
    token.tokenType = u"Bearer"_s;
    token.accessToken = core::Secret(u"access-%1-Vx9LpW4sHd8JfYc3NbG6zQa1EuKo5IvPt"_s.arg(key));
    token.refreshToken = core::Secret(u"refresh-%1-q7RkT2mVx9LpW4sHd8JfYc3NbG6zQa1EuKo5"_s.arg(key));
    token.scope = u"openid email"_s;
    token.issuedAt = now - 60;
    token.expiresAt = now + 3600;
    return token;
}

oauth::AuthorizationCode storedCode(qint64 key, qint64 now)
{
    oauth::AuthorizationCode code;
    code.key = {{key}};
    code.code = core::Secret(u"code-%1-Vx9LpW4sHd8JfYc3NbG6zQa1EuKo5IvPt"_s.arg(key));
    code.clientId = u"shop-%1"_s.arg(key);
    code.redirectUri = u"https://shop.example/cb"_s;
    code.scope = u"openid"_s;
    code.authTime = now - 60;
    code.expiresAt = now + 240;
    return code;
}

} // namespace owb::test
