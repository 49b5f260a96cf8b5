#include "inspector/paste.h"

#include "inspector/inspection.h"
#include "inspector/texts.h"
#include "json/jsonmembers.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

constexpr qsizetype longest = 16 * 1024 * 1024; // more is no token and no key set

/** The names under which responses carry tokens: RFC 6749 section 5.1, OpenID Connect Core, RFC 8693, JARM. */
QStringList tokenNames()
{
    return {u"access_token"_s, u"id_token"_s, u"refresh_token"_s, u"response"_s, u"logout_token"_s, u"id_token_hint"_s,
        u"client_assertion"_s, u"assertion"_s, u"request"_s, u"subject_token"_s, u"token"_s};
}

/** `lookUp` gives the value of a parameter or a member; empty when absent. */
template <class LookUp> void takeTokens(Pasted& pasted, LookUp lookUp)
{
    const QStringList names = tokenNames();
    for (const QString& name : names) {
        const QString value = lookUp(name);
        if (!value.isEmpty()) {
            pasted.tokens.append({name, core::Secret(value)});
        }
    }
    pasted.tokenType = lookUp(u"token_type"_s);
    bool isNumber = false;
    const qint64 seconds = lookUp(u"expires_in"_s).toLongLong(&isNumber);
    if (isNumber) {
        pasted.expiresIn = seconds;
    }
    const QString code = lookUp(u"code"_s);
    if (!code.isEmpty()) {
        pasted.code = core::Secret(code);
    }
}

std::optional<Pasted> fromJson(const QString& text)
{
    const auto members = json::JsonMembers::parse(text);
    if (!members) {
        return {};
    }
    Pasted pasted;
    if (members->contains(u"kty"_s) || members->contains(u"keys"_s)) {
        pasted.keys = core::Secret(text);
        pasted.what = members->contains(u"keys"_s) ? StepText::tr("a key set") : StepText::tr("a key");
        return pasted;
    }
    if (members->contains(u"payload"_s) || members->contains(u"ciphertext"_s)) {
        pasted.tokens.append({{}, core::Secret(text)});
        pasted.what = StepText::tr("a token in JSON");
        return pasted;
    }
    takeTokens(pasted, [&](const QString& name) {
        const QJsonValue value = members->value(name);
        return value.isString() ? value.toString() : value.isDouble() ? QString::number(value.toInteger()) : QString();
    });
    pasted.what = pasted.tokens.isEmpty() ? QString() : StepText::tr("a token response");
    return pasted;
}

/** What came back to a redirect URI: in the query, or behind the number sign (RFC 6749 sections 4.1.2 and 4.2.2). */
std::optional<Pasted> fromAddress(const QString& text)
{
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*:/"_s);
    const QUrl url(text);
    if (!scheme.match(text).hasMatch() || !url.isValid()) {
        return {};
    }
    const QUrlQuery query(url);
    const QUrlQuery fragment(url.fragment(QUrl::FullyEncoded));
    Pasted pasted;
    takeTokens(pasted, [&](const QString& name) {
        return (fragment.hasQueryItem(name) ? fragment : query).queryItemValue(name, QUrl::FullyDecoded);
    });
    pasted.isInQuery = !pasted.tokens.isEmpty() && query.hasQueryItem(pasted.tokens.first().name);
    pasted.what = pasted.tokens.isEmpty() && !pasted.code ? QString() : StepText::tr("a callback address");
    return pasted;
}

/** RFC 6750 section 2.1, RFC 9449 section 7.1; with or without the header's name. */
std::optional<Pasted> fromHeader(const QString& text)
{
    static const QRegularExpression header(
        u"^(?:-H\\s*)?['\"]?(?:authorization\\s*:\\s*)?(bearer|dpop)\\s+(\\S+?)['\"]?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = header.match(text);
    if (!match.hasMatch()) {
        return {};
    }
    Pasted pasted;
    pasted.tokens.append({u"access_token"_s, core::Secret(match.captured(2))});
    pasted.tokenType = match.captured(1);
    pasted.what = StepText::tr("an Authorization header");
    return pasted;
}

/** Mail and terminals break long lines; no token holds white space or quotes. */
QString joined(const QString& text)
{
    static const QRegularExpression space(u"\\s+"_s);
    QString token = text;
    token.remove(space);
    const bool isQuoted =
        token.size() > 1 && token.front() == token.back() && (token.front() == u'"' || token.front() == u'\'');
    return isQuoted ? token.sliced(1, token.size() - 2) : token;
}

} // namespace

Pasted recognise(const core::Secret& text)
{
    const QString trimmed = text.revealText().trimmed();
    if (trimmed.isEmpty() || trimmed.size() > longest) {
        return {};
    }
    if (trimmed.contains(u"-----BEGIN"_s)) {
        Pasted pasted;
        pasted.keys = core::Secret(trimmed);
        pasted.what = StepText::tr("a key or certificate in PEM");
        return pasted;
    }
    if (trimmed.startsWith(u'{')) {
        return fromJson(trimmed).value_or(Pasted{{{{}, core::Secret(trimmed)}}, {}, {}, {}, {}, {}, false});
    }
    if (const auto header = fromHeader(trimmed)) {
        return *header;
    }
    if (const auto address = fromAddress(trimmed)) {
        return *address;
    }
    Pasted pasted;
    const QString token = joined(trimmed);
    pasted.tokens.append({{}, core::Secret(token)});
    pasted.what = writingOf(token.toUtf8()) == Writing::Unknown ? QString() : StepText::tr("a token");
    return pasted;
}

} // namespace owb::inspector
