#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QVariantList>

namespace owb::oauth {

/** A stored text whose bytes are no UTF-8: as a QString it would be another value. */
struct RawText
{
    QByteArray bytes;
    /** Quicker than asking whether it can be converted, which takes a lock of Qt's. */
    [[nodiscard]] static bool isIn(const QVariant& value);
    bool operator==(const RawText&) const = default;
};

/**
 * The primary key of a stored row: the one sure way to address it, since a client identifier may be missing, empty or
 * there twice. Empty for a value that is not stored yet.
 */
struct RowKey
{
    QVariantList parts; // one per key column, as the database gave it
    bool ofRefreshTokens = false; // of the table that some layouts keep refresh tokens in apart

    [[nodiscard]] bool isEmpty() const { return parts.isEmpty(); }
    /**
     * What people see and `owb … --key` takes: a single part as plain text, several as a JSON array. Bytes, and texts
     * that would be read as something else or are no UTF-8, stand in an array too: ["[1]"], [{"hex":"00ff"}],
     * [{"text_hex":"61ff"}]. Keys of refresh token tables begin with "refresh:".
     */
    [[nodiscard]] QString text() const;
    /** text(), with a part masked that is one of these values: a key may be a secret itself. */
    [[nodiscard]] QString shownBeside(const QList<core::Secret>& values) const;
    /** The inverse of text(), but for one thing: a text that is written like a whole number becomes one. */
    [[nodiscard]] static RowKey fromText(const QString& text);

    bool operator==(const RowKey&) const = default;
};

} // namespace owb::oauth

Q_DECLARE_METATYPE(owb::oauth::RawText)

inline bool owb::oauth::RawText::isIn(const QVariant& value)
{
    return value.metaType() == QMetaType::fromType<RawText>();
}
