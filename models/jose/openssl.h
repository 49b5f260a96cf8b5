#pragma once

#include <QByteArray>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace owb::jose {

/** OpenSSL's objects, freed with their owners. For the sources of this folder; its headers name none of them. */
template <auto freeing> struct Freed
{
    template <class T> void operator()(T* object) const { freeing(object); }
};

using BigNumber = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Bytes = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;
using SharedKey = std::shared_ptr<EVP_PKEY>;

[[nodiscard]] inline const unsigned char* bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

[[nodiscard]] inline unsigned char* bytesOf(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

[[nodiscard]] inline SharedKey shared(EVP_PKEY* key)
{
    return {key, EVP_PKEY_free};
}

[[nodiscard]] inline BigNumber bigNumber(QByteArrayView bytes)
{
    return BigNumber(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

/** What OpenSSL noted about a failure is dropped: it names its own functions, and must not come up elsewhere. */
void forgetErrors();

} // namespace owb::jose
