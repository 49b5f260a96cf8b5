#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>

namespace owb::jose {

enum class KeyFamily { Rsa1_5, RsaOaep, AesWrap, AesGcmWrap, Agreement, Password, Direct };

/** An "alg" of a JWE, how the key of the content gets to the reader: RFC 7518 section 4.1, RFC 8037 section 3.2. */
struct KeyAlgorithm
{
    QLatin1StringView name;
    KeyFamily family = KeyFamily::Direct;
    const char* digest = nullptr; // of OAEP and of PBES2
    int wrapBytes = 0; // of the key that wraps the content's key; 0 where nothing is wrapped
};

/** An "enc" of a JWE, how the content is encrypted: RFC 7518 section 5.1. */
struct ContentAlgorithm
{
    QLatin1StringView name;
    const char* cipher = nullptr; // OpenSSL's name
    const char* digest = nullptr; // of the HMAC; none with GCM
    int keyBytes = 0; // with both halves of CBC with HMAC
    int ivBytes = 0;
    int tagBytes = 0;
};

[[nodiscard]] const KeyAlgorithm* findKeyAlgorithm(QStringView name);
[[nodiscard]] const ContentAlgorithm* findContentAlgorithm(QStringView name);
// All of them, those of one family beside each other.
[[nodiscard]] std::span<const KeyAlgorithm> keyAlgorithms();
[[nodiscard]] std::span<const ContentAlgorithm> contentAlgorithms();

} // namespace owb::jose
