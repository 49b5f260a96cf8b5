#include "oauth/redirectrules.h"

#include "oauth/texts.h"

#include <QSet>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using RedirectSeverity = FieldProblem::Severity;

FieldProblem redirectFinding(RedirectSeverity severity, const QString& uri, const QString& what, const QString& why,
    const QString& reference, const QString& rule)
{
    return {severity, false, u"redirect_uris"_s, uri, what, why, reference, rule};
}

/** 127.0.0.0/8 or ::1, the whole host and never a prefix: 127.evil.example.com is somebody else's. */
bool isLoopbackAddress(const QString& host)
{
    const QStringList parts = host.split(u'.');
    const bool four = parts.size() == 4 && std::all_of(parts.cbegin(), parts.cend(), [](const QString& part) {
        bool number = false;
        return part.toUInt(&number) <= 255 && number;
    });
    return host == "::1"_L1 || (four && parts.constFirst() == "127"_L1);
}

bool isWeb(const QUrl& url)
{
    return url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
}

void checkLocal(const QString& uri, const QUrl& url, bool native, QList<FieldProblem>& found)
{
    if (!native) {
        found << redirectFinding(RedirectSeverity::Note, uri, RuleText::tr("This URI leads to the user's own machine."),
            RuleText::tr("Right while developing; in production nobody listens there."), u"RFC 9700 §2.6"_s,
            u"C-RU-28"_s);
    } else if (url.host() == "localhost"_L1) {
        found << redirectFinding(RedirectSeverity::Warning, uri, RuleText::tr("This URI uses the name localhost."),
            RuleText::tr("A name can be pointed elsewhere; 127.0.0.1 and [::1] cannot."), u"RFC 8252 §8.3"_s,
            u"C-RU-05"_s);
    } else if (url.port() != -1) {
        found << redirectFinding(RedirectSeverity::Note, uri, RuleText::tr("This loopback URI has a fixed port."),
            RuleText::tr(
                "Native applications take any free port, and not every server leaves it out of the comparison."),
            u"RFC 8252 §7.3"_s, u"C-RU-18"_s);
    }
}

void checkPrivateScheme(const QString& uri, const QUrl& url, QList<FieldProblem>& found)
{
    static const QStringList dangerous{u"javascript"_s, u"data"_s, u"vbscript"_s, u"file"_s, u"blob"_s, u"about"_s};
    if (dangerous.contains(url.scheme())) {
        found << redirectFinding(RedirectSeverity::Error, uri,
            RuleText::tr("This scheme runs or reads things in the browser."),
            RuleText::tr("A code sent there can be taken over."), u"RFC 6749 §10.14"_s, u"C-RU-13"_s);
        return;
    }
    if (!url.scheme().contains(u'.')) {
        found << redirectFinding(RedirectSeverity::Warning, uri, RuleText::tr("This private scheme has no period."),
            RuleText::tr("Another application can claim the same scheme; a reversed domain name is safe."),
            u"RFC 8252 §7.1"_s, u"C-RU-09"_s);
    }
    if (QStringView(uri).mid(url.scheme().size()).startsWith("://"_L1)) {
        found << redirectFinding(RedirectSeverity::Warning, uri,
            RuleText::tr("This private scheme is followed by two slashes."),
            RuleText::tr("What comes next is read as a host; one slash is meant."), u"RFC 8252 §7.1"_s, u"C-RU-10"_s);
    }
}

void checkWeb(const QString& uri, const QUrl& url, bool native, QList<FieldProblem>& found)
{
    const bool local = url.host() == "localhost"_L1 || isLoopbackAddress(url.host());
    if (url.scheme() == "http"_L1 && !local) {
        found << redirectFinding(RedirectSeverity::Error, uri, RuleText::tr("This URI uses http on a public host."),
            RuleText::tr("An authorization code sent there can be read on the way."), u"RFC 9700 §2.6"_s, u"C-RU-04"_s);
    } else if (url.scheme() == "http"_L1) {
        checkLocal(uri, url, native, found);
    }
    const auto values = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    if (std::any_of(values.cbegin(), values.cend(), [](const auto& item) { return item.second.contains("://"_L1); })) {
        found << redirectFinding(RedirectSeverity::Warning, uri, RuleText::tr("Another address stands in the query."),
            RuleText::tr("If the page goes on to it, a code can be led away."), u"RFC 9700 §4.11.1"_s, u"C-RU-17"_s);
    }
}

/** What two programs would read differently: dot segments, backslashes, encoded slashes, characters to be encoded. */
bool isAmbiguous(const QString& uri, const QUrl& url)
{
    const QStringList segments = url.path(QUrl::FullyEncoded).split(u'/');
    const bool odd = std::any_of(uri.cbegin(), uri.cend(), [](QChar c) { return c <= u' ' || c > u'~' || c == u'\\'; });
    return odd || segments.contains("."_L1) || segments.contains(".."_L1) || uri.contains("%2f"_L1, Qt::CaseInsensitive)
        || uri.contains("%5c"_L1, Qt::CaseInsensitive);
}

void checkUri(const QString& uri, bool native, QList<FieldProblem>& found)
{
    if (uri.contains(u'*')) {
        found << redirectFinding(RedirectSeverity::Error, uri, RuleText::tr("This URI holds a wildcard."),
            RuleText::tr("Redirect URIs are compared character by character, so the star never matches."),
            u"RFC 9700 §4.1.3"_s, u"C-RU-11"_s);
        return; // hardly a URI any more
    }
    const QUrl url(uri, QUrl::TolerantMode);
    if (isAmbiguous(uri, url)) {
        found << redirectFinding(RedirectSeverity::Warning, uri, RuleText::tr("This URI can be read in two ways."),
            RuleText::tr("Dots, backslashes, encoded slashes and characters outside ASCII are compared differently."),
            u"RFC 9700 §4.1.3"_s, u"C-RU-14"_s);
    }
    if (!url.isValid() || url.scheme().isEmpty() || (isWeb(url) && url.host().isEmpty())) {
        found << redirectFinding(RedirectSeverity::Error, uri, RuleText::tr("This is not an absolute URI."),
            RuleText::tr("The server cannot send anybody there."), u"RFC 6749 §3.1.2"_s, u"C-RU-02"_s);
        return;
    }
    if (uri.contains(u'#')) {
        found << redirectFinding(RedirectSeverity::Error, uri, RuleText::tr("This URI has a fragment."),
            RuleText::tr("What the server adds to it would get lost."), u"RFC 6749 §3.1.2"_s, u"C-RU-03"_s);
    }
    if (!url.userInfo().isEmpty()) {
        found << redirectFinding(RedirectSeverity::Error, uri, RuleText::tr("This URI holds a user name."),
            RuleText::tr("What stands before the @ hides the real host."), u"RFC 3986 §7.6"_s, u"C-RU-12"_s);
    }
    if (isWeb(url)) {
        checkWeb(uri, url, native, found);
    } else {
        checkPrivateScheme(uri, url, found);
    }
}

void checkTogether(const QStringList& uris, const QStringList& grants, QList<FieldProblem>& found)
{
    const bool redirects = grants.contains("authorization_code"_L1) || grants.contains("implicit"_L1);
    if (uris.isEmpty() && redirects) {
        found << redirectFinding(RedirectSeverity::Error, {}, RuleText::tr("No redirect URI is registered."),
            RuleText::tr("The allowed grants send people back to one, so nobody can sign in."), u"RFC 7591 §2"_s,
            u"C-RU-01"_s);
    }
    if (!uris.isEmpty() && !grants.isEmpty() && !redirects) {
        found << redirectFinding(RedirectSeverity::Note, {}, RuleText::tr("No allowed grant uses the redirect URIs."),
            RuleText::tr("What is not used can only be misused."), {}, u"C-RU-20"_s);
    }
    const auto scheme = [](const QString& uri) { return uri.section(u':', 0, 0).toLower(); };
    const auto any = [&](auto test) { return std::any_of(uris.cbegin(), uris.cend(), test); };
    if (any([&](const QString& uri) { return scheme(uri) == "https"_L1; })
        && any([&](const QString& uri) { return scheme(uri).contains(u'.') && uri.contains(u':'); })) {
        found << redirectFinding(RedirectSeverity::Warning, {},
            RuleText::tr("A website and a native application share this client."),
            RuleText::tr("One of them can keep a secret and the other cannot; give each a client of its own."),
            u"RFC 6749 §2.1"_s, u"C-RU-19"_s);
    }
}

} // namespace

QList<FieldProblem> redirectProblems(const Client& client)
{
    QList<FieldProblem> found;
    const QStringList uris = client.redirectUris();
    const bool native = client.metadata.string(u"application_type"_s) == "native"_L1;
    checkTogether(uris, client.grantTypes(), found);
    QSet<QString> seen;
    for (const QString& uri : uris) {
        checkUri(uri, native, found);
        if (seen.contains(uri)) {
            found << redirectFinding(RedirectSeverity::Note, uri, RuleText::tr("This URI is there twice."),
                RuleText::tr("One entry is enough."), {}, u"C-RU-16"_s);
        }
        seen.insert(uri);
    }
    return found;
}

} // namespace owb::oauth
