// Revoking, expiring and restoring tokens.

#include "await.h"
#include "core/clock.h"
#include "input.h"
#include "oauth/tokenjson.h"
#include "output.h"
#include "tokencommands.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

/** Which tokens; wrong usage when not exactly one way was given. */
Taken<store::TokenSelection> selectionOf(const Arguments& arguments)
{
    const int given =
        isGiven(arguments.token) + isGiven(arguments.key) + isGiven(arguments.client) + isGiven(arguments.user);
    if (given != 1 || isGiven(arguments.filter) || (isGiven(arguments.token) && arguments.token != "-")) {
        return tl::unexpected(
            usage(u"Say which tokens: - (one on standard input), --key, --client, --user or --filter, and only one of "
                  "them."_s));
    }
    store::TokenSelection selection;
    if (isGiven(arguments.token)) {
        const auto value = readSecret();
        if (!value) {
            return tl::unexpected(value.error());
        }
        selection.value = *value;
    } else if (isGiven(arguments.key)) {
        selection.keys << oauth::RowKey::fromText(QString::fromStdString(arguments.key));
    } else if (isGiven(arguments.client)) {
        selection.clientId = QString::fromStdString(arguments.client);
    } else {
        selection.userId = QString::fromStdString(arguments.user);
    }
    return selection;
}

/** A token's value stands for the one row that the server itself finds by it: access tokens first, then refresh. */
core::Result<store::TokenSelection> byKey(store::Repository& repository, const store::TokenSelection& selection)
{
    if (!selection.value) {
        return selection;
    }
    return await(repository.queryToken(*selection.value, oauth::TokenHint::None))
        .map([](const std::optional<oauth::Token>& found) {
            store::TokenSelection row;
            row.keys = found ? QList{found->key} : QList<oauth::RowKey>();
            return row;
        });
}

/** How a change is told. */
struct Words
{
    QString member; // of the JSON
    QString sentence; // "Revoked access tokens of": what was done to how many
    store::BulkAction action; // the same, for many
};

bool printChanged(const Arguments& arguments, const store::Repository& repository, const QList<oauth::Token>& tokens,
    const Words& words, qint64 now)
{
    if (arguments.json) {
        QStringList rows;
        for (const oauth::Token& token : tokens) {
            rows << oauth::toJson(token, tokenOrigin(repository.schema(), token), now, oauth::Reveal::No);
        }
        json::JsonMembers json;
        json.set(words.member, tokens.size());
        if (words.member == "revoked"_L1) {
            json.set(u"what"_s, QString::fromStdString(arguments.what));
        }
        json.setText(u"tokens"_s, u'[' + rows.join(u',') + u']');
        return writeJson(json.text());
    }
    bool written = writeLine(words.sentence + u" %1 tokens:"_s.arg(tokens.size()));
    for (const oauth::Token& token : tokens) {
        written = written
            && writeLine(u"  key %1, client %2, %3"_s.arg(printable(token.shownKey()),
                printable(token.clientId.value_or(u"(none)"_s)),
                token.isRefreshAlone()
                    ? u"refresh token "_s + printable(token.refreshToken.value_or(core::Secret()).maskedToken())
                    : u"access token "_s + printable(token.accessToken.maskedToken())));
    }
    return written;
}

using Change = std::function<store::Reply<QList<oauth::Token>>(store::Repository&, const store::TokenSelection&)>;

/** What --client or --user means, as a filter. */
oauth::Filter ownedBy(const store::TokenSelection& selection)
{
    oauth::FilterTerm term;
    term.key = selection.clientId ? oauth::FilterTerm::Key::Client : oauth::FilterTerm::Key::User;
    term.value = selection.clientId.value_or(selection.userId.value_or(QString()));
    term.literal = true;
    return {{term}};
}

/** Whether a client or user has so many tokens that they are changed in batches and not told one by one. */
core::Result<bool> hasMany(store::Repository& repository, const store::TokenSelection& selection)
{
    constexpr int many = 1000;
    if (!selection.clientId && !selection.userId) {
        return false;
    }
    store::TokenQuery query;
    query.filter = ownedBy(selection);
    std::optional<store::Cursor> after;
    for (int rows = 0; rows < many;) {
        const auto page = await(repository.tokens(query, after));
        if (!page || !page->next) {
            return page ? core::Result<bool>(false) : tl::unexpected(page.error());
        }
        rows += static_cast<int>(page->rows.size());
        after = page->next;
    }
    return true;
}

Outcome changeTokens(const Arguments& arguments, const core::Clock& clock, const Words& words, const Change& change)
{
    if (isGiven(arguments.filter)) {
        const bool alone = !isGiven(arguments.token) && !isGiven(arguments.key) && !isGiven(arguments.client)
            && !isGiven(arguments.user);
        return alone ? changeFiltered(arguments, clock, words.action) : selectionOf(arguments).error();
    }
    const auto selection = selectionOf(arguments);
    if (!selection) {
        return selection.error();
    }
    if (arguments.dryRun) {
        return selection->clientId || selection->userId
            ? changeFiltered(arguments, clock, words.action, ownedBy(*selection))
            : usage(u"--dry-run goes with --filter, --client or --user: one token is one token."_s);
    }
    const auto opened = openFor(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const auto rows = byKey(*opened->repository, *selection);
    if (!rows) {
        return failed(rows.error());
    }
    const auto many = hasMany(*opened->repository, *rows);
    if (!many) {
        return failed(many.error());
    }
    if (*many) {
        return changeMany(arguments, *opened->repository, clock, words.action, ownedBy(*rows));
    }
    const auto changed = await(change(*opened->repository, *rows));
    if (!changed) {
        return failed(changed.error());
    }
    if (changed->isEmpty()) {
        return no(u"No token matches; nothing was %1."_s.arg(words.member));
    }
    return afterChange(printChanged(arguments, *opened->repository, *changed, words, clock.now()));
}

} // namespace

Outcome tokenRevoke(const Arguments& arguments, const core::Clock& clock)
{
    const auto what = revokeWhat(arguments);
    const QString kind = arguments.what == "both" ? u"access and refresh tokens"_s
                                                  : QString::fromStdString(arguments.what) + u" tokens"_s;
    return changeTokens(arguments, clock, {u"revoked"_s, u"Revoked %1 of"_s.arg(kind), store::BulkAction::Revoke},
        [what](store::Repository& repository, const store::TokenSelection& rows) {
            return repository.revoke(rows, what);
        });
}

Outcome tokenExpire(const Arguments& arguments, const core::Clock& clock)
{
    return changeTokens(arguments, clock, {u"expired"_s, u"Ended"_s, store::BulkAction::Expire},
        [](store::Repository& repository, const store::TokenSelection& rows) { return repository.expire(rows); });
}

Outcome tokenRestore(const Arguments& arguments, const core::Clock& clock)
{
    return changeTokens(arguments, clock, {u"restored"_s, u"Took back the revocation of"_s, store::BulkAction::Restore},
        [](store::Repository& repository, const store::TokenSelection& rows) { return repository.restore(rows); });
}

} // namespace owb::cli
