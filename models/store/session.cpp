#include "store/postgressession.h"
#include "store/sqlitesession.h"

namespace owb::store {

core::Result<std::unique_ptr<Session>> Session::open(const SessionSettings& settings)
{
    switch (settings.address.engine) {
    case core::Engine::Sqlite:
        return SqliteSession::open(settings);
    case core::Engine::PostgreSql:
        return PostgresSession::open(settings);
    case core::Engine::MariaDb:
        break;
    }
    return core::failure(core::Error::Kind::DriverMissing, dialectOf(settings.address.engine).driver());
}

const Dialect& dialectOf(core::Engine engine)
{
    switch (engine) {
    case core::Engine::Sqlite:
        return sqliteDialect();
    case core::Engine::PostgreSql:
        return postgresDialect();
    case core::Engine::MariaDb:
        break;
    }
    return sqliteDialect();
}

} // namespace owb::store
