// owb token family: which tokens were refreshed from which.

#include "await.h"
#include "core/clock.h"
#include "input.h"
#include "oauth/tokenjson.h"
#include "output.h"
#include "texttable.h"
#include "tokencommands.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

using store::FamilyLink;

/** The row that is meant, by its key or by one of its values. */
core::Result<std::optional<oauth::Token>> rowOf(
    const Arguments& arguments, store::Repository& repository, const core::Secret& value)
{
    return isGiven(arguments.key)
        ? await(repository.tokenByKey(oauth::RowKey::fromText(QString::fromStdString(arguments.key))))
        : await(repository.queryToken(value, oauth::TokenHint::None));
}

QString linkId(FamilyLink link)
{
    switch (link) {
    case FamilyLink::None:
        return u"none"_s;
    case FamilyLink::Refreshed:
        return u"refreshed"_s;
    case FamilyLink::SameFamily:
        return u"same_family"_s;
    case FamilyLink::Missing:
        return u"missing"_s;
    case FamilyLink::Circular:
        return u"circular"_s;
    }
    return {};
}

QString linkWords(const store::Family& family, const store::FamilyMember& member)
{
    const QString from =
        member.predecessor < 0 ? QString() : u"key "_s + family.members.at(member.predecessor).token.shownKey();
    switch (member.link) {
    case FamilyLink::None:
        return u"-"_s;
    case FamilyLink::Refreshed:
        return from.isEmpty() ? u"an older one, which is not shown"_s : from;
    case FamilyLink::SameFamily:
        return from + u", as it seems: both are of one family"_s;
    case FamilyLink::Missing:
        return u"a token that is gone"_s;
    case FamilyLink::Circular:
        return u"one that was refreshed from it: the rows contradict each other"_s;
    }
    return {};
}

QString memberJson(
    const store::Repository& repository, const store::FamilyMember& member, qint64 now, oauth::Reveal shown)
{
    const auto json = [&](const oauth::Token& token) {
        return oauth::toJson(token, tokenOrigin(repository.schema(), token), now, shown);
    };
    json::JsonMembers all;
    all.setText(u"token"_s, json(member.token));
    if (member.access) {
        all.setText(u"access_token"_s, json(*member.access));
    }
    all.set(u"link"_s, linkId(member.link));
    if (member.predecessor >= 0) {
        all.set(u"predecessor"_s, member.predecessor);
    }
    all.set(u"is_this"_s, member.isThisOne);
    return all.text();
}

bool printJson(const store::Repository& repository, const store::Family& family, qint64 now, oauth::Reveal shown)
{
    QStringList members;
    for (const store::FamilyMember& member : family.members) {
        members << memberJson(repository, member, now, shown);
    }
    json::JsonMembers json;
    json.setText(u"members"_s, u'[' + members.join(u',') + u']');
    json.set(u"has_older"_s, family.hasOlder);
    json.set(u"has_newer"_s, family.hasNewer);
    if (const QString& gaps = repository.schema().familyGaps; !gaps.isEmpty()) {
        json.set(u"gaps"_s, gaps);
    }
    return writeJson(json.text());
}

bool printText(const store::Repository& repository, const store::Family& family, qint64 now)
{
    const TextTable table({{QString(), 1}, {u"KEY"_s, 14}, {u"ACCESS"_s, 8}, {u"REFRESH"_s, 8}, {u"ISSUED"_s, 19},
        {u"REFRESHED FROM"_s, 0}});
    bool written = table.printHeadings();
    const auto tell = [&written](
                          bool isTrue, const QString& line) { written = written && (!isTrue || writeLine(line)); };
    tell(family.hasOlder, u"  … older ones are not shown"_s);
    for (const store::FamilyMember& member : family.members) {
        const oauth::Token* access = member.accessRow();
        written = written
            && table.print({member.isThisOne ? u"*"_s : QString(), member.token.shownKey(),
                access ? oauth::stateId(access->stateAt(now)) : u"gone"_s, oauth::stateId(member.token.refreshState()),
                moment(member.token.issuedAt, u"-"_s), linkWords(family, member)});
    }
    tell(family.hasNewer, u"  … newer ones are not shown"_s);
    const QString& gaps = repository.schema().familyGaps;
    tell(!gaps.isEmpty(), gaps);
    return written;
}

} // namespace

Outcome tokenFamily(const Arguments& arguments, const core::Clock& clock)
{
    if (isGiven(arguments.token) == isGiven(arguments.key)) {
        return usage(u"Say which token: - (on standard input) or --key."_s);
    }
    const auto value = isGiven(arguments.token) ? readSecret() : Taken<core::Secret>(core::Secret());
    if (!value) {
        return value.error();
    }
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    store::Repository& repository = *opened->repository;
    const auto row = rowOf(arguments, repository, *value);
    if (!row) {
        return failed(row.error());
    }
    if (!*row) {
        return no(u"The database holds no such token."_s);
    }
    const auto family = await(repository.family((*row)->key));
    if (!family) {
        return failed(family.error());
    }
    const auto shown = arguments.reveal ? oauth::Reveal::Yes : oauth::Reveal::No;
    arguments.json ? printJson(repository, *family, clock.now(), shown) : printText(repository, *family, clock.now());
    return done();
}

} // namespace owb::cli
