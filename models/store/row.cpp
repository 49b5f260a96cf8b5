#include "store/row.h"

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
    case Type::Text:
        return text(column);
    case Type::Blob:
        return bytes(column);
    }
    return {};
}

} // namespace owb::store
