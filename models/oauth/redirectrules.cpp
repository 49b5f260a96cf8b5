#include "oauth/redirectrules.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using Severity = FieldProblem::Severity;

QString sayOf(const char* text)
{
    return QCoreApplication::translate("Validate", text);
}

FieldProblem redirectFinding(
    Severity severity, const QString& uri, const char* what, const char* why, const QString& reference, const QString& rule)
{
    return {severity, false, u"redirect_uris"_s, uri, sayOf(what), sayOf(why), reference, rule};
}

/** localhost and the loopback addresses of RFC 8252 section 7.3, compared as a host and never as a prefix. */
bool isLoopback(const QString& host)
{
    static const QStringList names {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    return names.contains(host.toLower()) || (host.startsWith("127."_L1) && host.count(u'.') == 3);
}

void checkScheme(const QString& uri, const QUrl& url, QList<FieldProblem>& found)
{
    static const QStringList dangerous {u"javascript"_s, u"data"_s, u"vbscript"_s, u"file"_s, u"blob"_s, u"about"_s};
    const QString scheme = url.scheme();
    if (dangerous.contains(scheme)) {
        found << redirectFinding(Severity::Error, uri, "This scheme runs or reads things in the browser.",
            "A code sent there can be taken over.", u"RFC 6749 §10.14"_s, u"C-RU-13"_s);
    } else if (scheme == "http"_L1 && !isLoopback(url.host())) {
        found << redirectFinding(Severity::Error, uri, "This URI uses http on a public host.",
            "An authorization code sent there can be read on the way.", u"RFC 9700 §2.6"_s, u"C-RU-04"_s);
    } else if (scheme != "http"_L1 && scheme != "https"_L1 && !scheme.contains(u'.')) {
        found << redirectFinding(Severity::Warning, uri, "This private scheme has no period.",
            "Another application can claim the same scheme; a reversed domain name is safe.", u"RFC 8252 §7.1"_s, u"C-RU-09"_s);
    }
}

void checkUri(const QString& uri, QList<FieldProblem>& found)
{
    const QUrl url(uri, QUrl::StrictMode);
    const bool wildcard = uri.contains(u'*');
    if (wildcard) {
        found << redirectFinding(Severity::Error, uri, "This URI holds a wildcard.",
            "Redirect URIs are compared character by character, so the star never matches.", u"RFC 9700 §4.1.3"_s, u"C-RU-11"_s);
    }
    if (!url.isValid() || url.scheme().isEmpty()) {
        found << redirectFinding(Severity::Error, uri, "This is not an absolute URI.",
            "The server cannot send anybody there.", u"RFC 6749 §3.1.2"_s, u"C-RU-02"_s);
        return;
    }
    if (uri.contains(u'#')) {
        found << redirectFinding(Severity::Error, uri, "This URI has a fragment.",
            "What the server adds to it would get lost.", u"RFC 6749 §3.1.2"_s, u"C-RU-03"_s);
    }
    if (!url.userInfo().isEmpty()) {
        found << redirectFinding(Severity::Error, uri, "This URI holds a user name.",
            "What stands before the @ hides the real host.", u"RFC 3986 §7.6"_s, u"C-RU-12"_s);
    }
    checkScheme(uri, url, found);
}

} // namespace

QList<FieldProblem> redirectProblems(const Client& client)
{
    QList<FieldProblem> found;
    const QStringList uris = client.redirectUris();
    const QStringList grants = client.grantTypes();
    if (uris.isEmpty() && (grants.contains("authorization_code"_L1) || grants.contains("implicit"_L1))) {
        found << redirectFinding(Severity::Error, {}, "No redirect URI is registered.",
            "The allowed grants send people back to one, so nobody can sign in.", u"RFC 7591 §2"_s, u"C-RU-01"_s);
    }
    QStringList seen;
    for (const QString& uri : uris) {
        checkUri(uri, found);
        if (seen.contains(uri)) {
            found << redirectFinding(
                Severity::Note, uri, "This URI is there twice.", "One entry is enough.", {}, u"C-RU-16"_s);
        }
        seen << uri;
    }
    return found;
}

} // namespace owb::oauth
