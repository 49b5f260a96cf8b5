#include "jose/base64url.h"
#include "jose/keyset.h"
#include "jose/openssl.h"
#include "jose/texts.h"

#include <QCryptographicHash>

#include <openssl/pem.h>

#include <ctime>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

/** One block of a PEM text. Its bytes may be a private key, and are overwritten. */
struct Block
{
    QByteArray kind; // "PUBLIC KEY" and the like
    bool isEncrypted = false;
    core::Secret der;
};

Fault notPem(const QString& what, const QString& remedy)
{
    return {what, remedy, u"RFC 7468"_s, {}};
}

std::optional<Block> nextBlock(BIO* in)
{
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    if (PEM_read_bio(in, &name, &header, &data, &size) != 1) {
        forgetErrors();
        return {};
    }
    const QByteArray kind(name);
    const bool isEncrypted = kind == "ENCRYPTED PRIVATE KEY" || QByteArray(header).contains("ENCRYPTED");
    Block block{kind, isEncrypted, core::Secret(QByteArray(reinterpret_cast<const char*>(data), size))};
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
    return block;
}

QString nameOf(const X509_NAME* name)
{
    const Bytes out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return QString::fromUtf8(data, size);
}

Checked<Key> fromBlock(const Block& block)
{
    if (block.isEncrypted) {
        return Refused(notPem(TokenText::tr("The private key is encrypted."),
            TokenText::tr("Decrypt it first, for example with “openssl pkey -in FILE”, and hand the output over.")));
    }
    const QByteArray& der = block.der.reveal();
    if (block.kind == "CERTIFICATE" || block.kind == "X509 CERTIFICATE") {
        return keyFromCertificate(der);
    }
    const unsigned char* at = bytesOf(der);
    const bool isPrivate = block.kind.endsWith("PRIVATE KEY");
    EVP_PKEY* key = nullptr;
    if (isPrivate) {
        key = d2i_AutoPrivateKey_ex(nullptr, &at, der.size(), nullptr, nullptr);
    } else if (block.kind == "RSA PUBLIC KEY") {
        key = d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, der.size());
    } else if (block.kind == "PUBLIC KEY") {
        key = d2i_PUBKEY_ex(nullptr, &at, der.size(), nullptr, nullptr);
    }
    if (key == nullptr) {
        forgetErrors();
        return Refused(notPem(
            TokenText::tr("The PEM block “%1” holds no key that can be read.").arg(QString::fromLatin1(block.kind)),
            TokenText::tr("Give a public or private key, or a certificate.")));
    }
    return Key::fromOpenSsl(shared(key), isPrivate);
}

} // namespace

Checked<Key> keyFromCertificate(const QByteArray& der)
{
    const unsigned char* at = bytesOf(der);
    const Certificate certificate(d2i_X509(nullptr, &at, der.size()));
    EVP_PKEY* const key = certificate ? X509_get_pubkey(certificate.get()) : nullptr;
    if (key == nullptr) {
        forgetErrors();
        return Refused(notPem(TokenText::tr("The certificate cannot be read."), {}));
    }
    KeyFacts facts;
    facts.subject = nameOf(X509_get_subject_name(certificate.get()));
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1) {
        facts.notAfter = timegm(&end);
    }
    facts.certificateSha1 = QString::fromLatin1(toBase64Url(QCryptographicHash::hash(der, QCryptographicHash::Sha1)));
    facts.certificateSha256 =
        QString::fromLatin1(toBase64Url(QCryptographicHash::hash(der, QCryptographicHash::Sha256)));
    return Key::fromOpenSsl(shared(key), false, facts);
}

Checked<KeySet> readPemKeys(const core::Secret& text)
{
    const QByteArray& bytes = text.reveal();
    const Bytes in(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
    KeySet set;
    for (qsizetype index = 0;; ++index) {
        const auto block = nextBlock(in.get());
        if (!block) {
            break;
        }
        if (block->kind.endsWith("PARAMETERS")) { // what some tools write before a key on a curve
            continue;
        }
        const auto key = fromBlock(*block);
        if (key) {
            set.keys << *key;
        } else {
            set.skipped.append({index, {}, key.error()});
        }
    }
    if (!set.keys.isEmpty()) {
        return set;
    }
    return Refused(set.skipped.isEmpty()
            ? notPem(TokenText::tr("The PEM text is cut off or damaged."), TokenText::tr("Take the whole text."))
            : set.skipped.first().fault);
}

} // namespace owb::jose
