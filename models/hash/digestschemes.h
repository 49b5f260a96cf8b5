#pragma once

#include "hash/algorithms.h"
#include "hash/scheme.h"

namespace owb::hash {

/** The secret itself, behind a prefix that may be empty. */
class PlainScheme : public Scheme
{
public:
    PlainScheme(QString name, Mark mark, QByteArray prefix)
        : Scheme(std::move(name), mark)
        , m_prefix(std::move(prefix))
    { }
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_prefix); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;
    [[nodiscard]] core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const override;

private:
    QByteArray m_prefix;
};

/** Recognised by its prefix, and no more than that. */
class OpaqueScheme : public Scheme
{
public:
    OpaqueScheme(QString name, QByteArray prefix)
        : Scheme(std::move(name), Mark::Name)
        , m_prefix(std::move(prefix))
    { }
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_prefix); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;

private:
    QByteArray m_prefix;
};

/** How bytes are spelt. */
enum class Spelling { Hex, UpperHex, Base64, Base64Url };
[[nodiscard]] QByteArray spelt(const Scratch& bytes, Spelling spelling);

/** A digest of the secret alone. */
class DigestScheme : public Scheme
{
public:
    DigestScheme(QString name, const char* algorithm, Spelling spelling);
    [[nodiscard]] bool reads(const QByteArray& stored) const override;
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;
    [[nodiscard]] core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const override;

private:
    const char* m_algorithm;
    Spelling m_spelling;
};

/** A hexadecimal digest of the secret and a salt, where the text holds the salt before the digest. */
class SaltedDigestScheme : public Scheme
{
public:
    enum class Layout {
        Dollar, // salt$digest, over salt and secret; the salt may be empty
        Braces, // {salt}digest, over secret and {salt}; or only the digest, over the secret
        Rounds, // 8 bytes of salt and the digest in one, over salt and secret, 1024 times
    };
    SaltedDigestScheme(QString name, QByteArray prefix, const char* algorithm, Layout layout);
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_prefix); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;

private:
    QByteArray m_prefix;
    const char* m_algorithm;
    Layout m_layout;
};

} // namespace owb::hash
