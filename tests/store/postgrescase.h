#pragma once

#include "store/postgressession.h"

#include <memory>

/** A database of a test's own on the PostgreSQL server that tests/support/engines.py starts; dropped at the end. */
class PostgresCase
{
public:
    /** The names of the environment variables that are not set: run the test under engines.py. */
    [[nodiscard]] static QByteArray missing();

    explicit PostgresCase(const QString& name);
    ~PostgresCase();
    Q_DISABLE_COPY_MOVE(PostgresCase)

    [[nodiscard]] owb::store::SessionSettings settings(bool writable = true) const;
    /** As another user, whose password is "secret". */
    [[nodiscard]] owb::store::SessionSettings settingsOf(const QString& user) const;
    [[nodiscard]] static owb::store::SessionSettings serverSettings();
    /** The certificate of the authority that signed the server's. */
    [[nodiscard]] static QString authority();

    [[nodiscard]] std::unique_ptr<owb::store::Session> open(bool writable = true) const;
    /** Runs a statement as the owner. */
    void run(const QString& sql) const;
    /** The first column of the first row, as text. */
    [[nodiscard]] static QString ask(owb::store::Session& session, const QString& sql, const QVariantList& values = {});

private:
    QString m_name;
    std::unique_ptr<owb::store::Session> m_owner;
};
