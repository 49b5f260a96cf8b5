#include "oauth/rowkey.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace owb::oauth {

namespace {

QVariant partFromText(const QString& text)
{
    bool whole = false;
    const qint64 number = text.toLongLong(&whole);
    return whole ? QVariant(number) : QVariant(text);
}

} // namespace

QString RowKey::text() const
{
    if (parts.size() == 1) {
        const QVariant& part = parts.constFirst();
        return part.typeId() == QMetaType::QByteArray ? QString::fromLatin1(part.toByteArray().toHex()) : part.toString();
    }
    if (parts.isEmpty()) {
        return {};
    }
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromVariantList(parts)).toJson(QJsonDocument::Compact));
}

RowKey RowKey::fromText(const QString& text)
{
    if (text.isEmpty()) {
        return {};
    }
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray()) {
        return {{partFromText(text)}};
    }
    RowKey key;
    for (const QJsonValue& part : document.array()) {
        key.parts << (part.isDouble() ? QVariant(part.toInteger()) : QVariant(part.toString()));
    }
    return key;
}

} // namespace owb::oauth
