#pragma once

#include "core/error.h"

struct pg_result;

namespace owb::store {

struct SessionSettings;
struct Statement;

/** The SQLSTATE of a refused statement; empty when libpq itself failed. */
[[nodiscard]] QByteArray sqlStateOf(const pg_result* result);

/**
 * Our error for a statement that the server refused, by its SQLSTATE.
 *
 * The server's own words are passed on only where they cannot hold a value: many of them do, its DETAIL above all.
 */
[[nodiscard]] core::Error postgresError(
    const pg_result* result, const Statement& statement, const SessionSettings& settings);

} // namespace owb::store
