#include "inspector/signaturesteps.h"

#include "inspector/algorithmsteps.h"
#include "inspector/texts.h"
#include "jose/keychoice.h"
#include "jose/signatureverifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using jose::Fault;
using jose::JoseHeader;
using jose::Key;
using jose::KeyChoice;
using jose::KeySet;
using jose::SignatureAlgorithm;
using Kind = Step::Kind;
using Outcome = Step::Outcome;

Fault unsignedToken()
{
    return {StepText::tr("The header says “none”: nobody signed this token, anybody could have written it."),
        StepText::tr("Set up the issuer so that it signs; a reader must refuse this."), u"RFC 8725 §3.2"_s,
        u"T-AL-01"_s};
}

Fault unsignedAfterAll(const QString& algorithm)
{
    return {StepText::tr("The header says %1, but the signature is empty.").arg(algorithm),
        StepText::tr("Take the whole text; a token without its signature proves nothing."), u"RFC 8725 §3.2"_s,
        u"T-AL-01"_s};
}

Step signatureAlgorithmStep(const JoseHeader& header, const QStringList& allowed)
{
    const QString algorithm = header.algorithm();
    if (algorithm.compare(u"none"_s, Qt::CaseInsensitive) == 0) {
        return failed(Kind::Algorithm, unsignedToken());
    }
    if (jose::findSignatureAlgorithm(algorithm) == nullptr) {
        return failed(Kind::Algorithm, unknownAlgorithm(algorithm, StepText::tr("signatures")));
    }
    return allowedStep(algorithm, allowed);
}

Fault doesNotFit(const KeyChoice& choice)
{
    const QString what = choice.candidates.size() > 1
        ? StepText::tr("The signature fits none of the %1 keys.").arg(choice.candidates.size())
        : StepText::tr("The signature does not fit this key.");
    return {what,
        StepText::tr(
            "Either the token was changed after it was signed, or it was signed with another key of that name: "
            "compare the environment and fetch the key set anew."),
        u"RFC 7515 §5.2"_s, u"T-AL-21"_s};
}

Fault badPair(jose::SignatureVerifier::Verdict verdict, const SignatureAlgorithm& algorithm, qsizetype size)
{
    const bool isLength = verdict == jose::SignatureVerifier::Verdict::WrongLength;
    return {isLength ? StepText::tr("A signature of %1 has %2 bytes; this one has %3.")
                           .arg(algorithm.name, QString::number(2 * algorithm.bytes), QString::number(size))
                     : StepText::tr("One of the two numbers of the signature is out of its range."),
        isLength ? StepText::tr("Its issuer may have written it in DER, which JOSE does not use.")
                 : StepText::tr("Some readers take such a signature for any text: this is an attempt at forgery."),
        isLength ? u"RFC 7518 §3.4"_s : u"RFC 8725 §3.3"_s, u"T-AL-09"_s};
}

/** The last step: the first of the candidates that fits. */
Step signatureStep(const jose::Jws& jws, qsizetype index, const SignatureAlgorithm& algorithm, const KeyChoice& choice)
{
    using Verdict = jose::SignatureVerifier::Verdict;
    const QByteArray input = jws.signingInput(index);
    const QByteArray& signature = jws.signatures.at(index).bytes;
    for (const Key& key : choice.candidates) {
        auto verifier = jose::SignatureVerifier::make(key, algorithm);
        if (!verifier) {
            return failed(Kind::Signature, verifier.error());
        }
        const Verdict verdict = verifier->verify(input, signature);
        if (verdict == Verdict::WrongLength || verdict == Verdict::OutOfRange) {
            return failed(Kind::Signature, badPair(verdict, algorithm, signature.size()));
        }
        if (verdict == Verdict::Valid) {
            const QString name = key.facts().id.isEmpty() ? key.description() : key.facts().id;
            return passed(Kind::Signature, StepText::tr("Fits the key: %1.").arg(name), u"RFC 7515 §5.2"_s);
        }
    }
    return failed(Kind::Signature, doesNotFit(choice));
}

Trace checkSignature(const jose::Jws& jws, qsizetype index, const KeySet& keys, const Expectations& expectations)
{
    const jose::Jws::Signature& signature = jws.signatures.at(index);
    Trace trace{signatureAlgorithmStep(signature.header, expectations.algorithms)};
    const auto* const algorithm = jose::findSignatureAlgorithm(signature.header.algorithm());
    if (algorithm == nullptr) {
        return trace;
    }
    if (signature.bytes.isEmpty()) {
        return trace << failed(Kind::Signature, unsignedAfterAll(algorithm->name));
    }
    if (keys.keys.isEmpty()) {
        return trace << noKeyStep(
                   StepText::tr("Give the issuer's key set, a key in PEM, or the shared secret to see whether the "
                                "signature is genuine."));
    }
    // Preferably one that may be used; otherwise the one that was, so that a person sees both.
    auto choice = jose::chooseKeys(
        keys, signature.header, [algorithm](const Key& key) { return jose::checkFits(key, *algorithm, false); });
    if (choice) {
        trace << passed(Kind::Key, choice->why, u"RFC 7517 §4.5"_s);
    } else {
        trace << failed(Kind::Key, choice.error());
        choice = jose::chooseKeys(
            keys, signature.header, [algorithm](const Key& key) { return jose::checkKind(key, *algorithm); });
        if (!choice) {
            return trace;
        }
    }
    return trace << signatureStep(jws, index, *algorithm, *choice);
}

bool isProven(const Trace& trace)
{
    return !trace.isEmpty() && trace.last().outcome == Outcome::Passed && trace.last().kind != Kind::Algorithm;
}

bool wasCompared(const Trace& trace)
{
    return std::any_of(trace.begin(), trace.end(), [](const Step& step) { return step.kind == Kind::Signature; });
}

/** Of several signatures one must be proven, and none that can be compared may be wrong. */
Trace together(const QList<Trace>& traces)
{
    const auto proven = std::find_if(traces.begin(), traces.end(), isProven);
    if (proven == traces.end()) {
        return traces.first();
    }
    Trace trace = *proven;
    for (qsizetype i = 0; i < traces.size(); ++i) {
        const Step& last = traces.at(i).last();
        if (&traces.at(i) == &*proven) {
            continue;
        }
        const QString what = StepText::tr("Signature %1 of %2: %3")
                                 .arg(QString::number(i + 1), QString::number(traces.size()), last.what);
        Step step = last;
        step.what = what;
        if (!wasCompared(traces.at(i))) { // nothing against the token: another reader has that key
            step = notChecked(Kind::Algorithm, what, u"RFC 7515 §7.2.1"_s);
        }
        trace << step;
    }
    return trace;
}

} // namespace

std::optional<Key> keyOfProof(const JoseHeader& header)
{
    QString type = header.string(u"typ"_s).toLower();
    const auto jwk = header.protectedMembers().valueText(u"jwk"_s);
    if (type.remove(u"application/"_s) != u"dpop+jwt" || jwk.isEmpty()) {
        return {};
    }
    const auto key = jose::keyFromJwk(jwk);
    return key && key->type() != jose::KeyType::Oct ? std::optional(*key) : std::nullopt;
}

Trace checkSignatures(const jose::Jws& jws, const KeySet& keys, const Expectations& expectations)
{
    QList<Trace> traces;
    for (qsizetype i = 0; i < jws.signatures.size(); ++i) {
        traces << checkSignature(jws, i, keys, expectations);
    }
    return together(traces);
}

} // namespace owb::inspector
