#include "tokencommands.h"

#include "await.h"
#include "core/clock.h"
#include "input.h"
#include "oauth/tokenjson.h"
#include "output.h"
#include "sorting.h"
#include "texttable.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

QString tokenLine(const Arguments& arguments, const store::Repository& repository, const oauth::Token& token,
    qint64 now, oauth::Reveal shown)
{
    const oauth::Origin origin = tokenOrigin(repository.schema(), token);
    return arguments.json ? oauth::toJson(token, origin, now, shown) : describeToken(token, origin, now, shown);
}

bool printToken(const Arguments& arguments, const store::Repository& repository, const oauth::Token& token, qint64 now,
    oauth::Reveal shown)
{
    const QString text = tokenLine(arguments, repository, token, now, shown);
    return arguments.json ? writeJson(text) : writeLine(text);
}

oauth::Reveal revealOf(const Arguments& arguments)
{
    return arguments.reveal ? oauth::Reveal::Yes : oauth::Reveal::No;
}

std::optional<store::TokenQuery> tokenQuery(const Arguments& arguments)
{
    static const QHash<QString, store::TokenSort> sorts{{u"key"_s, store::TokenSort::Key},
        {u"iat"_s, store::TokenSort::IssuedAt}, {u"exp"_s, store::TokenSort::ExpiresAt},
        {u"client_id"_s, store::TokenSort::ClientId}, {u"sub"_s, store::TokenSort::UserId}};
    return sortedQuery<store::TokenQuery>(arguments, sorts);
}

bool printTokenRow(const Arguments& arguments, const store::Repository& repository, const TextTable& table,
    const oauth::Token& token, qint64 now)
{
    if (arguments.json) {
        return writeJson(tokenLine(arguments, repository, token, now, revealOf(arguments)));
    }
    const QString value = arguments.reveal ? token.accessToken.revealText() : token.accessToken.maskedToken();
    const QString mark = token.problems.isEmpty() ? QString() : u"! "_s;
    return table.print({mark + oauth::stateId(token.stateAt(now)), value, token.clientId.value_or(u"(none)"_s),
        token.userId.value_or(u"-"_s), token.scope, moment(token.issuedAt, u"-"_s),
        token.expiresAt ? moment(*token.expiresAt, u"1970-01-01"_s) : u"never"_s});
}

} // namespace

Outcome tokenList(const Arguments& arguments, const core::Clock& clock)
{
    auto query = tokenQuery(arguments);
    if (!query) {
        return usage(u"Tokens can be sorted by key, iat, exp, client_id or sub."_s);
    }
    const qint64 now = clock.now();
    const auto filter = oauth::Filter::parse(QString::fromStdString(arguments.filter), now);
    if (!filter) {
        return failed(filter.error());
    }
    query->filter = *filter;
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const TextTable table({{u"STATE"_s, 9}, {u"ACCESS TOKEN"_s, arguments.reveal ? 48 : 16}, {u"CLIENT ID"_s, 32},
        {u"USER"_s, 14}, {u"SCOPE"_s, 28}, {u"ISSUED"_s, 19}, {u"EXPIRES"_s, 0}});
    bool reading = arguments.json || table.printHeadings();
    std::optional<store::Cursor> after;
    for (int printed = 0; reading;) {
        const auto page = await(opened->repository->tokens(*query, after));
        if (!page) {
            return failed(page.error());
        }
        for (const oauth::Token& token : page->rows) {
            reading = reading && printTokenRow(arguments, *opened->repository, table, token, now);
            reading = reading && ++printed != arguments.limit;
            if (!reading) {
                break;
            }
        }
        after = page->next;
        reading = reading && after;
    }
    return done();
}

Outcome tokenFind(const Arguments& arguments, const core::Clock& clock)
{
    const auto value = readSecret();
    if (!value) {
        return value.error();
    }
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const auto hint = arguments.hint == "access_token" ? oauth::TokenHint::AccessToken
        : arguments.hint == "refresh_token"            ? oauth::TokenHint::RefreshToken
                                                       : oauth::TokenHint::None;
    const auto found = await(opened->repository->queryToken(*value, hint));
    if (!found) {
        return failed(found.error());
    }
    if (!*found) {
        return no(u"The database holds no such token."_s);
    }
    printToken(arguments, *opened->repository, **found, clock.now(), revealOf(arguments));
    return done();
}

Outcome tokenAdd(const Arguments& arguments, const core::Clock& clock)
{
    const auto text = readText(arguments.from);
    if (!text) {
        return text.error();
    }
    const auto token = oauth::tokenFromJson(*text, clock.now());
    if (!token) {
        return failed(token.error());
    }
    const auto given = json::JsonMembers::parse(*text);
    const auto opened = openFor(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const auto stored = await(opened->repository->saveToken(*token));
    if (!stored) {
        return failed(stored.error());
    }
    // Generated values are shown this once: nobody knows them yet. Given ones stay masked.
    oauth::Token shown = *stored;
    const bool accessGiven = given->value(u"access_token"_s).isString();
    const bool refreshGiven = !given->value(u"refresh_token"_s).isBool();
    if (!arguments.reveal && accessGiven) {
        shown.accessToken = core::Secret(stored->accessToken.maskedToken());
    }
    if (!arguments.reveal && stored->refreshToken && refreshGiven) {
        shown.refreshToken = core::Secret(stored->refreshToken->maskedToken());
    }
    const bool written = printToken(arguments, *opened->repository, shown, clock.now(), oauth::Reveal::Yes);
    const bool generated = !accessGiven || (stored->refreshToken && !refreshGiven);
    const QString lost =
        u"The token was stored, but could not be printed and is lost; revoke it with --key %1 and add another."_s.arg(
            stored->shownKey());
    return afterChange(written, generated ? lost : QString());
}

} // namespace owb::cli
