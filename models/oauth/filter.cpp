#include "oauth/filter.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using ErrorKind = core::Error::Kind;
using Key = FilterTerm::Key;

constexpr qint64 always = std::numeric_limits<qint64>::max();
constexpr qint64 ever = std::numeric_limits<qint64>::min();

const QHash<QString, Key>& filterKeys()
{
    static const QHash<QString, Key> keys {{u"client"_s, Key::Client}, {u"user"_s, Key::User}, {u"scope"_s, Key::Scope},
        {u"state"_s, Key::State}, {u"type"_s, Key::Type}, {u"issued"_s, Key::Issued}, {u"expires"_s, Key::Expires},
        {u"grant"_s, Key::Grant}, {u"redirect"_s, Key::Redirect}};
    return keys;
}

int editDistance(const QString& a, const QString& b)
{
    QList<int> row(b.size() + 1);
    for (int j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (int i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.constLast();
}

QString nearestOf(const QString& word, QStringList candidates)
{
    std::sort(candidates.begin(), candidates.end());
    return *std::min_element(candidates.cbegin(), candidates.cend(),
        [&word](const QString& a, const QString& b) { return editDistance(word, a) < editDistance(word, b); });
}

tl::unexpected<core::Error> notUnderstood(const QString& word, const QString& nearest = {})
{
    return core::failure(ErrorKind::InvalidQuery, word, nearest.isEmpty() ? QStringList {} : QStringList {nearest});
}

/** 7d, 12h, 30m or 45s in seconds. */
std::optional<qint64> distance(const QString& text)
{
    static const QRegularExpression pattern(u"^(-?)(\\d{1,9})([dhms])$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    static const QHash<QChar, qint64> units {{u'd', 86400}, {u'h', 3600}, {u'm', 60}, {u's', 1}};
    const qint64 seconds = match.captured(2).toLongLong() * units.value(match.captured(3).at(0));
    return match.captured(1).isEmpty() ? seconds : -seconds;
}

/** The first second of a day or moment, and the first one after it. */
std::optional<std::pair<qint64, qint64>> dayOrMoment(const QString& text)
{
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10) {
        return std::pair(day.startOfDay().toSecsSinceEpoch(), day.addDays(1).startOfDay().toSecsSinceEpoch());
    }
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid() || text.size() <= 10) {
        return std::nullopt;
    }
    return std::pair(moment.toSecsSinceEpoch(), moment.toSecsSinceEpoch() + 1);
}

/** issued:<7d = in the last 7 days; expires:<7d = within the next 7 days; > = beyond that. */
void setDistance(FilterTerm& term, qint64 seconds, qint64 now)
{
    const bool past = term.key == Key::Issued || seconds < 0;
    const qint64 edge = past ? now - std::abs(seconds) : now + seconds;
    const bool nearer = term.compare != FilterTerm::Compare::After;
    if (past) {
        term.from = nearer ? edge : ever;
        term.to = nearer ? now + 1 : edge;
    } else {
        term.from = nearer ? now : edge + 1;
        term.to = nearer ? edge + 1 : always;
    }
}

bool setMoment(FilterTerm& term, qint64 now)
{
    using Compare = FilterTerm::Compare;
    QString text = term.value;
    if (text.startsWith(u'<') || text.startsWith(u'>')) {
        term.compare = text.startsWith(u'<') ? Compare::Before : Compare::After;
        text = text.sliced(1);
        term.value = text;
    }
    if (const auto seconds = distance(text)) {
        setDistance(term, *seconds, now);
        return true;
    }
    const auto span = dayOrMoment(text);
    if (!span) {
        return false;
    }
    term.from = term.compare == Compare::Before ? ever : term.compare == Compare::After ? span->second : span->first;
    term.to = term.compare == Compare::Before ? span->first : term.compare == Compare::After ? always : span->second;
    return true;
}

/** Cuts a text into terms at spaces outside double quotes; nothing when a quote is not closed. */
std::optional<QStringList> splitTerms(const QString& text)
{
    QStringList terms;
    QString term;
    bool quoted = false;
    for (const QChar c : text) {
        quoted = c == u'"' ? !quoted : quoted;
        if (c.isSpace() && !quoted) {
            terms << term;
            term.clear();
        } else {
            term += c;
        }
    }
    terms << term;
    terms.removeAll(QString());
    return quoted ? std::nullopt : std::optional(terms);
}

core::Result<FilterTerm> parseTerm(const QString& source, qint64 now)
{
    FilterTerm term;
    term.source = source;
    QString text = source;
    if (text.startsWith(u'-') && text.size() > 1) {
        term.negated = true;
        text = text.sliced(1);
    }
    static const QRegularExpression keyed(u"^([A-Za-z]+):(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = keyed.match(text);
    const bool address = text.contains("://"_L1) && match.captured(2).startsWith("//"_L1);
    if (!match.hasMatch() || address) { // a URI is a word
        term.value = text.remove(u'"');
        return term;
    }
    const QString key = match.captured(1).toLower();
    if (!filterKeys().contains(key)) {
        return notUnderstood(match.captured(1), nearestOf(key, filterKeys().keys()));
    }
    term.key = filterKeys().value(key);
    term.value = match.captured(2).remove(u'"');
    if (term.value.isEmpty()) {
        return notUnderstood(source);
    }
    const QStringList states {u"active"_s, u"expired"_s, u"revoked"_s};
    if (term.key == Key::State && !states.contains(term.value)) {
        return notUnderstood(term.value, nearestOf(term.value, states));
    }
    if ((term.key == Key::Issued || term.key == Key::Expires) && !setMoment(term, now)) {
        return notUnderstood(source, u"2026-01-31, 7d or 12h"_s);
    }
    return term;
}

} // namespace

core::Result<Filter> Filter::parse(const QString& text, qint64 now)
{
    const auto sources = splitTerms(text);
    if (!sources) {
        return notUnderstood(text.sliced(text.lastIndexOf(u'"')));
    }
    Filter filter;
    for (const QString& source : *sources) {
        const auto term = parseTerm(source, now);
        if (!term) {
            return tl::unexpected(term.error());
        }
        filter.terms << *term;
    }
    return filter;
}

} // namespace owb::oauth
