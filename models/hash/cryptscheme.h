#pragma once

#include "hash/scheme.h"

namespace owb::hash {

/** bcrypt, behind a prefix that may be empty. It takes 72 bytes without NUL, and more only by a digest first. */
class BcryptScheme : public Scheme
{
public:
    enum class Before { Nothing, HexOfSha256 }; // what is done to the secret first
    /** `variant` of new texts, 2a, 2b or 2y: some readers know only their own. */
    BcryptScheme(QString name, QByteArray prefix, QByteArray variant, Before before = Before::Nothing);
    [[nodiscard]] bool reads(const QByteArray& stored) const override;
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;
    [[nodiscard]] core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const override;

private:
    /** The bcrypt text for a secret, after what is done first. `setting` is a bcrypt text or its beginning. */
    [[nodiscard]] core::Result<core::Secret> hashed(const QByteArray& secret, const QByteArray& setting) const;

    QByteArray m_prefix;
    QByteArray m_variant;
    Before m_before;
};

/** The other texts of crypt(5) that are still written: yescrypt and the two of SHA-2. Read only. */
class CryptScheme : public Scheme
{
public:
    CryptScheme(QString name, QByteArray prefix)
        : Scheme(std::move(name), Mark::Name)
        , m_prefix(std::move(prefix))
    { }
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_prefix); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;

private:
    QByteArray m_prefix;
};

} // namespace owb::hash
