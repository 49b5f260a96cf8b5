#include "inspector/sdjwtsteps.h"

#include "inspector/signaturesteps.h"
#include "inspector/texts.h"
#include "jose/joseheader.h"
#include "jose/jsonparts.h"
#include "jose/keyset.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using jose::Checked;
using jose::Fault;
using jose::Refused;
using json::JsonMembers;
using Kind = Step::Kind;

Fault badBinding(const QString& what, const QString& remedy = {})
{
    return {what, remedy, u"RFC 9901 §7.3"_s, u"T-SD-02"_s};
}

/** The holder's key, which the issuer put into the claims. */
Checked<jose::Key> holderKey(const JsonMembers& claims)
{
    const auto confirmation = jose::objectOf(claims, u"cnf"_s);
    if (!confirmation || !*confirmation || !(*confirmation)->contains(u"jwk"_s)) {
        return Refused(badBinding(StepText::tr("The issuer named no key of the holder in “cnf”.")));
    }
    return jose::keyFromJwk((*confirmation)->valueText(u"jwk"_s));
}

Checked<> checkMembers(
    const jose::SdJwt& token, const jose::JoseHeader& header, const JsonMembers& claims, const QString& algorithm)
{
    if (header.string(u"typ"_s).compare(u"kb+jwt"_s, Qt::CaseInsensitive) != 0) {
        return Refused(badBinding(
            StepText::tr("The key-binding token's “typ” is “%1” instead of “kb+jwt”.").arg(header.string(u"typ"_s))));
    }
    for (const QString& claim : {u"aud"_s, u"nonce"_s, u"sd_hash"_s}) {
        if (claims.string(claim).isEmpty()) {
            return Refused(badBinding(StepText::tr("The key-binding token has no “%1”, or it is no text.").arg(claim)));
        }
    }
    if (!claims.value(u"iat"_s).isDouble()) {
        return Refused(badBinding(StepText::tr("The key-binding token has no “iat”, or it is no number.")));
    }
    return jose::disclosureDigest(algorithm, token.boundText).and_then([&](const QByteArray& digest) -> Checked<> {
        if (claims.string(u"sd_hash"_s) == QString::fromLatin1(digest)) {
            return {};
        }
        return Refused(badBinding(StepText::tr("“sd_hash” is of another token: disclosures were added or taken away."),
            StepText::tr("Ask the holder to present it again.")));
    });
}

Checked<> checkExpected(const JsonMembers& claims, const Expectations& expectations)
{
    if (!expectations.nonce.isEmpty() && claims.string(u"nonce"_s) != expectations.nonce) {
        return Refused(badBinding(StepText::tr("The key binding's “nonce” is not the expected one."),
            StepText::tr("It may have been presented before: ask the holder to present it again.")));
    }
    if (!expectations.audiences.isEmpty() && !expectations.audiences.contains(claims.string(u"aud"_s))) {
        return Refused(badBinding(StepText::tr("The key binding is for “%1”; “%2” is expected.")
                                      .arg(claims.string(u"aud"_s), expectations.audiences.join(u"”, “"_s))));
    }
    return {};
}

Checked<> checkBinding(const jose::SdJwt& token, const JsonMembers& claims, const Expectations& expectations)
{
    const auto binding = jose::readCompactJws(token.keyBinding);
    const auto key = holderKey(claims);
    if (!binding || !key) {
        return Refused(binding ? key.error() : binding.error());
    }
    const Trace trace = checkSignatures(*binding, {{*key}, {}}, {});
    if (verdict(trace) != Step::Outcome::Passed) {
        return Refused(badBinding(StepText::tr("The key binding is not of the holder: %1").arg(decisive(trace)->what),
            StepText::tr("Whoever presented the token may not be its holder.")));
    }
    const auto members = jose::readObject(binding->payload, StepText::tr("the key-binding token"));
    if (!members) {
        return Refused(members.error());
    }
    const QJsonValue stated = claims.value(u"_sd_alg"_s);
    return checkMembers(
        token, binding->signatures.first().header, *members, stated.isUndefined() ? u"sha-256"_s : stated.toString())
        .and_then([&] { return checkExpected(*members, expectations); });
}

} // namespace

Disclosed disclose(const jose::SdJwt& token, const QByteArray& issuerClaims, const Expectations& expectations)
{
    const auto claims = jose::readObject(issuerClaims, StepText::tr("the claims"));
    if (!claims) {
        return {{failed(Kind::Disclosures, claims.error())}, {}};
    }
    const auto disclosed = jose::disclosedClaims(token, *claims);
    if (!disclosed) {
        return {{failed(Kind::Disclosures, disclosed.error())}, {}};
    }
    Disclosed result{{}, *disclosed};
    result.trace << passed(Kind::Disclosures,
        StepText::tr("%n disclosure(s), each referred to once.", nullptr, static_cast<int>(token.disclosures.size())),
        u"RFC 9901 §7.1"_s);
    if (token.keyBinding.isEmpty() && !expectations.nonce.isEmpty()) {
        result.trace << failed(Kind::Binding,
            badBinding(StepText::tr("A key-binding token is expected, and there is none."),
                StepText::tr("Ask the holder to present the token with key binding.")));
        return result;
    }
    if (token.keyBinding.isEmpty()) {
        result.trace << notChecked(Kind::Binding,
            StepText::tr("There is no key-binding token: whoever has the text can present it."), u"RFC 9901 §7.3"_s);
        return result;
    }
    const auto binding = checkBinding(token, *claims, expectations);
    result.trace << (binding ? passed(Kind::Binding,
                         StepText::tr("The key-binding token is signed by the holder named in “cnf”, for just these "
                                      "disclosures."),
                         u"RFC 9901 §7.3"_s)
                             : failed(Kind::Binding, binding.error()));
    return result;
}

} // namespace owb::inspector
