#include "oauth/grantrules.h"

#include "oauth/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using GrantSeverity = FieldProblem::Severity;

const QString grantField = u"grant_types"_s;
const QString responseField = u"response_types"_s;

/** What the response types ask of the authorization endpoint. */
struct Responses
{
    bool code = false;
    bool token = false; // an access token without a code
    bool idToken = false;
    QString hybrid; // the first that returns a code and an access token
};

Responses responsesOf(const Client& client)
{
    Responses found;
    for (const QString& type : client.responseTypes()) {
        const QStringList words = type.split(u' ', Qt::SkipEmptyParts);
        const bool code = words.contains("code"_L1);
        const bool token = words.contains("token"_L1);
        found.code = found.code || code;
        found.token = found.token || (token && !code);
        found.idToken = found.idToken || words.contains("id_token"_L1);
        found.hybrid = found.hybrid.isEmpty() && code && token ? type : found.hybrid;
    }
    return found;
}

void checkOldGrants(const QStringList& grants, const Responses& responses, QList<FieldProblem>& found)
{
    if (grants.contains("password"_L1)) {
        found << FieldProblem{GrantSeverity::Error, false, grantField, u"password"_s,
            RuleText::tr("The password grant is allowed."),
            RuleText::tr("People give their password to the application itself."), u"RFC 9700 §2.4"_s, u"C-GT-02"_s};
    }
    const bool idTokenOnly = responses.idToken && !responses.token;
    if (responses.token || (grants.contains("implicit"_L1) && !idTokenOnly)) {
        found << FieldProblem{GrantSeverity::Warning, false, grantField, u"implicit"_s,
            RuleText::tr("The implicit grant is allowed."),
            RuleText::tr("Access tokens travel in addresses, where they leak."), u"RFC 9700 §2.1.2"_s, u"C-GT-01"_s};
    }
    if (!responses.hybrid.isEmpty()) {
        found << FieldProblem{GrantSeverity::Warning, false, responseField, responses.hybrid,
            RuleText::tr("This response type returns an access token in the address."),
            RuleText::tr("It leaks from there; the code alone is enough to get one."), u"RFC 9700 §2.1.2"_s,
            u"C-GT-03"_s};
    }
}

/** RFC 7591 section 2.1: which grant each response type needs, and the other way round. */
void checkPairs(const QStringList& grants, const Responses& responses, QList<FieldProblem>& found)
{
    if (grants.contains("authorization_code"_L1) != responses.code) {
        found << FieldProblem{GrantSeverity::Warning, false, responseField, {},
            RuleText::tr("Response types and grants do not go together."),
            RuleText::tr("The grant \"authorization_code\" and the response type \"code\" need each other."),
            u"RFC 7591 §2.1"_s, u"C-GT-04"_s};
    }
    if (grants.contains("implicit"_L1) != (responses.token || responses.idToken || !responses.hybrid.isEmpty())) {
        found << FieldProblem{GrantSeverity::Warning, false, responseField, {},
            RuleText::tr("Response types and grants do not go together."),
            RuleText::tr(
                "The grant \"implicit\" and the response types with \"token\" or \"id_token\" need each other."),
            u"RFC 7591 §2.1"_s, u"C-GT-04"_s};
    }
}

void checkMachineGrants(const Client& client, const QStringList& grants, QList<FieldProblem>& found)
{
    const bool credentials = grants.contains("client_credentials"_L1);
    if (client.isPublic() && credentials) {
        found << FieldProblem{GrantSeverity::Error, false, grantField, u"client_credentials"_s,
            RuleText::tr("A public client may use client credentials."),
            RuleText::tr("Anybody who knows its identifier gets a token."), u"RFC 6749 §4.4"_s, u"C-GT-05"_s};
    }
    const bool others = std::any_of(grants.cbegin(), grants.cend(),
        [](const QString& grant) { return grant != "client_credentials"_L1 && grant != "refresh_token"_L1; });
    if (credentials && !others && grants.contains("refresh_token"_L1)) {
        found << FieldProblem{GrantSeverity::Warning, false, grantField, u"refresh_token"_s,
            RuleText::tr("Refresh tokens are allowed beside client credentials alone."),
            RuleText::tr("That grant should not yield a refresh token."), u"RFC 6749 §4.4.3"_s, u"C-GT-06"_s};
    }
    if (grants.contains("urn:ietf:params:oauth:grant-type:device_code"_L1)) {
        found << FieldProblem{GrantSeverity::Note, false, grantField, u"urn:ietf:params:oauth:grant-type:device_code"_s,
            RuleText::tr("The device grant is allowed."),
            RuleText::tr("Somebody far away can talk people into entering a code."), u"RFC 8628 §5.4"_s, u"C-GT-07"_s};
    }
}

} // namespace

QList<FieldProblem> grantProblems(const Client& client)
{
    QList<FieldProblem> found;
    const QStringList grants = client.grantTypes();
    const Responses responses = responsesOf(client);
    if (grants.isEmpty()) {
        found << FieldProblem{GrantSeverity::Warning, false, grantField, {}, RuleText::tr("No grant is allowed."),
            RuleText::tr("This client cannot get any token."), u"RFC 7591 §2"_s, u"C-GT-10"_s};
    }
    checkOldGrants(grants, responses, found);
    if (!client.mayBeAbsent.contains(grantField) && !client.mayBeAbsent.contains(responseField)) {
        checkPairs(grants, responses, found);
    }
    checkMachineGrants(client, grants, found);
    return found;
}

} // namespace owb::oauth
