#pragma once

#include <QCoreApplication>

namespace owb::store {

/** Fields, codecs and what is wrong with a map, in words. */
struct MappingText
{
    Q_DECLARE_TR_FUNCTIONS(Mapping)
};

} // namespace owb::store
