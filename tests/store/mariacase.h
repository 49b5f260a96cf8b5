#pragma once

#include "mariaserver.h"

#include <QObject>

/** A test on a database of its own, through a session that is opened again after it broke. */
class MariaCase : public QObject
{
    Q_OBJECT
protected:
    /** Says what is wrong, if anything; then `statements` have made the tables. */
    [[nodiscard]] QString start(const QStringList& statements);
    /** Before each test function. */
    [[nodiscard]] QString openAgain();

    /** The first value; a failure fails the test. */
    [[nodiscard]] QVariant one(const QString& sql, const QVariantList& values = {});
    /** The kind of failure; NotFound when there is none. */
    [[nodiscard]] owb::core::Error::Kind failureOf(const QString& sql, const QVariantList& values = {});

    [[nodiscard]] MariaServer& server() { return *m_server; }
    [[nodiscard]] owb::store::Session& session() { return *m_session; }

private:
    std::unique_ptr<MariaServer> m_server;
    std::unique_ptr<owb::store::Session> m_session;
};
