#include "store/mariasession.h"
#include "store/postgressession.h"
#include "store/sqlitesession.h"

namespace owb::store {

core::Result<std::unique_ptr<Session>> Session::open(const SessionSettings& settings)
{
    switch (settings.address.engine) {
    case core::Engine::Sqlite:
        break;
    case core::Engine::PostgreSql:
        return PostgresSession::open(settings);
    case core::Engine::MariaDb:
        return MariaSession::open(settings);
    }
    return SqliteSession::open(settings);
}

const Dialect& dialectOf(core::Engine engine)
{
    switch (engine) {
    case core::Engine::Sqlite:
        break;
    case core::Engine::PostgreSql:
        return postgresDialect();
    case core::Engine::MariaDb:
        return mariaDialect();
    }
    return sqliteDialect();
}

} // namespace owb::store
