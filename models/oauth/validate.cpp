#include "oauth/validate.h"

#include "oauth/credentialrules.h"
#include "oauth/descriptionrules.h"
#include "oauth/grantrules.h"
#include "oauth/redirectrules.h"
#include "oauth/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using Severity = FieldProblem::Severity;

void sortBySeverity(QList<FieldProblem>& found)
{
    std::stable_sort(found.begin(), found.end(), [](const FieldProblem& a, const FieldProblem& b) {
        return a.blocks != b.blocks ? a.blocks : a.severity > b.severity;
    });
}

FieldProblem tokenBlocker(const QString& field, const QString& what, const QString& why)
{
    return {Severity::Error, true, field, {}, what, why, {}, {}};
}

void checkTokenValue(const QString& field, const core::Secret& value, QList<FieldProblem>& found)
{
    if (!value.isAscii()) {
        found << tokenBlocker(field, RuleText::tr("The token holds characters outside printable ASCII."),
            RuleText::tr("No HTTP header can carry it."));
    }
}

void checkLifetime(const Token& token, QList<FieldProblem>& found)
{
    if (token.expiresAt && *token.expiresAt < token.issuedAt) {
        found << tokenBlocker(u"expires_in"_s, RuleText::tr("The lifetime is negative."),
            RuleText::tr("The token would never have been valid."));
    } else if (!token.expiresAt) {
        found << FieldProblem{Severity::Warning, false, u"expires_in"_s, {},
            RuleText::tr("The access token never expires."), RuleText::tr("It works until somebody revokes it."),
            u"RFC 6750 §5.3"_s, u"C-LT-02"_s};
    }
}

} // namespace

QList<FieldProblem> validate(const Client& client, std::optional<qint64> now)
{
    QList<FieldProblem> found = credentialProblems(client, now);
    found += descriptionProblems(client);
    if (!client.unreadableMetadata) { // nothing is known of the rest
        found += grantProblems(client);
        found += redirectProblems(client);
    }
    found.removeIf([&client](const FieldProblem& problem) {
        const bool isId = problem.field == "client_id"_L1;
        const bool absent = isId ? !client.id : !client.metadata.contains(problem.field);
        return absent && client.mayBeAbsent.contains(problem.field);
    });
    sortBySeverity(found);
    return found;
}

QList<FieldProblem> validate(const Token& token)
{
    QList<FieldProblem> found;
    if (token.accessToken.isEmpty()) {
        found << tokenBlocker(u"access_token"_s, RuleText::tr("A token needs an access token."),
            RuleText::tr("The server looks it up by that value."));
    }
    checkTokenValue(u"access_token"_s, token.accessToken, found);
    if (token.refreshToken) {
        checkTokenValue(u"refresh_token"_s, *token.refreshToken, found);
    }
    if (!token.clientId || token.clientId->isEmpty()) {
        found << tokenBlocker(u"client_id"_s, RuleText::tr("A token needs the client it was issued to."),
            RuleText::tr("The server checks it at every refresh."));
    }
    checkLifetime(token, found);
    sortBySeverity(found);
    return found;
}

QList<FieldProblem> blocking(const QList<FieldProblem>& problems)
{
    QList<FieldProblem> found;
    std::copy_if(
        problems.cbegin(), problems.cend(), std::back_inserter(found), [](const FieldProblem& p) { return p.blocks; });
    return found;
}

} // namespace owb::oauth
