#include "store/mariadriver.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

Q_DECLARE_OPAQUE_POINTER(st_mysql*)

namespace owb::store {

namespace {

constexpr int usualConnectSeconds = 10;
constexpr int usualStatementSeconds = 300;
/** The server ends a statement at its limit; silence for this much longer means that the way to it is gone. */
constexpr int graceSeconds = 30;

MariaTimeouts timeoutsFor(const core::DatabaseAddress& address)
{
    const int statement = mariaSeconds(address, u"statement_timeout"_s, usualStatementSeconds);
    return {
        mariaSeconds(address, u"connect_timeout"_s, usualConnectSeconds), statement > 0 ? statement + graceSeconds : 0};
}

/** Whether another host may serve where this one did not: a refusal counts for all of them. */
bool isOfOneHost(core::Error::Kind kind)
{
    return kind == core::Error::Kind::Connection || kind == core::Error::Kind::HostUnknown;
}

} // namespace

MariaDriver::MariaDriver(SessionSettings settings)
    : m_settings(std::move(settings))
{ }

MariaDriver::~MariaDriver() = default;

bool MariaDriver::hasFeature(DriverFeature) const
{
    return false;
}

bool MariaDriver::open(const QString&, const QString&, const QString&, const QString&, int, const QString&)
{
    const QString role = m_settings.address.options.value(u"target_session_attrs"_s);
    const bool toStandby = role == "read-only"_L1 || role == "standby"_L1;
    const bool toPrimary = role == "read-write"_L1 || role == "primary"_L1;
    const bool opened = role == "prefer-standby"_L1
        ? connectAny(Role::Standby) || connectAny(Role::Any)
        : connectAny(toStandby ? Role::Standby : (toPrimary ? Role::Primary : Role::Any));
    setOpen(opened);
    setOpenError(!opened);
    if (!opened) {
        setLastError(QSqlError({}, m_failure.detail, QSqlError::ConnectionError));
    }
    return opened;
}

bool MariaDriver::connectAny(Role wanted)
{
    const MariaTimeouts timeouts = timeoutsFor(m_settings.address);
    for (const MariaEndpoint& endpoint : mariaEndpoints(m_settings.address)) {
        auto connected = connectMaria(m_settings, endpoint, timeouts);
        if (connected) {
            m_handle = std::move(*connected);
            m_endpoint = endpoint;
            if (hasRole(wanted)) {
                return true;
            }
            m_handle.reset();
            m_failure = {core::Error::Kind::Connection, m_settings.location(), {},
                wanted == Role::Primary ? u"it takes no changes"_s : u"it is no standby"_s};
        } else {
            m_failure = connected.error();
            if (!isOfOneHost(m_failure.kind)) {
                return false;
            }
        }
    }
    return false;
}

bool MariaDriver::hasRole(Role wanted) const
{
    if (wanted == Role::Any) {
        return true;
    }
    const QByteArray readOnly = askMaria(m_handle.get(), "SELECT @@global.read_only").value_or(QByteArray());
    const bool takesChanges = readOnly == "0" || readOnly == "OFF";
    return takesChanges == (wanted == Role::Primary);
}

void MariaDriver::close()
{
    m_handle.reset();
    setOpen(false);
    setOpenError(false);
}

QSqlResult* MariaDriver::createResult() const
{
    return nullptr; // QSqlQuery takes that for a result that fails
}

QVariant MariaDriver::handle() const
{
    return QVariant::fromValue(m_handle.get());
}

} // namespace owb::store
