#include "store/familyreader.h"

#include "store/readoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

FamilyReader::FamilyReader(Session& session, const Tables& tables)
    : m_session(session)
    , m_tokens(tables.tokens)
    , m_refreshTokens(tables.refreshTokens)
{ }

const FamilySql& FamilyReader::sqlOf(const oauth::RowKey& key) const
{
    return key.ofRefreshTokens ? m_refreshTokens : m_tokens;
}

core::Result<Family> FamilyReader::read(const oauth::RowKey& key)
{
    if (!m_tokens.tells() && !m_refreshTokens.tells()) {
        return core::failure(core::Error::Kind::Unsupported, u"families of tokens"_s,
            {u"its rows do not tell which token was refreshed from which"_s});
    }
    const FamilySql& sql = sqlOf(key);
    const auto start = sql.exists() ? whole(sql, sql.byKey(key)) : MaybeIssue(std::nullopt);
    if (!start || !*start) {
        return start ? core::Result<Family>(Family()) : tl::unexpected(start.error());
    }
    add(**start);
    // Half of the room for what came before, so that there is some for what came after; then whatever is left.
    const auto walked = walkBack(familyLimit / 2)
                            .and_then([this] { return walkOn(); })
                            .and_then([this] { return walkBack(familyLimit); })
                            .and_then([this] { return walkOn(); })
                            .and_then([this] { return addMarked(); });
    if (!walked) {
        return tl::unexpected(walked.error());
    }
    Family family = familyOf(m_issues);
    for (FamilyMember& member : family.members) {
        if (m_hasOlder && member.link == FamilyLink::Missing && member.predecessor < 0) {
            member.link = FamilyLink::Refreshed; // from one of those that are left out
        }
    }
    family.hasOlder = m_hasOlder;
    family.hasNewer = m_hasNewer;
    return family;
}

void FamilyReader::add(const Issue& issue)
{
    m_known.insert(issue.main.token.key.text());
    m_issues.append(issue);
}

core::Result<std::optional<LinkedRow>> FamilyReader::first(const FamilySql& sql, const Statement& statement) const
{
    return readAll(m_session, sql, statement).map([](const QList<LinkedRow>& rows) {
        return rows.isEmpty() ? std::optional<LinkedRow>() : std::optional(rows.constFirst());
    });
}

FamilyReader::MaybeIssue FamilyReader::whole(const FamilySql& sql, const Statement& statement) const
{
    const auto row = first(sql, statement);
    if (!row || !*row) {
        return row ? MaybeIssue(std::nullopt) : tl::unexpected(row.error());
    }
    return completed(**row).map([](const Issue& issue) { return std::optional(issue); });
}

/** With the other row that was written with it, where layouts have two. */
core::Result<FamilyReader::Issue> FamilyReader::completed(const LinkedRow& row) const
{
    Issue issue{row, {}, row.from, row.token.refreshToken.value_or(core::Secret())};
    if (!m_refreshTokens.exists()) {
        return issue;
    }
    const QString key = row.token.key.parts.constFirst().toString();
    const bool isRefresh = row.token.key.ofRefreshTokens;
    const auto other = isRefresh && row.accessLink.isEmpty() ? std::optional<LinkedRow>()
        : isRefresh                                          ? first(m_tokens, m_tokens.byKeyText(row.accessLink))
                    : first(m_refreshTokens, m_refreshTokens.ofAccessToken(key));
    if (!other) {
        return tl::unexpected(other.error());
    }
    if (*other) {
        issue.main = isRefresh ? row : **other;
        issue.access = isRefresh ? (*other)->token : row.token;
        issue.from = isRefresh ? (*other)->from : row.from;
    }
    const oauth::Token& main = issue.main.token;
    issue.handle = m_tokens.namesKeys()
        ? core::Secret(main.key.ofRefreshTokens ? main.key.parts.constFirst().toString() : QString())
        : main.refreshToken.value_or(core::Secret());
    return issue;
}

FamilyReader::MaybeIssue FamilyReader::before(const Issue& issue) const
{
    if (issue.from.isEmpty()) { // '' would be every row without a refresh token
        return std::nullopt;
    }
    return m_tokens.namesKeys() ? whole(m_refreshTokens, m_refreshTokens.byKeyText(issue.from.revealText()))
                                : whole(m_tokens, m_tokens.byStoredToken(issue.from));
}

core::Result<QList<FamilyReader::Issue>> FamilyReader::after(const Issue& issue, int limit) const
{
    QList<Issue> found;
    if (issue.handle.isEmpty()) {
        return found;
    }
    const auto rows = readAll(m_session, m_tokens, m_tokens.refreshedFrom(issue.handle, issue.main.token, limit));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    for (const LinkedRow& row : *rows) {
        const auto next = completed(row);
        if (!next) {
            return tl::unexpected(next.error());
        }
        found << *next;
    }
    return found;
}

core::Result<> FamilyReader::walkBack(qsizetype most)
{
    for (;;) {
        const auto previous = before(m_issues.at(m_earliest));
        if (!previous || !*previous || isKnown(**previous)) { // known: the rows lead in a circle
            return previous ? core::Result<>() : tl::unexpected(previous.error());
        }
        if (m_issues.size() > most || room() == 0) {
            m_hasOlder = room() == 0;
            return {};
        }
        m_earliest = m_issues.size();
        add(**previous);
    }
}

core::Result<> FamilyReader::walkOn()
{
    for (; m_walked < m_issues.size(); ++m_walked) {
        const auto next = after(m_issues.at(m_walked), static_cast<int>(room()) + 2); // one of them is known already
        if (!next) {
            return tl::unexpected(next.error());
        }
        for (const Issue& issue : *next) {
            if (isKnown(issue)) {
                continue;
            }
            if (room() == 0) {
                m_hasNewer = true;
                return {};
            }
            add(issue);
        }
    }
    return {};
}

core::Result<QList<FamilyReader::Issue>> FamilyReader::ofFamily(SortOrder order) const
{
    const LinkedRow& start = m_issues.constFirst().main;
    const FamilySql& sql = sqlOf(start.token.key);
    const auto rows = readAll(m_session, sql, sql.ofFamily(start, order, familyLimit));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    QList<Issue> found;
    for (const LinkedRow& row : *rows) {
        if (m_known.contains(row.token.key.text())) {
            continue;
        }
        const auto issue = completed(row);
        if (!issue) {
            return tl::unexpected(issue.error());
        }
        found << *issue;
    }
    return found;
}

core::Result<> FamilyReader::addMarked()
{
    if (m_issues.constFirst().main.family.isEmpty()) {
        return {};
    }
    const auto newer = ofFamily(SortOrder::Ascending);
    const auto older = newer ? ofFamily(SortOrder::Descending) : tl::unexpected(newer.error());
    if (!older) {
        return tl::unexpected(older.error());
    }
    const qsizetype free = room();
    const qsizetype ofNewer = std::min(newer->size(), std::max(free / 2, free - older->size()));
    const qsizetype ofOlder = std::min(older->size(), free - ofNewer);
    for (const Issue& issue : newer->first(ofNewer) + older->first(ofOlder)) {
        add(issue);
    }
    m_hasNewer = m_hasNewer || ofNewer < newer->size();
    m_hasOlder = m_hasOlder || ofOlder < older->size();
    return {};
}

} // namespace owb::store
