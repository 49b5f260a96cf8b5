#pragma once

#include "core/result.h"
#include "hash/scratch.h"

#include <QByteArray>

namespace owb::hash {

/** OpenSSL's functions with our types. Algorithms have OpenSSL's names. Failure: Unsupported when too costly. */

[[nodiscard]] core::Result<Scratch> digestOf(const char* algorithm, QByteArrayView bytes);

/** The costs of scrypt, RFC 7914 section 2. */
struct ScryptCost
{
    quint32 n = 0;
    quint32 blockSize = 0;
    quint32 parallel = 0;
};

[[nodiscard]] core::Result<Scratch> pbkdf2(
    const char* algorithm, QByteArrayView secret, QByteArrayView salt, quint32 iterations, qsizetype length);
[[nodiscard]] core::Result<Scratch> scrypt(
    QByteArrayView secret, QByteArrayView salt, ScryptCost cost, qsizetype length);

/** Compares all bytes in constant time. */
[[nodiscard]] bool equalBytes(QByteArrayView a, QByteArrayView b);
[[nodiscard]] core::Result<QByteArray> randomBytes(qsizetype count);

} // namespace owb::hash
