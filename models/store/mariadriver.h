#pragma once

#include "store/mariaconnect.h"

#include <QSqlDriver>

namespace owb::store {

/**
 * The connection of a MariaSession, as a driver of its QSqlDatabase.
 *
 * Qt's own driver ignores what it is asked about TLS, and connects in clear text. This one only connects: it offers no
 * results, and everything runs on its handle().
 */
class MariaDriver final : public QSqlDriver
{
    Q_OBJECT
public:
    explicit MariaDriver(SessionSettings settings);
    ~MariaDriver() override;

    /** Why open() failed. */
    [[nodiscard]] const core::Error& failure() const { return m_failure; }
    [[nodiscard]] const MariaEndpoint& endpoint() const { return m_endpoint; }
    [[nodiscard]] st_mysql* connection() const { return m_handle.get(); }

    [[nodiscard]] bool hasFeature(DriverFeature feature) const override;
    /** Connects as the settings say, host after host; the arguments, which hold no Secret, are not looked at. */
    [[nodiscard]] bool open(const QString& database, const QString& user, const QString& password, const QString& host,
        int port, const QString& options) override;
    void close() override;
    [[nodiscard]] QSqlResult* createResult() const override;
    /** The MYSQL*. */
    [[nodiscard]] QVariant handle() const override;

private:
    enum class Role { Any, Primary, Standby };

    [[nodiscard]] bool connectAny(Role wanted);
    [[nodiscard]] bool hasRole(Role wanted) const;

    SessionSettings m_settings;
    MariaHandle m_handle;
    MariaEndpoint m_endpoint;
    core::Error m_failure;
};

} // namespace owb::store
