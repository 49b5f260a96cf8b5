#pragma once

#include "store/catalog.h"
#include "store/field.h"

namespace owb::store {

/** A field with its place in the rows of a select; below 0 where the table has none, which reads as absent. */
struct SelectedField
{
    int place = -1;
    Field field;
    ColumnInfo column; // without a name where it is no column of the table's own
    bool isMember = false; // a value inside of the column, see BoundEntity::isMember()

    [[nodiscard]] bool exists() const { return place >= 0; }
};

/** Where a value is written: found once for a table, because looking columns up by name costs as much as a row. */
struct CellPlace
{
    QString name; // of the field, for errors
    const Field* field = nullptr; // null: the layout has no such field
    const ColumnInfo* column = nullptr;
    bool isMember = false;

    /** `selected` must outlive it. */
    [[nodiscard]] static CellPlace of(const SelectedField& selected, const QString& name = {})
    {
        return {name, selected.exists() ? &selected.field : nullptr,
            selected.column.name.isEmpty() ? nullptr : &selected.column, selected.isMember};
    }
};

} // namespace owb::store
