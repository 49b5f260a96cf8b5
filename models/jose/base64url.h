#pragma once

#include "jose/fault.h"

#include <QByteArray>

namespace owb::jose {

/** Why a text is not base64url without padding: RFC 7515 section 2, RFC 4648 sections 3.2, 3.5 and 5. */
struct Base64Fault
{
    enum class Kind { Padding, Space, Character, Length, UnusedBits };

    Kind kind = Kind::Character;
    qsizetype at = 0; // from 0, in bytes
};

/**
 * Strict, in contrast to QByteArray::fromBase64Encoding(), which takes padding in any place: one text for the same
 * bytes, so that a token cannot be changed without being noticed.
 */
[[nodiscard]] tl::expected<QByteArray, Base64Fault> fromBase64Url(QByteArrayView text);
/** The same into a buffer of at least text.size() bytes; gives the number of bytes. */
[[nodiscard]] tl::expected<qsizetype, Base64Fault> decodeBase64Url(QByteArrayView text, char* out);
[[nodiscard]] QByteArray toBase64Url(QByteArrayView bytes);

/** fromBase64Url() with its fault as a sentence about a part of a token: "the header", "the signature". */
[[nodiscard]] Checked<QByteArray> decodePart(QByteArrayView text, const QString& part);
/** The same about a member of a key or a header. A text that is not ASCII is refused. */
[[nodiscard]] Checked<QByteArray> decodeMember(const QString& text, const QString& member);

} // namespace owb::jose
