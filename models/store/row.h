#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <optional>

namespace owb::store {

/** One row of a running select. Valid only inside the callback that got it; columns count from 0. */
class Row
{
public:
    enum class Type { Null, Integer, Real, Text, Blob };

    Row() = default;
    virtual ~Row() = default;
    Q_DISABLE_COPY_MOVE(Row)

    [[nodiscard]] virtual Type type(int column) const = 0;
    [[nodiscard]] virtual qint64 integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    /** The bytes of a text or blob, NULs included; numbers as text. */
    [[nodiscard]] virtual QByteArray bytes(int column) const = 0;

    /** The same without a copy, until the next row, where it is all ASCII; nothing where that is not at hand. */
    [[nodiscard]] virtual std::optional<QLatin1StringView> ascii(int column) const
    {
        Q_UNUSED(column)
        return std::nullopt;
    }

    [[nodiscard]] bool isNull(int column) const { return type(column) == Type::Null; }
    [[nodiscard]] QString text(int column) const { return fromStored(bytes(column)); }
    /** Bytes as text; a byte order mark stays, where QString::fromUtf8 would drop it. */
    [[nodiscard]] static QString fromStored(const QByteArray& utf8);
    /** The value with its stored type, to bind it again exactly. */
    [[nodiscard]] QVariant value(int column) const;
};

} // namespace owb::store
