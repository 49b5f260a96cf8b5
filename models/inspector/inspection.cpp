#include "inspector/inspection.h"

#include "inspector/sdjwtsteps.h"
#include "inspector/signaturesteps.h"
#include "inspector/texts.h"
#include "jose/jsonparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using Kind = Step::Kind;

constexpr qsizetype deepestNesting = 8; // layers; nobody wraps a token more often

jose::Fault notAToken()
{
    return {StepText::tr("This text is no signed or encrypted token: those have three or five parts with dots between "
                         "them, or are JSON."),
        StepText::tr(
            "If it is a token all the same, its server keeps what it means: look for it among the tokens of the "
            "database."),
        u"RFC 7519 §7.2"_s, u"T-ST-01"_s};
}

/** A token inside of another is marked by its type, and is a text with dots. */
bool holdsToken(const jose::JoseHeader& header, const QByteArray& content)
{
    const QString type = header.string(u"cty"_s);
    const bool isMarked =
        type.compare(u"JWT"_s, Qt::CaseInsensitive) == 0 || type.endsWith(u"+jwt"_s, Qt::CaseInsensitive);
    return isMarked || (content.startsWith("eyJ") && writingOf(content) != Writing::Unknown);
}

/** Whether the content is a set of claims, and not for example a key: `cty` says so where it is anything else. */
bool holdsClaims(const jose::JoseHeader& header)
{
    const QString type = header.string(u"cty"_s).toLower();
    return type.isEmpty() || type == u"json" || type == u"application/json";
}

/** Takes one layer after the other off a token. */
class Unwrapping
{
public:
    Unwrapping(const jose::KeySet& keys, const Expectations& expectations)
        : m_keys(keys)
        , m_expectations(expectations)
    { }

    Inspection run(QByteArray text)
    {
        while (true) {
            const auto content = layer(text);
            if (!content) {
                break;
            }
            const jose::JoseHeader* const header = m_result.header();
            if (!holdsToken(*header, *content)) {
                readClaims(*header, *content);
                break;
            }
            if (m_result.layers.size() == deepestNesting) {
                m_result.trace << failed(Kind::Structure,
                    {StepText::tr("Tokens are nested in each other more than %1 times.").arg(deepestNesting), {}, {},
                        {}});
                break;
            }
            text = *content;
        }
        checkClaims(m_result, m_expectations);
        return m_result;
    }

private:
    std::optional<QByteArray> layer(const QByteArray& text)
    {
        const Writing writing = writingOf(text);
        switch (writing) {
        case Writing::CompactJws:
            return signedLayer(writing, jose::readCompactJws(text, m_expectations.detachedPayload));
        case Writing::JsonJws:
        case Writing::JsonJwe:
            return jsonLayer(writing, text);
        case Writing::CompactJwe:
            return encryptedLayer(writing, jose::readCompactJwe(text));
        case Writing::SdJwt:
            return disclosedLayer(text);
        case Writing::Unknown:
            break;
        }
        m_result.trace << failed(Kind::Structure, notAToken());
        return {};
    }

    std::optional<QByteArray> jsonLayer(Writing writing, const QByteArray& text)
    {
        const auto members = jose::readObject(text, StepText::tr("the token"));
        if (!members) {
            m_result.trace << failed(Kind::Structure, members.error());
            return {};
        }
        return writing == Writing::JsonJws
            ? signedLayer(writing, jose::readJsonJws(*members, m_expectations.detachedPayload))
            : encryptedLayer(writing, jose::readJsonJwe(*members));
    }

    std::optional<QByteArray> signedLayer(Writing writing, const jose::Checked<jose::Jws>& jws)
    {
        if (!jws) {
            m_result.trace << failed(Kind::Structure, jws.error());
            return {};
        }
        m_result.trace << passed(Kind::Structure,
            writing == Writing::CompactJws
                ? StepText::tr("Signed token of 3 parts, strict base64url, no repeated members.")
                : StepText::tr("Signed token in JSON with %n signature(s), strict base64url, no repeated members.",
                    nullptr, static_cast<int>(jws->signatures.size())),
            u"RFC 7515 §7"_s);
        Layer layer{writing, {}, jws->payload};
        for (const auto& signature : jws->signatures) {
            layer.headers << signature.header;
        }
        m_result.layers << layer;
        const auto own = keyOfProof(jws->signatures.first().header);
        m_result.trace << checkSignatures(*jws, own ? jose::KeySet{{*own}, {}} : m_keys, m_expectations);
        if (writing == Writing::CompactJws && jws->signatures.first().header.string(u"typ"_s).contains(u"sd-jwt"_s)) {
            m_result.trace << failed(Kind::Structure,
                {StepText::tr("This is an SD-JWT, and the tilde behind its issuer's part is missing."),
                    StepText::tr("Take the whole text, with its disclosures."), u"RFC 9901 §4"_s, u"T-SD-01"_s});
        }
        const auto parts = jose::sdJwtOf(*jws);
        return parts ? disclosed(*parts, jws->payload) : jws->payload;
    }

    std::optional<QByteArray> encryptedLayer(Writing writing, const jose::Checked<jose::Jwe>& jwe)
    {
        if (!jwe) {
            m_result.trace << failed(Kind::Structure, jwe.error());
            return {};
        }
        m_result.trace << passed(Kind::Structure,
            writing == Writing::CompactJwe
                ? StepText::tr("Encrypted token of 5 parts, strict base64url, no repeated members.")
                : StepText::tr("Encrypted token in JSON for %n recipient(s), strict base64url, no repeated members.",
                    nullptr, static_cast<int>(jwe->recipients.size())),
            u"RFC 7516 §7"_s);
        const Opened opened = open(*jwe, m_keys, m_expectations);
        Layer layer{writing, {}, opened.content.value_or(QByteArray())};
        for (const auto& recipient : jwe->recipients) {
            layer.headers << recipient.header;
        }
        m_result.layers << layer;
        m_result.trace << opened.trace;
        return opened.content;
    }

    std::optional<QByteArray> disclosedLayer(const QByteArray& text)
    {
        const auto parts = jose::readSdJwt(text);
        if (!parts) {
            m_result.trace << failed(Kind::Structure, parts.error());
            return {};
        }
        const auto content = signedLayer(Writing::SdJwt, jose::readCompactJws(parts->issuerToken));
        return content ? disclosed(*parts, *content) : content;
    }

    QByteArray disclosed(const jose::SdJwt& parts, const QByteArray& content)
    {
        const Disclosed disclosed = disclose(parts, content, m_expectations);
        m_result.trace << disclosed.trace;
        return disclosed.claims ? disclosed.claims->text().toUtf8() : content;
    }

    /** A signed text need not be a JWT; where it is one, or looks like one, its claims must hold together. */
    void readClaims(const jose::JoseHeader& header, const QByteArray& content)
    {
        const QString type = header.string(u"typ"_s);
        const bool isJwt = type.endsWith(u"JWT"_s, Qt::CaseInsensitive);
        if (!holdsClaims(header) || (!isJwt && !content.trimmed().startsWith('{'))) {
            return;
        }
        const auto members = jose::readObject(content, StepText::tr("the claims"));
        if (!members) {
            if (isJwt || members.error().rule == u"T-ST-04") { // anything else may be signed, too
                m_result.trace << failed(Kind::Structure, members.error());
            }
            return;
        }
        m_result.claims = *members;
        if (isJwt && !header.payloadIsEncoded()) {
            m_result.trace << failed(Kind::Structure,
                {StepText::tr("“b64” is false, which a JWT must not say."),
                    StepText::tr("Only its issuer can mend that."), u"RFC 7797 §7"_s, u"T-ST-06"_s});
        }
    }

    const jose::KeySet& m_keys;
    const Expectations& m_expectations;
    Inspection m_result;
};

} // namespace

const jose::JoseHeader* Inspection::header() const
{
    return layers.isEmpty() || layers.last().headers.isEmpty() ? nullptr : &layers.last().headers.first();
}

Writing writingOf(const QByteArray& token)
{
    constexpr qsizetype dotsOfJws = 2;
    constexpr qsizetype dotsOfJwe = 4;
    if (token.trimmed().startsWith('{')) {
        return token.contains("\"ciphertext\"") ? Writing::JsonJwe : Writing::JsonJws;
    }
    if (token.contains('~')) {
        return Writing::SdJwt;
    }
    switch (token.count('.')) {
    case dotsOfJws:
        return Writing::CompactJws;
    case dotsOfJwe:
        return Writing::CompactJwe;
    default:
        return Writing::Unknown;
    }
}

bool takesLong(const core::Secret& token)
{
    const QByteArray& text = token.reveal();
    const Writing writing = writingOf(text);
    const auto jwe = writing == Writing::CompactJwe ? jose::readCompactJwe(text)
        : writing == Writing::JsonJwe               ? jose::readObject(text, {}).and_then(jose::readJsonJwe)
                                                    : jose::Checked<jose::Jwe>(jose::Refused(notAToken()));
    return jwe && std::any_of(jwe->recipients.begin(), jwe->recipients.end(), [](const jose::Jwe::Recipient& one) {
        const auto* const algorithm = jose::findKeyAlgorithm(one.header.algorithm());
        return algorithm != nullptr && algorithm->family == jose::KeyFamily::Password;
    });
}

Inspection inspect(const core::Secret& token, const jose::KeySet& keys, const Expectations& expectations)
{
    return Unwrapping(keys, expectations).run(token.reveal());
}

} // namespace owb::inspector
