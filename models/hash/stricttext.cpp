#include "hash/stricttext.h"

namespace owb::hash {

std::optional<quint32> strictNumber(const QByteArray& text)
{
    bool sound = false;
    const quint32 number = text.toUInt(&sound);
    return sound && QByteArray::number(number) == text ? std::optional(number) : std::nullopt;
}

std::optional<QByteArray> strictHex(const QByteArray& text)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    return bytes.toHex() == text ? std::optional(bytes) : std::nullopt;
}

std::optional<QByteArray> strictBase64(const QByteArray& text, QByteArray::Base64Options options)
{
    const auto read = QByteArray::fromBase64Encoding(text, options | QByteArray::AbortOnBase64DecodingErrors);
    return read && (*read).toBase64(options) == text ? std::optional(*read) : std::nullopt;
}

} // namespace owb::hash
