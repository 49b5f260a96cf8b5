#include "postgrescase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

std::unique_ptr<Session> opened(const SessionSettings& settings)
{
    auto session = PostgresSession::open(settings);
    if (!session) {
        qFatal("%s does not open: %s", qPrintable(settings.location()), qPrintable(session.error().detail));
    }
    return std::move(*session);
}

} // namespace

QByteArray PostgresCase::missing()
{
    QByteArrayList names;
    for (const char* name : {"OWB_TEST_POSTGRES", "PGPASSWORD", "OWB_TEST_CA"}) {
        if (qEnvironmentVariableIsEmpty(name)) {
            names << name;
        }
    }
    return names.isEmpty() ? QByteArray() : names.join(' ') + " not set: run this under tests/support/engines.py";
}

PostgresCase::PostgresCase(const QString& name)
    : m_name(name)
{
    const auto server = opened(serverSettings());
    for (const QString& sql : {u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s, u"CREATE DATABASE %1"_s}) {
        if (const auto done = server->execute({sql.arg(name), {}}); !done) {
            qFatal("%s", qPrintable(done.error().detail));
        }
    }
    m_owner = open();
}

PostgresCase::~PostgresCase()
{
    m_owner.reset();
    const auto dropped = opened(serverSettings())->execute({u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_name), {}});
    Q_UNUSED(dropped)
}

SessionSettings PostgresCase::serverSettings()
{
    const QString url = qEnvironmentVariable("OWB_TEST_POSTGRES");
    SessionSettings settings;
    settings.address = *core::DatabaseAddress::parse(url);
    settings.password = core::Secret(qgetenv("PGPASSWORD"));
    settings.writable = true;
    return settings;
}

QString PostgresCase::authority()
{
    return qEnvironmentVariable("OWB_TEST_CA");
}

SessionSettings PostgresCase::settings(bool writable) const
{
    SessionSettings settings = serverSettings();
    settings.address.database = m_name;
    settings.writable = writable;
    settings.busyTimeoutMs = 200;
    return settings;
}

SessionSettings PostgresCase::settingsOf(const QString& user) const
{
    SessionSettings settings = this->settings();
    settings.address.user = user;
    settings.password = core::Secret(u"secret"_s);
    return settings;
}

std::unique_ptr<Session> PostgresCase::open(bool writable) const
{
    return opened(settings(writable));
}

void PostgresCase::run(const QString& sql) const
{
    if (const auto done = m_owner->execute({sql, {}}); !done) {
        qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
    }
}

QString PostgresCase::ask(Session& session, const QString& sql, const QVariantList& values)
{
    QString text;
    const auto asked = session.select({sql, values}, [&text](const Row& row) {
        text = row.isNull(0) ? u"NULL"_s : row.text(0);
        return false;
    });
    return asked ? text : u"failed: "_s + asked.error().detail;
}
