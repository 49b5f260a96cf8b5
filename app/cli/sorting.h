#pragma once

#include "arguments.h"
#include "store/query.h"

#include <QHash>

#include <optional>

namespace owb::cli {

/**
 * The query that --sort asks for, upwards by key without it; a leading minus sorts downwards. Nothing when the field is
 * none of `sorts`.
 */
template <class Query, class Sort>
[[nodiscard]] std::optional<Query> sortedQuery(const Arguments& arguments, const QHash<QString, Sort>& sorts)
{
    Query query;
    query.order = store::SortOrder::Ascending;
    QString sort = isGiven(arguments.sort) ? QString::fromStdString(arguments.sort) : QStringLiteral("key");
    if (sort.startsWith(u'-')) {
        query.order = store::SortOrder::Descending;
        sort = sort.sliced(1);
    }
    const auto found = sorts.constFind(sort);
    if (found == sorts.constEnd()) {
        return std::nullopt;
    }
    query.sort = *found;
    return query;
}

} // namespace owb::cli
