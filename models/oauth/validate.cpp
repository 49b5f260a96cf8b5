#include "oauth/validate.h"

#include "oauth/redirectrules.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using Severity = FieldProblem::Severity;

QString say(const char* text)
{
    return QCoreApplication::translate("Validate", text);
}

bool hasControl(const QString& text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c < u' ' || c == QChar(0x7f); });
}

/** A value that the database or the server could not hold. */
FieldProblem blocker(const QString& field, const char* what, const char* why)
{
    return {Severity::Error, true, field, {}, say(what), say(why), {}, {}};
}

FieldProblem finding(Severity severity, const QString& field, const char* what, const char* why, const QString& reference,
    const QString& rule)
{
    return {severity, false, field, {}, say(what), say(why), reference, rule};
}

void checkIdentity(const Client& client, QList<FieldProblem>& found)
{
    const QString field = u"client_id"_s;
    if (!client.id || client.id->isEmpty()) {
        found << blocker(field, "A client needs an identifier.", "The server looks clients up by it.");
    } else if (hasControl(*client.id)) {
        found << blocker(field, "The identifier holds control characters.", "No HTTP request can carry them.");
    } else if (std::any_of(client.id->cbegin(), client.id->cend(), [](QChar c) { return c.unicode() > 0x7e; })) {
        found << finding(Severity::Error, field, "The identifier holds characters outside ASCII.",
            "The specification allows printable ASCII only; some clients cannot send it.", u"RFC 6749 App. A.1"_s, u"C-CA-22"_s);
    }
}

void checkSecret(const Client& client, QList<FieldProblem>& found)
{
    const QString field = u"client_secret"_s;
    const bool stored = client.secret && !client.secret->isEmpty();
    const QString method = client.authMethod();
    if (stored && !client.secret->isAscii()) {
        found << blocker(field, "The secret holds characters outside printable ASCII.",
            "Servers that compare secrets as ASCII fail on it with an internal error.");
    }
    if (!stored && method.startsWith("client_secret"_L1)) {
        found << finding(Severity::Error, field, "The client must show a secret, but none is stored.",
            "It cannot sign in at the token endpoint.", u"RFC 7591 §2"_s, u"C-CA-02"_s);
    } else if (stored && method == "none"_L1) {
        found << finding(Severity::Warning, field, "A secret is stored for a client that shows none.",
            "It is not used and may leak.", u"RFC 6749 §2.1"_s, u"C-CA-01"_s);
    }
}

void checkGrants(const Client& client, QList<FieldProblem>& found)
{
    const QStringList grants = client.grantTypes();
    const QString field = u"grant_types"_s;
    const bool machineOnly = grants.contains("client_credentials"_L1) && !grants.contains("authorization_code"_L1)
        && !grants.contains("password"_L1) && !grants.contains("urn:ietf:params:oauth:grant-type:device_code"_L1);
    if (grants.isEmpty()) {
        found << finding(Severity::Warning, field, "No grant is allowed.", "This client cannot get any token.",
            u"RFC 7591 §2"_s, u"C-GT-10"_s);
    }
    if (grants.contains("password"_L1)) {
        found << finding(Severity::Error, field, "The password grant is allowed.",
            "People give their password to the application itself.", u"RFC 9700 §2.4"_s, u"C-GT-02"_s);
    }
    if (grants.contains("implicit"_L1)) {
        found << finding(Severity::Warning, field, "The implicit grant is allowed.",
            "Access tokens travel in addresses, where they leak.", u"RFC 9700 §2.1.2"_s, u"C-GT-01"_s);
    }
    if (client.isPublic() && grants.contains("client_credentials"_L1)) {
        found << finding(Severity::Error, field, "A public client may use client credentials.",
            "Anybody who knows its identifier gets a token.", u"RFC 6749 §4.4"_s, u"C-GT-05"_s);
    }
    if (machineOnly && grants.contains("refresh_token"_L1)) {
        found << finding(Severity::Warning, field, "Refresh tokens are allowed beside client credentials alone.",
            "That grant should not yield a refresh token.", u"RFC 6749 §4.4.3"_s, u"C-GT-06"_s);
    }
    if (grants.contains("authorization_code"_L1) != client.responseTypes().contains("code"_L1)) {
        found << finding(Severity::Warning, u"response_types"_s, "Response types and grants do not go together.",
            "The code grant and the response type \"code\" need each other.", u"RFC 7591 §2.1"_s, u"C-GT-04"_s);
    }
}

void checkDescription(const Client& client, QList<FieldProblem>& found)
{
    if (client.name().isEmpty()) {
        found << finding(Severity::Warning, u"client_name"_s, "The client has no name.",
            "People may see only an identifier when they are asked to agree.", u"RFC 7591 §2"_s, u"C-MD-01"_s);
    }
    const QString scope = client.metadata.string(u"scope"_s);
    if (scope.contains(u',') || scope.contains(u'"') || scope.contains(u'\\')) {
        found << finding(Severity::Error, u"scope"_s, "The scope holds a comma, a quote or a backslash.",
            "Scopes are parted by spaces alone, so these are read as part of a name.", u"RFC 6749 §3.3"_s, u"C-MD-05"_s);
    }
    if (!client.metadata.duplicateNames().isEmpty()) {
        found << finding(Severity::Error, u"client_metadata"_s, "A member is named twice.", "Servers read the last one.",
            u"RFC 7591 §2"_s, u"C-MD-08"_s);
    }
    if (client.unreadableMetadata) {
        found << finding(Severity::Error, u"client_metadata"_s, "The metadata is not a JSON object.",
            "The server fails on it or takes it as empty.", u"RFC 7591 §2"_s, u"C-MD-08"_s);
    }
}

void sortBySeverity(QList<FieldProblem>& found)
{
    std::stable_sort(found.begin(), found.end(), [](const FieldProblem& a, const FieldProblem& b) {
        return a.blocks != b.blocks ? a.blocks : a.severity > b.severity;
    });
}

} // namespace

QList<FieldProblem> validate(const Client& client)
{
    QList<FieldProblem> found;
    checkIdentity(client, found);
    checkDescription(client, found);
    if (!client.unreadableMetadata) { // nothing is known of the rest
        checkSecret(client, found);
        checkGrants(client, found);
        found += redirectProblems(client);
    }
    sortBySeverity(found);
    return found;
}

QList<FieldProblem> validate(const Token& token)
{
    QList<FieldProblem> found;
    const auto checkValue = [&found](const QString& field, const core::Secret& value) {
        if (!value.isAscii()) {
            found << blocker(field, "The token holds characters outside printable ASCII.", "No HTTP header can carry it.");
        }
    };
    if (token.accessToken.isEmpty()) {
        found << blocker(u"access_token"_s, "A token needs an access token.", "The server looks it up by that value.");
    }
    checkValue(u"access_token"_s, token.accessToken);
    if (token.refreshToken) {
        checkValue(u"refresh_token"_s, *token.refreshToken);
    }
    if (!token.clientId || token.clientId->isEmpty()) {
        found << blocker(u"client_id"_s, "A token needs the client it was issued to.", "The server checks it at every refresh.");
    }
    if (token.expiresAt && *token.expiresAt < token.issuedAt) {
        found << blocker(u"expires_in"_s, "The lifetime is negative.", "The token would never have been valid.");
    } else if (!token.expiresAt) {
        found << finding(Severity::Warning, u"expires_in"_s, "The access token never expires.",
            "It works until somebody revokes it.", u"RFC 6750 §5.3"_s, u"C-LT-02"_s);
    }
    return found;
}

QList<FieldProblem> blocking(const QList<FieldProblem>& problems)
{
    QList<FieldProblem> found;
    std::copy_if(problems.cbegin(), problems.cend(), std::back_inserter(found), [](const FieldProblem& p) { return p.blocks; });
    return found;
}

} // namespace owb::oauth
