#include "codecommands.h"

#include "await.h"
#include "core/clock.h"
#include "input.h"
#include "oauth/codejson.h"
#include "oauth/token.h"
#include "output.h"
#include "sorting.h"
#include "texttable.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

std::optional<store::CodeQuery> codeQuery(const Arguments& arguments)
{
    static const QHash<QString, store::CodeSort> sorts{{u"key"_s, store::CodeSort::Key},
        {u"iat"_s, store::CodeSort::AuthTime}, {u"client_id"_s, store::CodeSort::ClientId}};
    return sortedQuery<store::CodeQuery>(arguments, sorts);
}

bool printCodeRow(const Arguments& arguments, const store::Repository& repository, const TextTable& table,
    const oauth::AuthorizationCode& code, qint64 now)
{
    const auto reveal = arguments.reveal ? oauth::Reveal::Yes : oauth::Reveal::No;
    if (arguments.json) {
        return writeJson(oauth::toJson(code, codeOrigin(repository.schema()), now, reveal));
    }
    const QString mark = code.problems.isEmpty() ? QString() : u"! "_s;
    return table.print(
        {mark + oauth::stateId(code.stateAt(now)), arguments.reveal ? code.code.revealText() : code.code.maskedToken(),
            code.clientId.value_or(u"(none)"_s), code.userId.value_or(u"-"_s), code.scope,
            moment(code.authTime, u"-"_s), code.expiresAt ? moment(*code.expiresAt, u"1970-01-01"_s) : u"never"_s});
}

} // namespace

Outcome codeList(const Arguments& arguments, const core::Clock& clock)
{
    auto query = codeQuery(arguments);
    if (!query) {
        return usage(u"Codes can be sorted by key, iat or client_id."_s);
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
    const TextTable table({{u"STATE"_s, 9}, {u"CODE"_s, arguments.reveal ? 48 : 16}, {u"CLIENT ID"_s, 32},
        {u"USER"_s, 14}, {u"SCOPE"_s, 28}, {u"ISSUED"_s, 19}, {u"EXPIRES"_s, 0}});
    bool reading = arguments.json || table.printHeadings();
    std::optional<store::Cursor> after;
    for (int printed = 0; reading;) {
        const auto page = await(opened->repository->codes(*query, after));
        if (!page) {
            return failed(page.error());
        }
        for (const oauth::AuthorizationCode& code : page->rows) {
            reading = reading && printCodeRow(arguments, *opened->repository, table, code, now)
                && ++printed != arguments.limit;
        }
        after = page->next;
        reading = reading && after;
    }
    return done();
}

Outcome codeAdd(const Arguments& arguments, const core::Clock& clock)
{
    const auto text = readText(arguments.from);
    if (!text) {
        return text.error();
    }
    const auto code = oauth::codeFromJson(*text, clock.now());
    if (!code) {
        return failed(code.error());
    }
    const auto opened = openFor(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const auto stored = await(opened->repository->saveCode(*code));
    if (!stored) {
        return failed(stored.error());
    }
    const store::SchemaInfo& schema = opened->repository->schema();
    oauth::AuthorizationCode shown = *stored;
    shown.code = code->code; // the database may keep only a digest
    const QString json = oauth::toJson(shown, codeOrigin(schema), clock.now(), oauth::Reveal::Yes);
    const bool written = arguments.json ? writeJson(json) : writeLine(u"code  "_s + printable(code->code.revealText()));
    return afterChange(written, u"The code was stored, but could not be printed and is lost; add another."_s);
}

} // namespace owb::cli
