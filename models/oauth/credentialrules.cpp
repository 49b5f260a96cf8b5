#include "oauth/credentialrules.h"

#include "oauth/texts.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using CredentialSeverity = FieldProblem::Severity;

const QString idField = u"client_id"_s;
const QString secretField = u"client_secret"_s;
const QString jwksField = u"jwks"_s;

FieldProblem credentialFinding(CredentialSeverity severity, const QString& field, const QString& what,
    const QString& why, const QString& reference, const QString& rule)
{
    return {severity, false, field, {}, what, why, reference, rule};
}

void checkIdentifier(const Client& client, QList<FieldProblem>& found)
{
    const QString id = client.id.value_or(QString());
    const auto holds = [&id](auto test) { return std::any_of(id.cbegin(), id.cend(), test); };
    if (id.isEmpty()) {
        found << FieldProblem{CredentialSeverity::Error, true, idField, {},
            RuleText::tr("A client needs an identifier."), RuleText::tr("The server looks clients up by it."), {}, {}};
    } else if (holds([](QChar c) { return c < u' ' || c == QChar(0x7f); }) || !id.isValidUtf16()) {
        found << FieldProblem{CredentialSeverity::Error, true, idField, {},
            RuleText::tr("The identifier holds control characters."), RuleText::tr("No HTTP request can carry them."),
            {}, {}};
    } else if (holds([](QChar c) { return c.unicode() > 0x7e; })) {
        found << credentialFinding(CredentialSeverity::Error, idField,
            RuleText::tr("The identifier holds characters outside ASCII."),
            RuleText::tr("The specification allows printable ASCII only; some clients cannot send it."),
            u"RFC 6749 App. A.1"_s, u"C-CA-22"_s);
    }
}

/** Bits of the secret if each of its characters was drawn from those that it uses, at most from its kinds of letters.
 */
double estimatedBits(const QByteArray& secret)
{
    const auto any = [&secret](auto test) { return std::any_of(secret.cbegin(), secret.cend(), test); };
    const double alphabet = (any([](char c) { return c >= '0' && c <= '9'; }) ? 10 : 0)
        + (any([](char c) { return c >= 'a' && c <= 'z'; }) ? 26 : 0)
        + (any([](char c) { return c >= 'A' && c <= 'Z'; }) ? 26 : 0)
        + (any([](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }) ? 32 : 0);
    const auto different = static_cast<double>(QSet<char>(secret.cbegin(), secret.cend()).size());
    // Few different characters in many: a pattern, however long it is.
    const double perCharacter = different * 4 < static_cast<double>(std::min<qsizetype>(secret.size(), 64))
        ? std::log2(std::max(different, 1.0))
        : std::log2(alphabet);
    return static_cast<double>(secret.size()) * perCharacter;
}

void checkStrength(const Client& client, QList<FieldProblem>& found)
{
    constexpr double least = 128; // RFC 6749 section 10.10: MUST; 160 SHOULD
    constexpr double recommended = 160;
    if (client.secretStorage.kind != SecretStorage::Kind::Plain) {
        return;
    }
    const double bits = estimatedBits(client.secret->reveal());
    if (bits < recommended) {
        found << credentialFinding(bits < least ? CredentialSeverity::Error : CredentialSeverity::Warning, secretField,
            RuleText::tr("The secret is short enough to be guessed."),
            RuleText::tr("Its characters amount to less than 160 random bits."), u"RFC 6749 §10.10"_s, u"C-CA-03"_s);
    }
}

void checkSecret(const Client& client, QList<FieldProblem>& found)
{
    const bool stored = client.secret && !client.secret->isEmpty();
    const QString method = client.authMethod();
    if (stored && !client.secret->isAscii()) {
        found << FieldProblem{CredentialSeverity::Error, true, secretField, {},
            RuleText::tr("The secret holds characters outside printable ASCII."),
            RuleText::tr("Servers that compare secrets with compare_digest answer 500."), {}, {}};
    }
    if (!stored && method.startsWith("client_secret"_L1)) {
        found << credentialFinding(CredentialSeverity::Error, secretField,
            RuleText::tr("The client must show a secret, but none is stored."),
            RuleText::tr("It cannot sign in at the token endpoint."), u"RFC 7591 §2"_s, u"C-CA-02"_s);
    } else if (stored && method == "none"_L1) {
        found << credentialFinding(CredentialSeverity::Warning, secretField,
            RuleText::tr("A secret is stored for a client that shows none."),
            RuleText::tr("It is not used and may leak."), u"RFC 6749 §2.1"_s, u"C-CA-01"_s);
    } else if (stored) {
        checkStrength(client, found);
    }
}

void checkExpiry(const Client& client, std::optional<qint64> now, QList<FieldProblem>& found)
{
    if (now && client.secretExpiresAt != 0 && client.secretExpiresAt <= *now) {
        found << credentialFinding(CredentialSeverity::Error, u"client_secret_expires_at"_s,
            RuleText::tr("The secret has expired."), RuleText::tr("The server may refuse the client."),
            u"RFC 7591 §3.2.1"_s, u"C-CA-19"_s);
    }
}

bool holdsPrivateKey(const QJsonObject& jwks)
{
    static const QStringList secret{u"d"_s, u"p"_s, u"q"_s, u"dp"_s, u"dq"_s, u"qi"_s, u"oth"_s, u"k"_s};
    const QJsonArray keys = jwks.value(u"keys"_s).toArray();
    return std::any_of(keys.begin(), keys.end(), [](const QJsonValue& key) {
        return std::any_of(
            secret.cbegin(), secret.cend(), [&key](const QString& name) { return key.toObject().contains(name); });
    });
}

void checkKeys(const Client& client, QList<FieldProblem>& found)
{
    const QJsonValue jwks = client.metadata.value(jwksField);
    const QString uri = client.metadata.string(u"jwks_uri"_s);
    const bool keys = jwks.isObject();
    if (client.authMethod() == "private_key_jwt"_L1 && !keys && uri.isEmpty()) {
        found << credentialFinding(CredentialSeverity::Error, jwksField,
            RuleText::tr("The client signs with a key, but none is registered."),
            RuleText::tr("The server cannot check its signature."), u"OpenID Connect Core §9"_s, u"C-CA-09"_s);
    }
    if (keys && !uri.isEmpty()) {
        found << credentialFinding(CredentialSeverity::Error, jwksField,
            RuleText::tr("Keys are given both here and by address."),
            RuleText::tr("Servers differ in which of them they use."), u"RFC 7591 §2"_s, u"C-CA-10"_s);
    }
    if (!uri.isEmpty() && QUrl(uri, QUrl::StrictMode).scheme() != "https"_L1) {
        found << credentialFinding(CredentialSeverity::Error, u"jwks_uri"_s,
            RuleText::tr("The key address does not use https."),
            RuleText::tr("Whoever is on the way can put in a key of their own."), u"OpenID Connect Registration §2"_s,
            u"C-CA-11"_s);
    }
    if (keys && holdsPrivateKey(jwks.toObject())) {
        found << credentialFinding(CredentialSeverity::Error, jwksField, RuleText::tr("The keys hold a private part."),
            RuleText::tr("Whoever reads this row can sign as the client."), u"RFC 7517 §9.2"_s, u"C-CA-12"_s);
    }
}

} // namespace

QList<FieldProblem> credentialProblems(const Client& client, std::optional<qint64> now)
{
    QList<FieldProblem> found;
    checkIdentifier(client, found);
    if (!client.unreadableMetadata) { // how it signs in is not known then
        checkSecret(client, found);
        checkKeys(client, found);
    }
    checkExpiry(client, now, found);
    return found;
}

} // namespace owb::oauth
