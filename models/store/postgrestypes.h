#pragma once

/** The numbers of PostgreSQL's own types, which never change: src/include/catalog/pg_type.dat. */
namespace owb::store::postgrestype {

inline constexpr unsigned unknown = 0; // the server infers it
inline constexpr unsigned boolean = 16;
inline constexpr unsigned bytea = 17;
inline constexpr unsigned int8 = 20;
inline constexpr unsigned int2 = 21;
inline constexpr unsigned int4 = 23;
inline constexpr unsigned oid = 26;
inline constexpr unsigned float4 = 700;
inline constexpr unsigned float8 = 701;
inline constexpr unsigned paddedChar = 1042;

} // namespace owb::store::postgrestype
