#include "oauth/descriptionrules.h"

#include "oauth/membershape.h"
#include "oauth/texts.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using DescriptionSeverity = FieldProblem::Severity;

const QString scopeField = u"scope"_s;

FieldProblem descriptionFinding(DescriptionSeverity severity, const QString& field, const QString& value,
    const QString& what, const QString& why, const QString& rule)
{
    const QString section = field == scopeField ? u"RFC 6749 §3.3"_s : u"RFC 7591 §2"_s;
    return {severity, false, field, value, what, why, section, rule};
}

bool hidesText(QChar c)
{
    const bool direction = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    return direction || c == QChar(0x200e) || c == QChar(0x200f) || c.category() == QChar::Other_Control;
}

void checkName(const Client& client, QList<FieldProblem>& found)
{
    const QString field = u"client_name"_s;
    const QString name = client.name();
    if (name.isEmpty()) {
        found << descriptionFinding(DescriptionSeverity::Warning, field, {}, RuleText::tr("The client has no name."),
            RuleText::tr("People may see only an identifier when they are asked to agree."), u"C-MD-01"_s);
    } else if (std::any_of(name.cbegin(), name.cend(), hidesText)) {
        found << descriptionFinding(DescriptionSeverity::Warning, field, {},
            RuleText::tr("The name holds characters that cannot be seen."),
            RuleText::tr("They can turn the text around, so that it reads as another name."), u"C-MD-03"_s);
    }
}

void checkAddresses(const Client& client, QList<FieldProblem>& found)
{
    for (const QString& field : {u"client_uri"_s, u"logo_uri"_s, u"tos_uri"_s, u"policy_uri"_s}) {
        const QString uri = client.metadata.string(field);
        const QUrl url(uri, QUrl::StrictMode);
        const bool web =
            url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
        if (!uri.isEmpty() && !web) {
            found << descriptionFinding(DescriptionSeverity::Error, field, uri,
                RuleText::tr("This is not a web address."),
                RuleText::tr("People who are asked to agree cannot open it."), u"C-MD-02"_s);
        }
    }
}

/** RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E. The comma is allowed there, but is nearly always meant to part. */
bool isOutsideScope(QChar c)
{
    return c != u' ' && (c < u'!' || c > u'~' || c == u'"' || c == u'\\' || c == u',');
}

void checkScope(const Client& client, QList<FieldProblem>& found)
{
    const QString scope = client.metadata.string(scopeField);
    if (std::any_of(scope.cbegin(), scope.cend(), isOutsideScope)) {
        found << descriptionFinding(DescriptionSeverity::Error, scopeField, {},
            RuleText::tr("The scope holds a character that no scope can have."),
            RuleText::tr("Only spaces part scopes; commas, quotes and letters outside ASCII become part of a name."),
            u"C-MD-05"_s);
    }
    QStringList scopes = client.scopes();
    if (scopes.removeDuplicates() > 0) {
        found << descriptionFinding(DescriptionSeverity::Note, scopeField, {}, RuleText::tr("A scope is there twice."),
            RuleText::tr("Once is enough."), u"C-MD-05"_s);
    }
    const bool knowsGrants = !client.mayBeAbsent.contains(u"grant_types"_s);
    if (knowsGrants && scopes.contains("offline_access"_L1) && !client.grantTypes().contains("refresh_token"_L1)) {
        found << FieldProblem{DescriptionSeverity::Warning, false, scopeField, u"offline_access"_s,
            RuleText::tr("The scope asks for refresh tokens, but that grant is not allowed."),
            RuleText::tr("The server has to ignore \"offline_access\"."), u"OpenID Connect Core §11"_s, u"C-OI-09"_s};
    }
}

void checkMembers(const Client& client, QList<FieldProblem>& found)
{
    for (const QString& name : client.metadata.duplicateNames()) {
        found << descriptionFinding(DescriptionSeverity::Error, u"client_metadata"_s, name,
            RuleText::tr("The member \"%1\" is there twice.").arg(name), RuleText::tr("Servers read the last one."),
            u"C-MD-08"_s);
    }
    for (const QString& name : client.metadata.names()) {
        if (shapeProblem(name, client.metadata.value(name))) {
            found << descriptionFinding(DescriptionSeverity::Error, name, {},
                RuleText::tr("The member \"%1\" has another type than it should.").arg(name),
                RuleText::tr("Servers fail on it or read something else."), u"C-MD-08"_s);
        }
        if (const QString likely = likelyMember(name); !likely.isEmpty()) {
            found << descriptionFinding(DescriptionSeverity::Warning, name, likely,
                RuleText::tr("No server knows a member of this name; \"%1\" is one letter away.").arg(likely),
                RuleText::tr("What it says is ignored."), u"C-MD-09"_s);
        }
    }
}

} // namespace

QList<FieldProblem> descriptionProblems(const Client& client)
{
    if (client.unreadableMetadata) { // nothing is known of the rest
        return {{DescriptionSeverity::Error, true, u"client_metadata"_s, {},
            RuleText::tr("The metadata is not a JSON object."),
            RuleText::tr("The server fails on it or takes it as empty."), u"RFC 7591 §2"_s, u"C-MD-08"_s}};
    }
    QList<FieldProblem> found;
    checkName(client, found);
    checkAddresses(client, found);
    checkScope(client, found);
    checkMembers(client, found);
    return found;
}

} // namespace owb::oauth
