#pragma once

#include <QByteArray>

#include <optional>

namespace owb::hash {

/** Texts as their writers write them, and in no other spelling: a lenient reader would call a damaged text sound. */

/** A whole number without sign, blanks or leading zeros. */
[[nodiscard]] std::optional<quint32> strictNumber(const QByteArray& text);
/** Lower-case hexadecimal. */
[[nodiscard]] std::optional<QByteArray> strictHex(const QByteArray& text);
/** Base64 with the alphabet and padding of `options`. */
[[nodiscard]] std::optional<QByteArray> strictBase64(
    const QByteArray& text, QByteArray::Base64Options options = QByteArray::Base64Encoding);

} // namespace owb::hash
