#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** RFC 9068 section 2.2 and OIDC Core section 2. Other kinds have rules of their own about what must be there. */
void checkNeeded(const Case& subject, QList<Finding>& findings)
{
    struct Needed
    {
        QString claim;
        QString rule;
        QString why;
    };
    const QList<Needed> both{
        {u"iss"_s, u"T-CL-01"_s, FindingText::tr("Nothing says who issued it, and so with which keys to verify it.")},
        {u"sub"_s, u"T-CL-12"_s, FindingText::tr("Nothing says whom it is about.")},
    };
    const QList<Needed> ofServer{
        {u"aud"_s, u"T-CL-03"_s, FindingText::tr("Whoever gets it can use it anywhere.")},
        {u"exp"_s, u"T-CL-05"_s, FindingText::tr("Whoever gets it can use it for ever.")},
    };
    const bool isOfServer = isOneOf(subject.kind, {TokenKind::AccessToken, TokenKind::IdToken});
    if (!isOfServer && subject.kind != TokenKind::ClientAssertion) {
        return;
    }
    const QString reference = subject.kind == TokenKind::AccessToken ? u"RFC 9068 §2.2"_s
        : subject.kind == TokenKind::IdToken                         ? u"OIDC Core §2"_s
                                                                     : u"RFC 7523 §3"_s;
    for (const Needed& needed : isOfServer ? both + ofServer : both) {
        needClaims(subject, {needed.claim}, needed.rule, needed.why, reference, findings);
    }
}

void checkIssuer(const Case& subject, QList<Finding>& findings)
{
    const QString issuer = subject.claims.string(u"iss"_s);
    const bool isOfServer = isOneOf(subject.kind, {TokenKind::AccessToken, TokenKind::IdToken});
    if (!isOfServer || !subject.claims.value(u"iss"_s).isString()) {
        return;
    }
    const QUrl url(issuer, QUrl::StrictMode);
    if (url.scheme() != u"https" || url.host().isEmpty() || url.hasQuery() || url.hasFragment()) {
        findings << Finding{Severity::Error, u"T-CL-02"_s, u"iss"_s,
            FindingText::tr("The issuer “%1” is no https address without query and fragment.").arg(readable(issuer)),
            FindingText::tr("Its metadata and its keys cannot be found, or not safely."), u"RFC 8414 §2"_s};
    }
}

void checkSubject(const Case& subject, QList<Finding>& findings)
{
    constexpr qsizetype longest = 255; // OIDC Core section 2
    const QJsonValue value = subject.claims.value(u"sub"_s);
    const QString text = value.toString();
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    QString what;
    QString section = u"RFC 7519 §4.1.2"_s;
    if (!subject.claims.contains(u"sub"_s)) {
        return;
    }
    if (!value.isString()) {
        what = FindingText::tr("The subject, “sub”, is no text.");
    } else if (text.isEmpty() && subject.kind != TokenKind::Jwt) {
        what = FindingText::tr("The subject, “sub”, is empty.");
    } else if (subject.kind == TokenKind::IdToken && (text.size() > longest || !isAscii)) {
        what = FindingText::tr("The subject, “sub”, is longer than 255 ASCII characters, or holds others.");
        section = u"OIDC Core §2"_s;
    }
    if (!what.isEmpty()) {
        findings << Finding{Severity::Error, u"T-CL-12"_s, u"sub"_s, what,
            FindingText::tr("Readers take it for somebody else, or cannot store it."), section};
    }
}

/** Of a DPoP proof it is T-DP-05. */
void checkIdentifier(const Case& subject, QList<Finding>& findings)
{
    if (subject.circumstances.company.wasIdentifierSeen && subject.claims.contains(u"jti"_s)
        && subject.kind != TokenKind::DpopProof) {
        findings << Finding{Severity::Error, u"T-CL-13"_s, u"jti"_s,
            FindingText::tr("Another token of this issuer has the same identifier, “jti”."),
            FindingText::tr("Revoking or refusing one of them hits the other, or misses it."), u"RFC 7519 §4.1.7"_s};
    }
}

/** Kinds that ask for their type in a rule of their own are left to it; there is none for ID Tokens and JARM. */
void checkTyping(const Case& subject, QList<Finding>& findings)
{
    const bool isEvent = subject.kind == TokenKind::Jwt && subject.claims.contains(u"events"_s);
    if ((isEvent || subject.kind == TokenKind::SdJwt) && isPlainType(subject.header)) {
        const QString wanted = isEvent ? u"secevent+jwt"_s : u"dc+sd-jwt"_s;
        findings << Finding{Severity::Warning, u"T-CL-14"_s, u"typ"_s,
            FindingText::tr("The header does not say what the token is for; “%1” would, for example.").arg(wanted),
            FindingText::tr("It can be taken for a token of another kind by the same issuer."), u"RFC 8725 §3.11"_s};
    }
}

/**
 * All that RFC 9068 section 2.2 asks of an access token and OIDC Core sections 2 and 3.1.3.7 of an ID Token, which must
 * be for the client.
 */
void checkTwoKinds(const Case& subject, QList<Finding>& findings)
{
    const bool canBeBoth = isOneOf(subject.kind, {TokenKind::Jwt, TokenKind::IdToken, TokenKind::AccessToken});
    const bool isReported = subject.kind == TokenKind::AccessToken && !idTokenMark(subject).isEmpty(); // T-AT-07
    const bool isComplete =
        hasAll(subject.claims, {u"iss"_s, u"sub"_s, u"aud"_s, u"exp"_s, u"iat"_s, u"client_id"_s, u"jti"_s});
    const bool isForClient = subject.claims.strings(u"aud"_s).contains(subject.claims.string(u"client_id"_s));
    if (canBeBoth && !isReported && isComplete && isForClient && isPlainType(subject.header)) {
        findings << Finding{Severity::Warning, u"T-CL-15"_s, u"typ"_s,
            FindingText::tr("The token holds all that an ID Token and all that an access token needs."),
            FindingText::tr("Client and API both accept it; a “typ” in the header would tell them apart."),
            u"RFC 8725 §3.12"_s};
    }
}

} // namespace

void claimRules(const Case& subject, QList<Finding>& findings)
{
    checkNeeded(subject, findings);
    checkIssuer(subject, findings);
    checkSubject(subject, findings);
    checkIdentifier(subject, findings);
    checkTyping(subject, findings);
    checkTwoKinds(subject, findings);
    timeRules(subject, findings);
    contentRules(subject, findings);
}

} // namespace owb::inspector
