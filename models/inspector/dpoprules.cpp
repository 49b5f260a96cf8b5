#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "jose/base64url.h"

#include <QCryptographicHash>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** RFC 7518 section 6.2.2, 6.3.2 and 6.4, RFC 8037 section 2: what only a private key or a shared secret holds. */
bool holdsPrivate(const json::JsonMembers& jwk)
{
    for (const QString& member : {u"d"_s, u"p"_s, u"q"_s, u"dp"_s, u"dq"_s, u"qi"_s, u"k"_s}) {
        if (jwk.contains(member)) {
            return true;
        }
    }
    return false;
}

void checkProofForm(const Case& subject, QList<Finding>& findings)
{
    const auto wrong = [&](Severity severity, const QString& member, const QString& what, const QString& why,
                           const QString& section) {
        findings << Finding{severity, u"T-DP-01"_s, member, what, why, section};
    };
    if (mediaType(subject.header) != u"dpop+jwt") {
        wrong(Severity::Error, u"typ"_s, FindingText::tr("The header does not say “dpop+jwt”."),
            FindingText::tr("A server must refuse it: it may be another token of the client."), u"RFC 9449 §4.3"_s);
    }
    if (isSymmetric(subject.header)) {
        wrong(Severity::Error, u"alg"_s,
            FindingText::tr("The proof is signed with a shared secret, %1.").arg(subject.header.algorithm()),
            FindingText::tr("It must be signed with a private key that nobody else has."), u"RFC 9449 §11.6"_s);
    }
    if (!subject.header.contains(u"jwk"_s)) {
        wrong(Severity::Error, u"jwk"_s, FindingText::tr("The header does not hold the public key, “jwk”."),
            FindingText::tr("Nobody can verify the proof, nor bind a token to its key."), u"RFC 9449 §4.2"_s);
        return;
    }
    const QString text = memberText(subject.header, u"jwk"_s);
    const auto jwk = json::JsonMembers::parse(text);
    const auto key = jose::keyFromJwk(text);
    if (jwk && holdsPrivate(*jwk)) {
        wrong(Severity::Critical, u"jwk"_s, FindingText::tr("The header holds the private key."),
            FindingText::tr("Whoever saw the proof can make others: the key is lost, make a new one."),
            u"RFC 9449 §4.2"_s);
    } else if (!key && key.error().rule != u"T-AL-10") {
        wrong(Severity::Error, u"jwk"_s, FindingText::tr("The header's “jwk” is no key: %1").arg(key.error().what),
            FindingText::tr("Nobody can verify the proof, nor bind a token to its key."), u"RFC 9449 §4.3"_s);
    }
}

/** RFC 9449 section 4.3 with RFC 3986 section 6.2: the address without query and fragment, written in one way. */
QString comparable(const QString& address)
{
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    QUrl url(address, QUrl::TolerantMode);
    url = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::NormalizePathSegments);
    if (url.port() == (url.scheme() == u"https" ? httpsPort : httpPort)) {
        url.setPort(-1);
    }
    if (url.path().isEmpty()) {
        url.setPath(u"/"_s);
    }
    return url.toString(QUrl::FullyEncoded);
}

void checkRequest(const Case& subject, QList<Finding>& findings)
{
    const auto& http = subject.circumstances.http;
    if (!http) {
        return;
    }
    const QString method = subject.claims.string(u"htm"_s);
    const QString address = subject.claims.string(u"htu"_s);
    const QString why = FindingText::tr("The proof is of another request, and may have been taken from there.");
    if (!method.isEmpty() && !http->method.isEmpty() && method != http->method) { // methods are told apart by case
        findings << Finding{Severity::Error, u"T-DP-02"_s, u"htm"_s,
            FindingText::tr("The proof is for “%1”, the request is “%2”.")
                .arg(readable(method), readable(http->method)),
            why, u"RFC 9449 §4.3"_s};
    }
    if (!address.isEmpty() && !http->url.isEmpty() && comparable(address) != comparable(http->url)) {
        findings << Finding{Severity::Error, u"T-DP-02"_s, u"htu"_s,
            FindingText::tr("The proof is for “%1”, the request goes to “%2”.")
                .arg(readable(address), readable(comparable(http->url))),
            why, u"RFC 9449 §4.3"_s};
    }
}

void checkAccessToken(const Case& subject, QList<Finding>& findings)
{
    const auto& token = subject.circumstances.company.accessToken;
    if (!token) {
        return;
    }
    const QByteArray digest = QCryptographicHash::hash(token->reveal(), QCryptographicHash::Sha256);
    if (subject.claims.string(u"ath"_s) != QString::fromLatin1(jose::toBase64Url(digest))) {
        findings << Finding{Severity::Error, u"T-DP-03"_s, u"ath"_s,
            subject.claims.contains(u"ath"_s)
                ? FindingText::tr("“ath” is not the hash of the access token in use.")
                : FindingText::tr("An access token comes with the proof, which has no “ath” of it."),
            FindingText::tr("The proof would do for any token bound to the key."), u"RFC 9449 §4.3"_s};
    }
}

/** RFC 9449 section 11.1 leaves the window open, "on the order of seconds or minutes": five minutes here. */
void checkFreshness(const Case& subject, QList<Finding>& findings)
{
    constexpr double oldest = 300;
    const auto issued = timeOf(subject.claims, u"iat"_s);
    const auto now = subject.expectations.now;
    const auto skew = static_cast<double>(subject.expectations.skew);
    const double age = issued && now ? static_cast<double>(*now) - *issued : 0;
    if (age > oldest + skew || age < -skew) {
        findings << Finding{Severity::Error, u"T-DP-04"_s, u"iat"_s,
            age < 0 ? FindingText::tr("The proof was made %1 seconds in the future.").arg(QString::number(-age, 'f', 0))
                    : FindingText::tr("The proof was made %1 seconds ago.").arg(QString::number(age, 'f', 0)),
            FindingText::tr("A proof is made anew for each request; compare the clocks."), u"RFC 9449 §11.1"_s};
    }
    const auto nonce = subject.circumstances.http ? subject.circumstances.http->nonce : std::nullopt;
    if (nonce && subject.claims.string(u"nonce"_s) != *nonce) {
        findings << Finding{Severity::Error, u"T-DP-04"_s, u"nonce"_s,
            subject.claims.contains(u"nonce"_s) ? FindingText::tr("The nonce is not the one that the server gave last.")
                                                : FindingText::tr("The server gave a nonce, and the proof has none."),
            FindingText::tr("The server refuses it; make a proof with the value of “DPoP-Nonce”."), u"RFC 9449 §8"_s};
    }
}

} // namespace

void dpopRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::DpopProof) {
        return;
    }
    checkProofForm(subject, findings);
    checkRequest(subject, findings);
    checkAccessToken(subject, findings);
    checkFreshness(subject, findings);
    needClaims(subject, {u"jti"_s, u"htm"_s, u"htu"_s, u"iat"_s}, u"T-DP-06"_s,
        FindingText::tr("A server must refuse the proof."), u"RFC 9449 §4.2"_s, findings);
    if (subject.circumstances.company.wasIdentifierSeen) {
        findings << Finding{Severity::Warning, u"T-DP-05"_s, u"jti"_s,
            FindingText::tr("A proof with this identifier was used before at the same address."),
            FindingText::tr("Somebody may send a proof again that was seen on its way."), u"RFC 9449 §11.1"_s};
    }
}

} // namespace owb::inspector
