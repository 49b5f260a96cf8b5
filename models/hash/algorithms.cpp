#include "hash/algorithms.h"

#include "hash/refusal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace owb::hash {

namespace {

// A few seconds of work and half a gigabyte: more than any server spends on a login.
constexpr quint64 mostRounds = 10'000'000;
constexpr quint64 mostScryptMemory = quint64(512) << 20U; // bytes
constexpr quint64 mostScryptWork = quint64(1) << 23U; // blocks mixed
constexpr qsizetype longestKey = 512;

using Algorithm = std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)>;

Algorithm algorithmNamed(const char* name)
{
    return {EVP_MD_fetch(nullptr, name, nullptr), &EVP_MD_free};
}

const unsigned char* unsignedBytes(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/** OpenSSL takes a null pointer for "no secret", which an empty one is not. */
const char* neverNull(QByteArrayView bytes)
{
    return bytes.isEmpty() ? "" : bytes.data();
}

} // namespace

core::Result<Scratch> digestOf(const char* algorithm, QByteArrayView bytes)
{
    const Algorithm digest = algorithmNamed(algorithm);
    if (!digest) {
        return brokenLibrary("EVP_MD_fetch");
    }
    Scratch out(EVP_MD_get_size(digest.get()));
    const auto size = static_cast<size_t>(bytes.size());
    if (EVP_Digest(neverNull(bytes), size, out.data(), nullptr, digest.get(), nullptr) != 1) {
        return brokenLibrary("EVP_Digest");
    }
    return out;
}

core::Result<Scratch> pbkdf2(
    const char* algorithm, QByteArrayView secret, QByteArrayView salt, quint32 iterations, qsizetype length)
{
    const Algorithm digest = algorithmNamed(algorithm);
    if (!digest) {
        return brokenLibrary("EVP_MD_fetch");
    }
    if (iterations == 0 || length < 1) {
        return damaged();
    }
    const auto blocks = static_cast<quint64>(length / EVP_MD_get_size(digest.get()) + 1);
    if (length > longestKey || iterations > mostRounds || iterations * blocks > 2 * mostRounds) {
        return tooCostly();
    }
    Scratch key(length);
    if (PKCS5_PBKDF2_HMAC(neverNull(secret), static_cast<int>(secret.size()), unsignedBytes(salt),
            static_cast<int>(salt.size()), static_cast<int>(iterations), digest.get(), static_cast<int>(length),
            key.data())
        != 1) {
        return brokenLibrary("PKCS5_PBKDF2_HMAC");
    }
    return key;
}

core::Result<Scratch> scrypt(QByteArrayView secret, QByteArrayView salt, ScryptCost cost, qsizetype length)
{
    const bool powerOfTwo = cost.n > 1 && (cost.n & (cost.n - 1)) == 0;
    if (!powerOfTwo || cost.blockSize == 0 || cost.parallel == 0 || length < 1) {
        return damaged();
    }
    constexpr quint64 blockBytes = 128;
    const quint64 blocks = quint64(cost.n) * cost.blockSize; // 32 bits each, so the product fits
    if (length > longestKey || blocks > mostScryptMemory / blockBytes || blocks > mostScryptWork / cost.parallel) {
        return tooCostly();
    }
    Scratch key(length);
    if (EVP_PBE_scrypt(neverNull(secret), static_cast<size_t>(secret.size()), unsignedBytes(salt),
            static_cast<size_t>(salt.size()), cost.n, cost.blockSize, cost.parallel, 2 * mostScryptMemory, key.data(),
            static_cast<size_t>(length))
        != 1) {
        return brokenLibrary("EVP_PBE_scrypt");
    }
    return key;
}

bool equalBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

core::Result<QByteArray> randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
        return brokenLibrary("RAND_bytes");
    }
    return bytes;
}

} // namespace owb::hash
