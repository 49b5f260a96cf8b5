#pragma once

#include "hash/derivedscheme.h"

namespace owb::hash {

/** The spellings of derived keys. `digest` has OpenSSL's name, `id` is the writer's own word for it. */

/** ID$iterations$salt$base64 */
[[nodiscard]] DerivedForm dollarPbkdf2(const QByteArray& id, const QByteArray& digest);
/** scrypt$n$salt$r$p$base64 */
[[nodiscard]] DerivedForm dollarScrypt();
/** pbkdf2:ID:iterations$salt$hex */
[[nodiscard]] DerivedForm colonPbkdf2(const QByteArray& id, const QByteArray& digest);
/** scrypt:n:r:p$salt$hex */
[[nodiscard]] DerivedForm colonScrypt();
/** $pbkdf2-ID$i=iterations,l=length$base64$base64, without padding */
[[nodiscard]] DerivedForm namedPbkdf2(const QByteArray& id, const QByteArray& digest);
/** base64 of 1, digest, iterations, length of the salt (32 bits each, big endian), salt and key */
[[nodiscard]] DerivedForm binaryPbkdf2();
/** {ID} and hexadecimal salt and key in one; the costs are fixed by the ID */
[[nodiscard]] DerivedForm bracesPbkdf2(
    const QByteArray& id, const QByteArray& digest, quint32 iterations, qsizetype saltSize);
/** {ID}$hexadecimal costs$base64$base64 */
[[nodiscard]] DerivedForm bracesScrypt(const QByteArray& id, quint32 n, qsizetype saltSize);

} // namespace owb::hash
