#include "store/sqlitesession.h"

namespace owb::store {

core::Result<std::unique_ptr<Session>> Session::open(const SessionSettings& settings)
{
    return SqliteSession::open(settings);
}

} // namespace owb::store
