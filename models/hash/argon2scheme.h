#pragma once

#include "hash/scheme.h"

#include <optional>

namespace owb::hash {

/** The costs of Argon2, RFC 9106 section 3.1, and the sizes that go with them. */
struct Argon2Cost
{
    quint32 memory = 0; // KiB
    quint32 passes = 0;
    quint32 lanes = 0;
    qsizetype saltSize = 16;
    qsizetype keySize = 32;
};

/** Argon2's own text ($argon2id$v=19$m=…), behind a prefix that may be empty. */
class Argon2Scheme : public Scheme
{
public:
    enum class Salt { Bytes, Text }; // Text: letters and digits, for readers that decode it
    /** `kind` is argon2id, argon2i or nothing for either; new texts are argon2id then. */
    Argon2Scheme(QString name, QByteArray prefix, QByteArray kind, Argon2Cost fresh, Salt salt = Salt::Bytes);
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_start); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;
    [[nodiscard]] core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const override;

private:
    QByteArray m_prefix;
    QByteArray m_kind;
    QByteArray m_start;
    Argon2Cost m_fresh;
    Salt m_salt;
};

} // namespace owb::hash
