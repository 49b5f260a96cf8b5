#include "inspector/rulefacts.h"
#include "inspector/texts.h"

using namespace Qt::StringLiterals;

namespace owb::inspector {

/** A key-binding token by itself. With its SD-JWT around it the trace compares more: the key in `cnf`, and `sd_hash`.
 */
void disclosureRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::KeyBinding) {
        return;
    }
    const QString section = u"RFC 9901 §4.3"_s;
    const QString why = FindingText::tr("The presentation could be one that was made for somebody else.");
    if (mediaType(subject.header) != u"kb+jwt") {
        findings << Finding{Severity::Error, u"T-SD-02"_s, u"typ"_s,
            FindingText::tr("The header does not say “kb+jwt”."),
            FindingText::tr("Another token of the holder could be taken for it."), section};
    }
    needClaims(subject, {u"aud"_s, u"nonce"_s, u"iat"_s, u"sd_hash"_s}, u"T-SD-02"_s, why, section, findings);
    if (subject.claims.value(u"aud"_s).isArray()) {
        findings << Finding{Severity::Error, u"T-SD-02"_s, u"aud"_s,
            FindingText::tr("“aud” is a list; one verifier is to be named."), why, section};
    }
    const QString& expected = subject.expectations.nonce;
    if (!expected.isEmpty() && subject.claims.contains(u"nonce"_s) && subject.claims.string(u"nonce"_s) != expected) {
        findings << Finding{Severity::Error, u"T-SD-02"_s, u"nonce"_s,
            FindingText::tr("The nonce is not the expected one."), why, u"RFC 9901 §7.3"_s};
    }
}

} // namespace owb::inspector
