#include "oauth/filter.h"

#include "oauth/membershape.h"
#include "oauth/texts.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using ErrorKind = core::Error::Kind;
using Key = FilterTerm::Key;

constexpr qint64 always = std::numeric_limits<qint64>::max();
constexpr qint64 ever = std::numeric_limits<qint64>::min();

const QHash<QString, Key>& filterKeys()
{
    static const QHash<QString, Key> keys{{u"client"_s, Key::Client}, {u"user"_s, Key::User}, {u"scope"_s, Key::Scope},
        {u"state"_s, Key::State}, {u"type"_s, Key::Type}, {u"issued"_s, Key::Issued}, {u"expires"_s, Key::Expires},
        {u"grant"_s, Key::Grant}, {u"redirect"_s, Key::Redirect}};
    return keys;
}

QString nearestOf(const QString& word, QStringList candidates)
{
    constexpr qsizetype longest = 64; // nobody mistypes more, and hostile words cost nothing
    const QString written = word.first(std::min(word.size(), longest)).toLower();
    std::sort(candidates.begin(), candidates.end());
    return *std::min_element(candidates.cbegin(), candidates.cend(),
        [&written](const QString& a, const QString& b) { return editDistance(written, a) < editDistance(written, b); });
}

tl::unexpected<core::Error> mistyped(const QString& word, const QString& nearest)
{
    return core::failure(ErrorKind::InvalidQuery, word, {nearest});
}

/** When no other word is meant: `remedy` says what to write. */
tl::unexpected<core::Error> notUnderstood(const QString& word, const QString& remedy)
{
    return core::failure(ErrorKind::InvalidQuery, word, {QString(), remedy});
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
    const bool nearer = term.compare != FilterTerm::Compare::After;
    if (term.key == Key::Expires && seconds >= 0) {
        const qint64 edge = now + seconds;
        term.from = nearer ? now : edge + 1;
        term.to = nearer ? edge + 1 : always;
        return;
    }
    const qint64 edge = now - std::abs(seconds);
    const qint64 present = term.key == Key::Expires ? now : now + 1; // what expires this second has not expired yet
    term.from = nearer ? edge : ever;
    term.to = nearer ? present : edge;
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
    if (const auto seconds = distanceFrom(text)) {
        setDistance(term, *seconds, now);
        return true;
    }
    const auto span = dayOrMoment(text);
    if (!span) {
        return false;
    }
    switch (term.compare) {
    case Compare::Equal:
        std::tie(term.from, term.to) = *span;
        break;
    case Compare::Before:
        std::tie(term.from, term.to) = std::pair(ever, span->first);
        break;
    case Compare::After:
        std::tie(term.from, term.to) = std::pair(span->second, always);
        break;
    }
    return true;
}

/** Cuts a text into terms at spaces outside double quotes; nothing when a quote is not closed. */
std::optional<QStringList> splitTerms(const QString& text)
{
    QStringList terms;
    QString term;
    bool quoted = false;
    bool escaped = false;
    for (const QChar c : text) {
        quoted = c == u'"' && !escaped ? !quoted : quoted;
        escaped = quoted && !escaped && c == u'\\';
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

/** A value without its quotes and escapes. */
QString plainValue(const QString& written, bool* pattern = nullptr)
{
    QString plain;
    bool quoted = false;
    for (qsizetype i = 0; i < written.size(); ++i) {
        const QChar c = written.at(i);
        if (quoted && c == u'\\' && i + 1 < written.size() && u"\"*\\"_s.contains(written.at(i + 1))) {
            plain += written.at(++i);
        } else if (c == u'"') {
            quoted = !quoted;
        } else {
            if (pattern) {
                *pattern = *pattern || c == u'*';
            }
            plain += c;
        }
    }
    return plain;
}

/** `key:value` taken apart; nothing for a word. A URI is a word. */
std::optional<std::pair<QString, QString>> keyAndValue(const QString& text)
{
    static const QRegularExpression keyed(u"^([A-Za-z]+):(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = keyed.match(text);
    if (!match.hasMatch() || match.captured(2).startsWith("//"_L1)) {
        return std::nullopt;
    }
    return std::pair(match.captured(1), match.captured(2));
}

core::Result<> checkValue(FilterTerm& term, const QString& source, qint64 now)
{
    static const QStringList states{u"active"_s, u"expired"_s, u"revoked"_s};
    if (term.value.isEmpty()) {
        return notUnderstood(source, FilterText::tr("Write a value after the colon."));
    }
    const QString small = term.value.toLower();
    if (term.key == Key::State) {
        if (!states.contains(small)) {
            return mistyped(term.value, nearestOf(small, states));
        }
        term.value = small;
    }
    if (term.key == Key::Type && (small == "public"_L1 || small == "confidential"_L1)) {
        term.value = small;
    }
    if ((term.key == Key::Issued || term.key == Key::Expires) && !setMoment(term, now)) {
        return notUnderstood(source, FilterText::tr("Write a day like 2026-01-31 or a time like 7d, 12h or 30m."));
    }
    return {};
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
    const auto parts = keyAndValue(text);
    if (!parts) {
        term.value = plainValue(text);
        return term;
    }
    const QString key = parts->first.toLower();
    if (!filterKeys().contains(key)) {
        return mistyped(parts->first, nearestOf(key, filterKeys().keys()));
    }
    term.key = filterKeys().value(key);
    bool pattern = false;
    term.value = plainValue(parts->second, &pattern);
    term.literal = !pattern && term.value.contains(u'*');
    if (const auto checked = checkValue(term, source, now); !checked) {
        return tl::unexpected(checked.error());
    }
    return term;
}

} // namespace

QString quotedValue(const QString& value)
{
    QString quoted = value;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'*', u"\\*"_s);
    return u'"' + quoted + u'"';
}

std::optional<qint64> distanceFrom(const QString& text)
{
    static const QRegularExpression pattern(u"^(-?)(\\d{1,9})([dhms])$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    static const QHash<QChar, qint64> units{{u'd', 86400}, {u'h', 3600}, {u'm', 60}, {u's', 1}};
    const qint64 seconds = match.captured(2).toLongLong() * units.value(match.captured(3).at(0));
    return match.captured(1).isEmpty() ? seconds : -seconds;
}

core::Result<Filter> Filter::parse(const QString& text, qint64 now)
{
    const auto sources = splitTerms(text);
    if (!sources) {
        return notUnderstood(text.sliced(text.lastIndexOf(u'"')), FilterText::tr("Close the quotation mark."));
    }
    Filter filter;
    for (const QString& source : *sources) {
        const auto term = parseTerm(source, now);
        if (!term) {
            return tl::unexpected(term.error());
        }
        if (!term->value.isEmpty()) { // "" asks for nothing
            filter.terms << *term;
        }
    }
    return filter;
}

} // namespace owb::oauth
