#pragma once

#include <QString>

namespace owb::store {

/** How an engine makes indexes. */
struct IndexSql
{
    QString leadingColumns; // of the table bound to ?: the column with which each whole index begins
    QString create; // %1 the index, %2 the table, %3 its columns, all quoted
    QString dropUnfinished; // %1 the index; empty where a failure leaves nothing
    bool endsInKey = false; // the engine itself adds the primary key
    bool takesAnyText = true; // also columns of texts without a limit
    bool locksWriters = false; // nobody else can write while it is made
};

} // namespace owb::store
