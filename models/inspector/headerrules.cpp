#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "jose/base64url.h"
#include "jose/encryption.h"
#include "jose/keymanagement.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using jose::JoseHeader;

void checkOwnPoint(const JoseHeader& header, QList<Finding>& findings)
{
    if (!header.contains(u"jwk"_s)) {
        return;
    }
    const auto key = jose::keyFromJwk(memberText(header, u"jwk"_s));
    if (!key && key.error().rule == u"T-AL-10") {
        findings << Finding{Severity::Error, u"T-AL-10"_s, u"jwk"_s, key.error().what,
            FindingText::tr("Such points are made to find out a private key bit by bit."), u"RFC 8725 §3.4"_s};
    }
}

/** RFC 7518 section 4.8.1: a password becomes a key by way of a salt and of many rounds. */
void checkPassword(const JoseHeader& header, QList<Finding>& findings)
{
    constexpr qsizetype leastSalt = 8;
    constexpr double leastRounds = 1000;
    const auto salt = jose::fromBase64Url(header.string(u"p2s"_s).toLatin1());
    if (!salt || salt->size() < leastSalt) {
        findings << Finding{Severity::Error, u"T-AL-12"_s, u"p2s"_s,
            FindingText::tr("The salt of the password, “p2s”, has fewer than 8 bytes."),
            FindingText::tr("Passwords can then be found in tables that were made before."), u"RFC 7518 §4.8.1.1"_s};
    }
    const double rounds = header.value(u"p2c"_s).toDouble(0);
    if (rounds < 1) {
        findings << Finding{Severity::Error, u"T-AL-12"_s, u"p2c"_s,
            FindingText::tr("“p2c”, how often the password is gone through, is no number from 1."),
            FindingText::tr("No reader can make the key of the token."), u"RFC 7518 §4.8.1.2"_s};
    } else if (rounds < leastRounds) {
        findings << Finding{Severity::Warning, u"T-AL-12"_s, u"p2c"_s,
            FindingText::tr("The password is gone through %1 times only; 1000 is the least.").arg(rounds),
            FindingText::tr("Whoever has the token can try passwords quickly."), u"RFC 7518 §4.8.1.2"_s};
    } else if (rounds > jose::mostRounds) {
        findings << Finding{Severity::Warning, u"T-AL-12"_s, u"p2c"_s,
            FindingText::tr("The password is to be gone through more than %1 times.").arg(jose::mostRounds),
            FindingText::tr("Such a token keeps its reader busy for long."), u"RFC 8725bis §3.13"_s};
    }
}

void checkEncryption(const JoseHeader& header, QList<Finding>& findings)
{
    const auto* const algorithm = jose::findKeyAlgorithm(header.algorithm());
    if (algorithm == nullptr) {
        return;
    }
    if (algorithm->family == jose::KeyFamily::Rsa1_5) {
        findings << Finding{Severity::Warning, u"T-AL-11"_s, u"alg"_s,
            FindingText::tr("The key of the content is encrypted with RSA1_5."),
            FindingText::tr(
                "Whoever can ask a reader often enough can read such tokens; RSA-OAEP-256 has no such gap."),
            u"RFC 8725 §3.2"_s};
    }
    if (algorithm->family == jose::KeyFamily::Password) {
        checkPassword(header, findings);
    }
    if (header.contains(u"zip"_s)) {
        findings << Finding{Severity::Warning, u"T-AL-13"_s, u"zip"_s,
            FindingText::tr("The content was compressed before it was encrypted."),
            FindingText::tr("Its length tells what is in it, and a short token can unfold to a huge one."),
            u"RFC 8725 §3.6"_s};
    }
}

void checkSigning(const JoseHeader& header, QList<Finding>& findings)
{
    if (header.algorithm() == u"EdDSA") {
        findings << Finding{Severity::Note, u"T-AL-14"_s, u"alg"_s,
            FindingText::tr("The algorithm is named EdDSA, which leaves open the curve."),
            FindingText::tr("Ed25519 or Ed448 says it, so that a reader can allow just one."), u"RFC 9864 §2.2"_s};
    }
    if (header.contains(u"x5t"_s) && !header.contains(u"x5t#S256"_s)) {
        findings << Finding{Severity::Note, u"T-AL-15"_s, u"x5t"_s,
            FindingText::tr("The certificate is named by its SHA-1 thumbprint alone."),
            FindingText::tr("Two certificates can be made to have the same; “x5t#S256” holds the safe one."),
            u"RFC 7515 §4.1.8"_s};
    }
}

/** An address is not asked for anything; whether readers may is said by the list of the issuer's hosts alone. */
void checkAddresses(const JoseHeader& header, const QStringList& hosts, QList<Finding>& findings)
{
    for (const QString& member : {u"jku"_s, u"x5u"_s}) {
        const QUrl url(header.string(member), QUrl::StrictMode);
        if (header.contains(member) && (url.scheme() != u"https" || !hosts.contains(url.host()))) {
            findings << Finding{Severity::Warning, u"T-AL-17"_s, member,
                FindingText::tr("The header says where to get keys: “%1”, none of the issuer's known places.")
                    .arg(readable(header.string(member))),
                FindingText::tr("A reader that asks there takes the keys of whoever wrote the token."),
                u"RFC 8725 §3.10"_s};
        }
    }
}

/** Signs that go into paths, SQL, LDAP and shells; a slash or a plus alone is ordinary base64, a colon a URN. */
void checkKeyName(const JoseHeader& header, QList<Finding>& findings)
{
    static const QRegularExpression risky(
        u"[\\x00-\\x1f\\x7f'\"`;\\\\*()|<>$]|(^|/)\\.\\.(/|$)|^(/[\\w.-]+){2,}$|^file:"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString id = header.keyId();
    if (id.contains(risky)) {
        findings << Finding{Severity::Warning, u"T-AL-19"_s, u"kid"_s,
            FindingText::tr("The name of the key looks like a path or a command: “%1”.").arg(readable(id)),
            FindingText::tr("It is meant to make a reader open a file or run a query of the attacker's choice."),
            u"RFC 8725 §3.10"_s};
    }
}

} // namespace

void headerRules(const Case& subject, QList<Finding>& findings)
{
    for (const Layer& layer : subject.inspection.layers) {
        for (const JoseHeader& header : layer.headers) {
            checkOwnPoint(header, findings);
            checkEncryption(header, findings);
            checkSigning(header, findings);
            checkAddresses(header, subject.circumstances.server.keyHosts, findings);
            checkKeyName(header, findings);
        }
    }
}

} // namespace owb::inspector
