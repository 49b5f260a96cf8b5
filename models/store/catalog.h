#pragma once

#include "core/result.h"
#include "store/valuekind.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace owb::store {

class Session;

/** A column as the database declares it. */
struct ColumnInfo
{
    QString name;
    QString type; // as declared, for example "VARCHAR(48)"
    bool notNull = false;
    bool hasDefault = false;
    int keyPosition = 0; // 1-based place in the primary key, 0 = not part of it

    std::optional<int> maxLength; // the n of VARCHAR(n) and CHAR(n), in characters
    ValueKind kind = ValueKind::Other;

    bool operator==(const ColumnInfo&) const = default;

    /** A column with what its declared type says. */
    [[nodiscard]] static ColumnInfo declared(
        const QString& name, const QString& type, bool notNull, bool hasDefault, int keyPosition);
};

struct TableInfo
{
    QString name;
    QList<ColumnInfo> columns;
    QStringList rowNames; // under which the engine itself tells rows apart, see Dialect::rowNames()

    /** Names are compared without regard to case, as every engine here does. Null when there is none. */
    [[nodiscard]] const ColumnInfo* column(const QString& name) const;
    [[nodiscard]] bool hasAll(const QStringList& names) const;
    [[nodiscard]] bool hasAny(const QStringList& names) const;
    /** The primary key in its order; the engine's row number where none is declared that tells all rows apart. */
    [[nodiscard]] QStringList keyColumns() const;
    /** Whether something tells its rows apart, short of all their columns together. */
    [[nodiscard]] bool hasKey() const;

private:
    [[nodiscard]] QStringList declaredKey() const;
    [[nodiscard]] QString rowNumber() const;
};

/** The tables people made, by name; the engine's own are left out. */
[[nodiscard]] core::Result<QList<TableInfo>> readCatalog(Session& session);

} // namespace owb::store
