#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>

namespace owb::jose {

/** "kty" of RFC 7517 section 4.1 and RFC 8037 section 2. */
enum class KeyType { Oct, Rsa, Ec, Okp };

/** "crv" of RFC 7518 section 6.2.1.1, RFC 8037 section 2 and RFC 8812 section 3.1. */
enum class Curve { None, P256, P384, P521, Secp256k1, Ed25519, Ed448, X25519, X448 };

/** What a curve is called, and how long a coordinate or a raw key on it is. */
struct CurveInfo
{
    Curve curve = Curve::None;
    QLatin1StringView name; // in a JWK
    const char* openSslName = nullptr;
    int bytes = 0;
    KeyType type = KeyType::Ec;
};

[[nodiscard]] const CurveInfo* findCurve(QStringView name);
[[nodiscard]] const CurveInfo* findOpenSslCurve(QLatin1StringView name);
[[nodiscard]] const CurveInfo& curveInfo(Curve curve); // not of None

enum class SignatureFamily { Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa };

/** An "alg" of a JWS: RFC 7518 section 3.1, RFC 8037 section 3.1, RFC 8812 section 3.2, RFC 9864 section 2.2. */
struct SignatureAlgorithm
{
    QLatin1StringView name;
    SignatureFamily family = SignatureFamily::Hmac;
    const char* digest = nullptr; // OpenSSL's name; none where the algorithm brings its own
    KeyType key = KeyType::Oct;
    Curve curve = Curve::None; // the only one that fits; None: any of the key type that signs
    int bytes = 0; // of the digest, or of a coordinate
};

/** By its exact name; none for "none", which signs nothing. */
[[nodiscard]] const SignatureAlgorithm* findSignatureAlgorithm(QStringView name);
/** All of them, those of one family beside each other. */
[[nodiscard]] std::span<const SignatureAlgorithm> signatureAlgorithms();

} // namespace owb::jose
