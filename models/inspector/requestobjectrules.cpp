#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** Whether any layer is a signature; encryption with a public key proves nothing about the sender. */
bool isSigned(const Inspection& inspection)
{
    return std::any_of(inspection.layers.begin(), inspection.layers.end(), [](const Layer& layer) {
        return std::any_of(layer.headers.begin(), layer.headers.end(),
            [](const jose::JoseHeader& header) { return jose::findSignatureAlgorithm(header.algorithm()) != nullptr; });
    });
}

void checkOutside(const Case& subject, const QString& claim, const QString& outside, QList<Finding>& findings)
{
    const QString inside = subject.claims.string(claim);
    if (!inside.isEmpty() && !outside.isEmpty() && inside != outside) {
        findings << Finding{Severity::Error, u"T-RO-02"_s, claim,
            FindingText::tr("“%1” is “%2” inside and “%3” outside of the request object.")
                .arg(claim, readable(inside), readable(outside)),
            FindingText::tr("The object may be of another request."), u"RFC 9101 §5"_s};
    }
}

} // namespace

void requestObjectRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::RequestObject) {
        return;
    }
    for (const QString& claim : {u"request"_s, u"request_uri"_s}) {
        if (subject.claims.contains(claim)) {
            findings << Finding{Severity::Error, u"T-RO-01"_s, claim,
                FindingText::tr("The request object holds “%1”.").arg(claim),
                FindingText::tr("It must not refer to another one; a server refuses it."), u"OIDC Core §6.1"_s};
        }
    }
    const auto& request = subject.circumstances.request;
    checkOutside(subject, u"client_id"_s, request.clientId, findings);
    checkOutside(subject, u"response_type"_s, request.responseType, findings);
    if (subject.circumstances.client.requiresSignedRequest && !isSigned(subject.inspection)) {
        findings << Finding{Severity::Error, u"T-RO-03"_s, u"alg"_s,
            FindingText::tr("The client's requests must be signed, and this one is not."),
            FindingText::tr("Anybody could have written it."), u"RFC 9101 §10.5"_s};
    }
    if (mediaType(subject.header) != u"oauth-authz-req+jwt") {
        findings << Finding{Severity::Note, u"T-RO-03"_s, u"typ"_s,
            FindingText::tr("The header does not say “oauth-authz-req+jwt”."),
            FindingText::tr("Another token of the client could be taken for a request."), u"RFC 9101 §10.8"_s};
    }
}

} // namespace owb::inspector
