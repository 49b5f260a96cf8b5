#include "jose/contentcipher.h"

#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/crypto.h>

#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

using CipherAlgorithm = std::unique_ptr<EVP_CIPHER, Freed<EVP_CIPHER_free>>;

constexpr int bitsOfByte = 8;

Fault doesNotOpen()
{
    forgetErrors();
    return {TokenText::tr("The token does not open with this key, or it was changed."),
        TokenText::tr("Give the key it was encrypted for."), u"RFC 7516 §5.2"_s, u"T-AL-21"_s};
}

Fault wrongLength(const QString& part, int wanted, qsizetype found, const QString& rule)
{
    return {
        TokenText::tr("%1 must have %2 bytes; it has %3.").arg(part, QString::number(wanted), QString::number(found)),
        TokenText::tr("Take the text as it was issued; it was changed on its way."), u"RFC 7518 §5"_s, rule};
}

Checked<> checkLengths(const ContentAlgorithm& algorithm, const core::Secret& key, const Sealed& sealed)
{
    if (key.reveal().size() != algorithm.keyBytes) {
        return Refused(Fault{TokenText::tr("%1 needs a key of %2 bits; this one has %3.")
                                 .arg(algorithm.name, QString::number(algorithm.keyBytes * bitsOfByte),
                                     QString::number(key.reveal().size() * bitsOfByte)),
            TokenText::tr("Give the key it was encrypted for."), u"RFC 7518 §5.1"_s, {}});
    }
    if (sealed.iv.size() != algorithm.ivBytes) {
        return Refused(
            wrongLength(TokenText::tr("The initialisation vector"), algorithm.ivBytes, sealed.iv.size(), u"T-ST-01"_s));
    }
    if (sealed.tag.size() != algorithm.tagBytes) {
        return Refused(
            wrongLength(TokenText::tr("The authentication tag"), algorithm.tagBytes, sealed.tag.size(), u"T-AL-21"_s));
    }
    return {};
}

/** A cipher with its key and its iv, at work on bytes. */
class Cipher
{
public:
    enum class Way { Open, Seal };

    Cipher(const char* name, QByteArrayView key, const QByteArray& iv, Way way)
        : m_algorithm(EVP_CIPHER_fetch(nullptr, name, nullptr))
        , m_context(EVP_CIPHER_CTX_new())
    {
        EVP_CIPHER_CTX_set_flags(m_context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
        m_isSound = EVP_CipherInit_ex2(m_context.get(), m_algorithm.get(), bytesOf(key),
                        iv.isNull() ? nullptr : bytesOf(QByteArrayView(iv)), way == Way::Seal ? 1 : 0, nullptr)
            == 1;
    }

    void authenticate(const QByteArray& aad)
    {
        int length = 0;
        m_isSound = m_isSound
            && EVP_CipherUpdate(
                   m_context.get(), nullptr, &length, bytesOf(QByteArrayView(aad)), static_cast<int>(aad.size()))
                == 1;
    }

    void setTag(QByteArray tag)
    {
        m_isSound = m_isSound
            && EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data())
                == 1;
    }

    [[nodiscard]] QByteArray tag(int length) const
    {
        QByteArray tag(length, Qt::Uninitialized);
        EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_GET_TAG, length, tag.data());
        return tag;
    }

    [[nodiscard]] std::optional<QByteArray> run(const QByteArray& bytes)
    {
        constexpr qsizetype largestBlock = 32;
        QByteArray out(bytes.size() + largestBlock, Qt::Uninitialized);
        int written = 0;
        int last = 0;
        const bool done = m_isSound
            && EVP_CipherUpdate(m_context.get(), bytesOf(out), &written, bytesOf(QByteArrayView(bytes)),
                   static_cast<int>(bytes.size()))
                == 1
            && EVP_CipherFinal_ex(m_context.get(), bytesOf(out) + written, &last) == 1;
        if (!done) {
            OPENSSL_cleanse(out.data(), static_cast<std::size_t>(out.size())); // not authenticated: nobody may see it
            forgetErrors();
            return {};
        }
        out.resize(written + last);
        return out;
    }

private:
    CipherAlgorithm m_algorithm;
    CipherContext m_context;
    bool m_isSound = false;
};

/** The first half of the key makes the HMAC, the second encrypts: RFC 7518 section 5.2.2.1. */
QByteArray macOf(
    const ContentAlgorithm& algorithm, const core::Secret& key, const Sealed& sealed, const QByteArray& aad)
{
    const auto macKey = QByteArrayView(key.reveal()).first(algorithm.keyBytes / 2);
    QByteArray text = aad + sealed.iv + sealed.ciphertext;
    const auto bits = static_cast<quint64>(aad.size()) * bitsOfByte;
    for (int shift = 64 - bitsOfByte; shift >= 0; shift -= bitsOfByte) {
        text += static_cast<char>(bits >> shift & 0xff);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    std::size_t length = 0;
    EVP_Q_mac(nullptr, "HMAC", nullptr, algorithm.digest, nullptr, macKey.data(),
        static_cast<std::size_t>(macKey.size()), bytesOf(QByteArrayView(text)), static_cast<std::size_t>(text.size()),
        mac.data(), mac.size(), &length);
    return {reinterpret_cast<const char*>(mac.data()), algorithm.tagBytes};
}

QByteArrayView cipherKey(const ContentAlgorithm& algorithm, const core::Secret& key)
{
    const QByteArrayView bytes(key.reveal());
    return algorithm.digest == nullptr ? bytes : bytes.sliced(algorithm.keyBytes / 2);
}

const char* wrapName(const core::Secret& wrapping)
{
    constexpr qsizetype shortKey = 16;
    constexpr qsizetype middleKey = 24;
    const qsizetype size = wrapping.reveal().size();
    return size == shortKey ? "AES-128-WRAP" : size == middleKey ? "AES-192-WRAP" : "AES-256-WRAP";
}

} // namespace

Checked<QByteArray> openContent(
    const ContentAlgorithm& algorithm, const core::Secret& key, const Sealed& sealed, const QByteArray& aad)
{
    const auto fits = checkLengths(algorithm, key, sealed);
    if (!fits) {
        return Refused(fits.error());
    }
    const bool isGcm = algorithm.digest == nullptr;
    if (!isGcm) {
        const QByteArray mac = macOf(algorithm, key, sealed, aad);
        if (CRYPTO_memcmp(mac.constData(), sealed.tag.constData(), static_cast<std::size_t>(mac.size())) != 0) {
            return Refused(doesNotOpen());
        }
    }
    Cipher cipher(algorithm.cipher, cipherKey(algorithm, key), sealed.iv, Cipher::Way::Open);
    if (isGcm) {
        cipher.setTag(sealed.tag);
        cipher.authenticate(aad);
    }
    const auto plaintext = cipher.run(sealed.ciphertext);
    return plaintext ? Checked<QByteArray>(*plaintext) : Refused(doesNotOpen());
}

Checked<Sealed> sealContent(const ContentAlgorithm& algorithm, const core::Secret& key, const QByteArray& iv,
    const QByteArray& plaintext, const QByteArray& aad)
{
    Sealed sealed{iv, {}, QByteArray(algorithm.tagBytes, '\0')};
    const auto fits = checkLengths(algorithm, key, sealed);
    if (!fits) {
        return Refused(fits.error());
    }
    Cipher cipher(algorithm.cipher, cipherKey(algorithm, key), iv, Cipher::Way::Seal);
    const bool isGcm = algorithm.digest == nullptr;
    if (isGcm) {
        cipher.authenticate(aad);
    }
    const auto ciphertext = cipher.run(plaintext);
    if (!ciphertext) {
        return Refused(doesNotOpen());
    }
    sealed.ciphertext = *ciphertext;
    sealed.tag = isGcm ? cipher.tag(algorithm.tagBytes) : macOf(algorithm, key, sealed, aad);
    return sealed;
}

std::optional<core::Secret> unwrapKey(const core::Secret& wrapping, const QByteArray& wrapped)
{
    Cipher cipher(wrapName(wrapping), wrapping.reveal(), {}, Cipher::Way::Open);
    auto key = cipher.run(wrapped);
    return key ? std::optional(core::Secret(*std::move(key))) : std::nullopt;
}

std::optional<QByteArray> wrapKey(const core::Secret& wrapping, const core::Secret& key)
{
    Cipher cipher(wrapName(wrapping), wrapping.reveal(), {}, Cipher::Way::Seal);
    return cipher.run(key.reveal());
}

} // namespace owb::jose
