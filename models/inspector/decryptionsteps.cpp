#include "inspector/algorithmsteps.h"
#include "inspector/signaturesteps.h"
#include "inspector/texts.h"
#include "jose/keychoice.h"
#include "jose/keymanagement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using jose::Fault;
using jose::JoseHeader;
using jose::Key;
using jose::KeySet;
using Kind = Step::Kind;
using Outcome = Step::Outcome;

Step encryptionAlgorithmStep(const JoseHeader& header, const QStringList& allowed)
{
    const QString algorithm = header.algorithm();
    const auto* const found = jose::findKeyAlgorithm(algorithm);
    if (found == nullptr) {
        return failed(Kind::Algorithm, unknownAlgorithm(algorithm, StepText::tr("encryption")));
    }
    if (jose::findContentAlgorithm(header.string(u"enc"_s)) == nullptr) {
        return failed(Kind::Algorithm,
            unknownAlgorithm(header.string(u"enc"_s), StepText::tr("the content of an encrypted token")));
    }
    if (found->family == jose::KeyFamily::Rsa1_5 && !allowed.contains(algorithm)) {
        return failed(Kind::Algorithm,
            {StepText::tr("RSA1_5 is refused: whoever can ask a reader often enough can read such tokens."),
                StepText::tr(
                    "Let the issuer use RSA-OAEP-256. To look at this token all the same, allow RSA1_5 by name."),
                u"RFC 8725 §3.2"_s, u"T-AL-11"_s});
    }
    // A list of signature algorithms says nothing about encryption.
    const bool saysNothing = std::none_of(
        allowed.begin(), allowed.end(), [](const QString& name) { return jose::findKeyAlgorithm(name) != nullptr; });
    return allowedStep(algorithm, saysNothing ? QStringList() : allowed);
}

/** With direct encryption the key is that of the content, and must have its length. */
jose::Checked<> checkOpens(const Key& key, const jose::KeyAlgorithm& algorithm, const jose::ContentAlgorithm& content)
{
    constexpr int bitsOfByte = 8;
    const bool isDirect = algorithm.family == jose::KeyFamily::Direct;
    if (isDirect && key.type() == jose::KeyType::Oct && key.bits() != content.keyBytes * bitsOfByte) {
        return jose::Refused(
            Fault{StepText::tr("%1 needs a key of %2 bits; this one has %3.")
                      .arg(content.name, QString::number(content.keyBytes * bitsOfByte), QString::number(key.bits())),
                StepText::tr("Give the key it was encrypted with."), u"RFC 7518 §5.1"_s, u"T-AL-03"_s});
    }
    return jose::checkFits(key, algorithm, false);
}

Opened openFor(const jose::Jwe& jwe, qsizetype index, const KeySet& keys, const Expectations& expectations)
{
    const JoseHeader& header = jwe.recipients.at(index).header;
    Opened opened{{encryptionAlgorithmStep(header, expectations.algorithms)}, {}};
    if (opened.trace.first().outcome == Outcome::Failed) {
        return opened;
    }
    if (keys.keys.isEmpty()) {
        opened.trace << noKeyStep(StepText::tr("Give the private key or the secret it was encrypted for."));
        return opened;
    }
    const auto& algorithm = *jose::findKeyAlgorithm(header.algorithm());
    const auto& encryption = *jose::findContentAlgorithm(header.string(u"enc"_s));
    const auto choice =
        jose::chooseKeys(keys, header, [&](const Key& key) { return checkOpens(key, algorithm, encryption); });
    if (!choice) {
        opened.trace << failed(Kind::Key, choice.error());
        return opened;
    }
    opened.trace << passed(Kind::Key, choice->why, u"RFC 7517 §4.5"_s);
    std::optional<Fault> firstFault;
    for (const Key& key : choice->candidates) {
        const auto content = jose::openJwe(jwe, index, key);
        if (content) {
            opened.trace << passed(
                Kind::Decryption, StepText::tr("It opens with the key, and nothing was changed."), u"RFC 7516 §5.2"_s);
            opened.content = *content;
            return opened;
        }
        firstFault = firstFault.value_or(content.error());
    }
    opened.trace << failed(Kind::Decryption, *firstFault);
    return opened;
}

} // namespace

Opened open(const jose::Jwe& jwe, const KeySet& keys, const Expectations& expectations)
{
    Opened first;
    for (qsizetype i = 0; i < jwe.recipients.size(); ++i) {
        Opened opened = openFor(jwe, i, keys, expectations);
        if (opened.content) {
            return opened;
        }
        if (i == 0) {
            first = std::move(opened);
        }
    }
    return first;
}

} // namespace owb::inspector
