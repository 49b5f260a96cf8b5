#include "jose/keymanagement.h"
#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>

#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

using KdfAlgorithm = std::unique_ptr<EVP_KDF, Freed<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;

Fault noAgreement()
{
    forgetErrors();
    return {TokenText::tr("The two keys do not make a secret."), {}, u"RFC 7518 §4.6"_s, u"T-AL-10"_s};
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>(number >> shift & 0xff);
    }
    return bytes;
}

QByteArray withLength(const QByteArray& bytes)
{
    return bigEndian(static_cast<quint32>(bytes.size())) + bytes;
}

Checked<core::Secret> secretOf(const Key& own, const Key& theirs)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.openSsl(), nullptr));
    std::size_t length = 0;
    if (!context || EVP_PKEY_derive_init(context.get()) != 1
        || EVP_PKEY_derive_set_peer(context.get(), theirs.openSsl()) != 1
        || EVP_PKEY_derive(context.get(), nullptr, &length) != 1) {
        return Refused(noAgreement());
    }
    QByteArray bytes(static_cast<qsizetype>(length), Qt::Uninitialized);
    if (EVP_PKEY_derive(context.get(), bytesOf(bytes), &length) != 1) {
        return Refused(noAgreement());
    }
    return core::Secret(std::move(bytes));
}

} // namespace

Checked<core::Secret> agreedKey(const Key& own, const Key& theirs, const Agreement& agreement)
{
    const auto secret = secretOf(own, theirs);
    if (!secret) {
        return Refused(secret.error());
    }
    constexpr quint32 bitsOfByte = 8;
    QByteArray info = withLength(agreement.algorithmId) + withLength(agreement.partyU) + withLength(agreement.partyV)
        + bigEndian(static_cast<quint32>(agreement.keyBytes) * bitsOfByte);
    QByteArray shared = secret->reveal(); // OSSL_PARAM takes what it may change
    std::array digest{'S', 'H', 'A', '2', '5', '6', '\0'};
    const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, shared.data(), static_cast<std::size_t>(shared.size())),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), static_cast<std::size_t>(info.size())),
        OSSL_PARAM_construct_end()};
    const KdfAlgorithm kdf(EVP_KDF_fetch(nullptr, "SSKDF", nullptr));
    const KdfContext context(EVP_KDF_CTX_new(kdf.get()));
    QByteArray key(agreement.keyBytes, Qt::Uninitialized);
    const bool derived =
        EVP_KDF_derive(context.get(), bytesOf(key), static_cast<std::size_t>(key.size()), params.data()) == 1;
    OPENSSL_cleanse(shared.data(), static_cast<std::size_t>(shared.size()));
    return derived ? Checked<core::Secret>(core::Secret(std::move(key))) : Refused(noAgreement());
}

} // namespace owb::jose
