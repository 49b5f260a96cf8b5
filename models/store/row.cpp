#include "store/row.h"

#include "oauth/rowkey.h"

namespace owb::store {

QString Row::fromStored(const QByteArray& utf8)
{
    const QString text = QString::fromUtf8(utf8);
    return utf8.startsWith("\xef\xbb\xbf") ? QChar(QChar::ByteOrderMark) + text : text;
}

QVariant Row::value(int column) const
{
    switch (type(column)) {
    case Type::Null:
        return {};
    case Type::Integer:
        return integer(column);
    case Type::Real:
        return real(column);
    case Type::Text: {
        const QByteArray stored = bytes(column);
        const QString text = fromStored(stored);
        return text.contains(QChar::ReplacementCharacter) && text.toUtf8() != stored
            ? QVariant::fromValue(oauth::RawText{stored})
            : QVariant(text);
    }
    case Type::Blob:
        return bytes(column);
    }
    return {};
}

} // namespace owb::store
