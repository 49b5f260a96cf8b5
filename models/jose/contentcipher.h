#pragma once

#include "core/secret.h"
#include "jose/encryption.h"
#include "jose/fault.h"

#include <QByteArray>

#include <optional>

namespace owb::jose {

/** What an encrypted content consists of, all of them bytes. */
struct Sealed
{
    QByteArray iv;
    QByteArray ciphertext;
    QByteArray tag;
};

// Opens or makes encrypted content: RFC 7518 section 5. `aad` is authenticated beside it.

/** Failure: lengths that the algorithm does not have (T-ST-01), or a tag that does not fit (T-AL-21). */
[[nodiscard]] Checked<QByteArray> openContent(
    const ContentAlgorithm& algorithm, const core::Secret& key, const Sealed& sealed, const QByteArray& aad);
/** With the given iv, which must have the algorithm's length and never be used twice with the same key. */
[[nodiscard]] Checked<Sealed> sealContent(const ContentAlgorithm& algorithm, const core::Secret& key,
    const QByteArray& iv, const QByteArray& plaintext, const QByteArray& aad);

/** AES key wrap: RFC 3394 with keys of 16, 24 or 32 bytes. Nothing where the wrapped key does not fit. */
[[nodiscard]] std::optional<core::Secret> unwrapKey(const core::Secret& wrapping, const QByteArray& wrapped);
[[nodiscard]] std::optional<QByteArray> wrapKey(const core::Secret& wrapping, const core::Secret& key);

/** DEFLATE of RFC 1951 without a header, as `zip` of RFC 7516 section 4.1.3 has it. */
[[nodiscard]] QByteArray deflated(const QByteArray& bytes);
/** Stops at `limit` bytes with a fault (T-AL-13): a short text may unfold to gigabytes. */
[[nodiscard]] Checked<QByteArray> inflated(const QByteArray& bytes, qsizetype limit);

} // namespace owb::jose
