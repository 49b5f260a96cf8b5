#include "jose/algorithm.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr std::array curves{
    CurveInfo{Curve::P256, "P-256"_L1, "prime256v1", 32, KeyType::Ec},
    CurveInfo{Curve::P384, "P-384"_L1, "secp384r1", 48, KeyType::Ec},
    CurveInfo{Curve::P521, "P-521"_L1, "secp521r1", 66, KeyType::Ec},
    CurveInfo{Curve::Secp256k1, "secp256k1"_L1, "secp256k1", 32, KeyType::Ec},
    CurveInfo{Curve::Ed25519, "Ed25519"_L1, "ED25519", 32, KeyType::Okp},
    CurveInfo{Curve::Ed448, "Ed448"_L1, "ED448", 57, KeyType::Okp},
    CurveInfo{Curve::X25519, "X25519"_L1, "X25519", 32, KeyType::Okp},
    CurveInfo{Curve::X448, "X448"_L1, "X448", 56, KeyType::Okp},
};

constexpr std::array algorithms{
    SignatureAlgorithm{"HS256"_L1, SignatureFamily::Hmac, "SHA256", KeyType::Oct, Curve::None, 32},
    SignatureAlgorithm{"HS384"_L1, SignatureFamily::Hmac, "SHA384", KeyType::Oct, Curve::None, 48},
    SignatureAlgorithm{"HS512"_L1, SignatureFamily::Hmac, "SHA512", KeyType::Oct, Curve::None, 64},
    SignatureAlgorithm{"RS256"_L1, SignatureFamily::RsaPkcs1, "SHA256", KeyType::Rsa, Curve::None, 32},
    SignatureAlgorithm{"RS384"_L1, SignatureFamily::RsaPkcs1, "SHA384", KeyType::Rsa, Curve::None, 48},
    SignatureAlgorithm{"RS512"_L1, SignatureFamily::RsaPkcs1, "SHA512", KeyType::Rsa, Curve::None, 64},
    SignatureAlgorithm{"PS256"_L1, SignatureFamily::RsaPss, "SHA256", KeyType::Rsa, Curve::None, 32},
    SignatureAlgorithm{"PS384"_L1, SignatureFamily::RsaPss, "SHA384", KeyType::Rsa, Curve::None, 48},
    SignatureAlgorithm{"PS512"_L1, SignatureFamily::RsaPss, "SHA512", KeyType::Rsa, Curve::None, 64},
    SignatureAlgorithm{"ES256"_L1, SignatureFamily::Ecdsa, "SHA256", KeyType::Ec, Curve::P256, 32},
    SignatureAlgorithm{"ES384"_L1, SignatureFamily::Ecdsa, "SHA384", KeyType::Ec, Curve::P384, 48},
    SignatureAlgorithm{"ES512"_L1, SignatureFamily::Ecdsa, "SHA512", KeyType::Ec, Curve::P521, 66},
    SignatureAlgorithm{"ES256K"_L1, SignatureFamily::Ecdsa, "SHA256", KeyType::Ec, Curve::Secp256k1, 32},
    SignatureAlgorithm{"EdDSA"_L1, SignatureFamily::EdDsa, nullptr, KeyType::Okp, Curve::None, 0},
    SignatureAlgorithm{"Ed25519"_L1, SignatureFamily::EdDsa, nullptr, KeyType::Okp, Curve::Ed25519, 32},
    SignatureAlgorithm{"Ed448"_L1, SignatureFamily::EdDsa, nullptr, KeyType::Okp, Curve::Ed448, 57},
};

} // namespace

const CurveInfo* findCurve(QStringView name)
{
    const auto* const found =
        std::find_if(curves.begin(), curves.end(), [name](const CurveInfo& curve) { return curve.name == name; });
    return found == curves.end() ? nullptr : found;
}

const CurveInfo* findOpenSslCurve(QLatin1StringView name)
{
    const auto* const found = std::find_if(curves.begin(), curves.end(),
        [name](const CurveInfo& curve) { return QLatin1StringView(curve.openSslName) == name; });
    return found == curves.end() ? nullptr : found;
}

const CurveInfo& curveInfo(Curve curve)
{
    return *std::find_if(curves.begin(), curves.end(), [curve](const CurveInfo& one) { return one.curve == curve; });
}

const SignatureAlgorithm* findSignatureAlgorithm(QStringView name)
{
    const auto* const found = std::find_if(
        algorithms.begin(), algorithms.end(), [name](const SignatureAlgorithm& one) { return one.name == name; });
    return found == algorithms.end() ? nullptr : found;
}

std::span<const SignatureAlgorithm> signatureAlgorithms()
{
    return algorithms;
}

} // namespace owb::jose
