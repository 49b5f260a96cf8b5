#pragma once

#include "core/error.h"

#include <tl/expected.hpp>

namespace owb::core {

/** A value or the reason why there is none. Same names as C++23's std::expected, so leaving tl is this one line. */
template <class T = void> using Result = tl::expected<T, Error>;

/** Shortens `return failure(Error::Kind::NotFound, name);`. */
[[nodiscard]] inline tl::unexpected<Error> failure(
    Error::Kind kind, QString subject = {}, QStringList items = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(subject), std::move(items), std::move(detail)});
}

} // namespace owb::core
