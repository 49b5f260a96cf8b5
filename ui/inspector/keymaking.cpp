#include "inspector/keymaking.h"

#include "inspector/inspectortext.h"
#include "jose/encryption.h"
#include "jose/keymaker.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using jose::Curve;

QString wordsOf(const jose::SignatureAlgorithm& algorithm)
{
    switch (algorithm.family) {
    case jose::SignatureFamily::Hmac:
        return InspectorText::tr("signs with a shared secret");
    case jose::SignatureFamily::RsaPkcs1:
        return InspectorText::tr("signs with RSA");
    case jose::SignatureFamily::RsaPss:
        return InspectorText::tr("signs with RSA-PSS");
    case jose::SignatureFamily::Ecdsa:
    case jose::SignatureFamily::EdDsa:
        break;
    }
    return algorithm.curve == Curve::None ? InspectorText::tr("signs on an Edwards curve")
                                          : InspectorText::tr("signs on %1").arg(jose::curveInfo(algorithm.curve).name);
}

QString wordsOf(const jose::KeyAlgorithm& algorithm)
{
    switch (algorithm.family) {
    case jose::KeyFamily::Rsa1_5:
        return InspectorText::tr("encrypts with RSA, as it is no longer done");
    case jose::KeyFamily::RsaOaep:
        return InspectorText::tr("encrypts with RSA");
    case jose::KeyFamily::Agreement:
        return InspectorText::tr("encrypts on an elliptic curve");
    case jose::KeyFamily::Password:
        return InspectorText::tr("encrypts with a password");
    case jose::KeyFamily::AesWrap:
    case jose::KeyFamily::AesGcmWrap:
    case jose::KeyFamily::Direct:
        break;
    }
    return InspectorText::tr("encrypts with a shared secret");
}

QString useOf(const QString& algorithm)
{
    return jose::findSignatureAlgorithm(algorithm) ? u"sig"_s : u"enc"_s;
}

} // namespace

QList<QList<KeyKind>> keyKinds()
{
    QList<QList<KeyKind>> kinds(3);
    for (const auto& algorithm : jose::signatureAlgorithms()) {
        kinds[0].append({algorithm.name, wordsOf(algorithm)});
    }
    for (const auto& algorithm : jose::keyAlgorithms()) {
        if (algorithm.family != jose::KeyFamily::Direct) { // its keys are those of the content
            kinds[1].append({algorithm.name, wordsOf(algorithm)});
        }
    }
    for (const auto& algorithm : jose::contentAlgorithms()) {
        kinds[2].append({algorithm.name, InspectorText::tr("encrypts the content itself (dir)")});
    }
    return kinds;
}

QList<KeySize> sizesFor(const QString& algorithm)
{
    const auto* const signing = jose::findSignatureAlgorithm(algorithm);
    const auto* const wrapping = jose::findKeyAlgorithm(algorithm);
    const bool isRsa = (signing && signing->key == jose::KeyType::Rsa)
        || (wrapping && (wrapping->family == jose::KeyFamily::RsaOaep || wrapping->family == jose::KeyFamily::Rsa1_5));
    QList<KeySize> sizes;
    if (isRsa) {
        for (const int bits : {2048, 3072, 4096, 8192}) {
            sizes.append({InspectorText::tr("%1 bits").arg(bits), bits, Curve::None});
        }
    }
    QList<Curve> curves;
    if (signing && signing->family == jose::SignatureFamily::EdDsa && signing->curve == Curve::None) {
        curves = {Curve::Ed25519, Curve::Ed448};
    } else if (wrapping && wrapping->family == jose::KeyFamily::Agreement) {
        curves = {Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::X448};
    }
    for (const Curve curve : curves) {
        sizes.append({jose::curveInfo(curve).name, 0, curve});
    }
    return sizes;
}

jose::Checked<jose::Key> makeKey(const KeyWish& wish)
{
    auto key = wish.curve == Curve::None ? jose::makeKeyFor(wish.algorithm, wish.rsaBits) : jose::makeKey(wish.curve);
    if (key) {
        jose::KeyFacts facts;
        facts.id = wish.keyId.isEmpty() ? key->thumbprint() : wish.keyId;
        facts.algorithm = wish.algorithm;
        facts.use = useOf(wish.algorithm);
        key->setFacts(facts);
    }
    return key;
}

} // namespace owb::ui
