#pragma once

#include "store/session.h"

#include <QMap>
#include <QString>

#include <optional>

/**
 * An empty database on the MariaDB server that tests/support/engines.py started, which says where in OWB_TEST_MARIADB,
 * MYSQL_PWD and OWB_TEST_CA. It goes with this object.
 */
class MariaServer
{
public:
    MariaServer();
    ~MariaServer();
    Q_DISABLE_COPY_MOVE(MariaServer)

    using Options = QMap<QString, QString>;

    /** What is not in the environment, or does not work; empty when all is well. */
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] QString authority() const;
    [[nodiscard]] owb::store::SessionSettings settings(const Options& options = {}, bool writable = true) const;
    [[nodiscard]] owb::core::Result<std::unique_ptr<owb::store::Session>> open(
        const Options& options = {}, bool writable = true) const;
    /** Runs statements of the test's own as the administrator, outside the session that is tested. */
    void run(const QStringList& statements);
    /** The first value of the first row, for the administrator. */
    [[nodiscard]] QVariant ask(const QString& sql);
    /** An account that may do only what `grants` say; `%1` in them is the database. Its settings, to log in. */
    [[nodiscard]] owb::store::SessionSettings account(const QString& name, const QStringList& grants);

private:
    owb::core::DatabaseAddress m_address;
    QString m_trouble;
    std::unique_ptr<owb::store::Session> m_administrator;
    QStringList m_accounts;
};

/** The first value of the first row; the error where there is one. */
[[nodiscard]] owb::core::Result<QVariant> firstValue(
    owb::store::Session& session, const QString& sql, const QVariantList& values = {});
