#include "oauth/rowkey.h"

#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

const QString bytesMember = u"hex"_s;
const QString rawTextMember = u"text_hex"_s;
const QString refreshMark = u"refresh:"_s;

/** "7" is a number; "007" and "+7" are texts, which a database would not find under 7. */
QVariant partFromText(const QString& text)
{
    const qint64 number = text.toLongLong();
    return QString::number(number) == text ? QVariant(number) : QVariant(text);
}

bool isBytes(const QVariant& part)
{
    return part.typeId() == QMetaType::QByteArray || RawText::isIn(part);
}

std::optional<QJsonArray> arrayIn(const QString& text)
{
    if (!text.trimmed().startsWith(u'[')) {
        return std::nullopt;
    }
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    return document.isArray() && !document.array().isEmpty() ? std::optional(document.array()) : std::nullopt;
}

QJsonValue jsonOf(const QVariant& part)
{
    if (RawText::isIn(part)) {
        return QJsonObject{{rawTextMember, QString::fromLatin1(part.value<RawText>().bytes.toHex())}};
    }
    if (isBytes(part)) {
        return QJsonObject{{bytesMember, QString::fromLatin1(part.toByteArray().toHex())}};
    }
    return part.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue::fromVariant(part);
}

QVariant partOf(const QJsonValue& json)
{
    if (json.isDouble()) {
        const QVariant number = json.toVariant();
        return number.typeId() == QMetaType::Double ? number : QVariant(json.toInteger());
    }
    if (json.isObject() && json.toObject().contains(rawTextMember)) {
        return QVariant::fromValue(
            RawText{QByteArray::fromHex(json.toObject().value(rawTextMember).toString().toLatin1())});
    }
    if (json.isObject()) {
        return QByteArray::fromHex(json.toObject().value(bytesMember).toString().toLatin1());
    }
    return json.isNull() ? QVariant() : QVariant(json.toString());
}

} // namespace

QString RowKey::text() const
{
    if (parts.isEmpty()) {
        return {};
    }
    const QString mark = ofRefreshTokens ? refreshMark : QString();
    const QVariant& first = parts.constFirst();
    const QString plain = first.toString();
    const bool looksMarked = plain.startsWith(refreshMark);
    if (parts.size() == 1 && !isBytes(first) && !plain.isEmpty() && !arrayIn(plain) && !looksMarked) {
        return mark + plain;
    }
    QJsonArray array;
    for (const QVariant& part : parts) {
        array << jsonOf(part);
    }
    return mark + json::jsonText(array);
}

QString RowKey::shownBeside(const QList<core::Secret>& values) const
{
    RowKey shown = *this;
    for (QVariant& part : shown.parts) {
        const auto secret = std::find_if(values.cbegin(), values.cend(),
            [&part](const core::Secret& value) { return !value.isEmpty() && part.toByteArray() == value.reveal(); });
        if (secret != values.cend()) {
            part = secret->maskedToken();
        }
    }
    return shown.text();
}

RowKey RowKey::fromText(const QString& text)
{
    if (text.isEmpty()) {
        return {};
    }
    if (text.startsWith(refreshMark)) {
        RowKey key = fromText(text.sliced(refreshMark.size()));
        key.ofRefreshTokens = true;
        return key;
    }
    const auto array = arrayIn(text);
    if (!array) {
        return {{partFromText(text)}};
    }
    RowKey key;
    for (const auto& part : *array) {
        key.parts << partOf(part);
    }
    return key;
}

} // namespace owb::oauth
