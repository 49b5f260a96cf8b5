#pragma once

#include "store/clienttable.h"
#include "store/codetable.h"
#include "store/tokentable.h"

namespace owb::store {

/** The tables of the open database. Immutable once made, so jobs on any thread may share it. */
struct Tables
{
    Tables(const BoundSchema& boundSchema, const Dialect& dialect)
        : schema(boundSchema)
        , clients(boundSchema, dialect)
        , tokens(boundSchema, dialect)
        , codes(boundSchema, dialect)
    { }

    BoundSchema schema;
    ClientTable clients;
    TokenTable tokens;
    CodeTable codes;
};

} // namespace owb::store
