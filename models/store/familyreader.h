#pragma once

#include "store/family.h"
#include "store/familysql.h"
#include "store/session.h"

#include <QSet>

namespace owb::store {

/** Reads the family of a token: from it back to the first and on to the last, a row at a time, by key. */
class FamilyReader
{
public:
    /** Both must outlive it. */
    FamilyReader(Session& session, const Tables& tables);
    /** Once. Failure: Unsupported where rows do not tell what they were refreshed from. */
    [[nodiscard]] core::Result<Family> read(const oauth::RowKey& key);

    /** One issue: a row, or that of a refresh token with that of its access token. */
    struct Issue
    {
        LinkedRow main;
        std::optional<oauth::Token> access;
        core::Secret from; // what it was refreshed from
        core::Secret handle; // what its successors call it
    };

private:
    using MaybeIssue = core::Result<std::optional<Issue>>;
    [[nodiscard]] const FamilySql& sqlOf(const oauth::RowKey& key) const;
    [[nodiscard]] core::Result<std::optional<LinkedRow>> first(const FamilySql& sql, const Statement& statement) const;
    [[nodiscard]] MaybeIssue whole(const FamilySql& sql, const Statement& statement) const;
    [[nodiscard]] core::Result<Issue> completed(const LinkedRow& row) const;
    [[nodiscard]] MaybeIssue before(const Issue& issue) const;
    [[nodiscard]] core::Result<QList<Issue>> after(const Issue& issue, int limit) const;
    [[nodiscard]] core::Result<QList<Issue>> ofFamily(SortOrder order) const;

    /** Towards the first, until there are `most`. */
    [[nodiscard]] core::Result<> walkBack(qsizetype most);
    /** From all that are known, nearest first. */
    [[nodiscard]] core::Result<> walkOn();
    /** What else bears the mark of the family. */
    [[nodiscard]] core::Result<> addMarked();
    [[nodiscard]] qsizetype room() const { return familyLimit - m_issues.size(); }
    [[nodiscard]] bool isKnown(const Issue& issue) const { return m_known.contains(issue.main.token.key.text()); }
    void add(const Issue& issue);

    Session& m_session;
    FamilySql m_tokens;
    FamilySql m_refreshTokens;
    QList<Issue> m_issues; // that of the question first
    QSet<QString> m_known; // their keys
    qsizetype m_earliest = 0; // walked back to
    qsizetype m_walked = 0; // walked on from
    bool m_hasOlder = false;
    bool m_hasNewer = false;
};

/** Issues as a family, in their order; the first of the list is the one that was asked about. */
[[nodiscard]] Family familyOf(const QList<FamilyReader::Issue>& issues);

} // namespace owb::store
