#pragma once

#include <QString>
#include <QVariantList>

namespace owb::oauth {

/**
 * The primary key of a stored row: the one sure way to address it, since a client identifier may be missing, empty or
 * there twice. Empty for a value that is not stored yet.
 */
struct RowKey
{
    QVariantList parts; // one per key column, as the database gave it

    [[nodiscard]] bool isEmpty() const { return parts.isEmpty(); }
    /** A single part as plain text, several as a JSON array. What `owb … --key` takes. */
    [[nodiscard]] QString text() const;
    /** The inverse of text(): texts that look like integers become integers. */
    [[nodiscard]] static RowKey fromText(const QString& text);

    bool operator==(const RowKey&) const = default;
};

} // namespace owb::oauth
