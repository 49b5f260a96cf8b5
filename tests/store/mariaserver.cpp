#include "mariaserver.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

MariaServer::MariaServer()
{
    for (const char* name : {"OWB_TEST_MARIADB", "MYSQL_PWD", "OWB_TEST_CA"}) {
        if (qEnvironmentVariableIsEmpty(name)) {
            m_trouble = QString::fromLatin1(name) + u" is not set: run this test under tests/support/engines.py"_s;
            return;
        }
    }
    const auto address = core::DatabaseAddress::parse(qEnvironmentVariable("OWB_TEST_MARIADB"));
    if (!address) {
        m_trouble = u"OWB_TEST_MARIADB: "_s + address.error().items.join(u' ');
        return;
    }
    m_address = *address;
    auto administrator = Session::open({m_address, {}, true, 1000});
    if (!administrator) {
        m_trouble = administrator.error().subject + u": "_s + administrator.error().detail;
        return;
    }
    m_administrator = std::move(*administrator);
    m_address.database = u"owb_%1"_s.arg(QCoreApplication::applicationPid());
    run({u"CREATE DATABASE "_s + m_address.database, u"USE "_s + m_address.database});
}

MariaServer::~MariaServer()
{
    if (m_administrator) {
        for (const QString& account : m_accounts) {
            run({u"DROP USER "_s + account});
        }
        run({u"DROP DATABASE "_s + m_address.database});
    }
}

QString MariaServer::authority() const
{
    return qEnvironmentVariable("OWB_TEST_CA");
}

SessionSettings MariaServer::settings(const Options& options, bool writable) const
{
    SessionSettings settings{m_address, {}, writable, 1000};
    settings.address.options.insert(options);
    return settings;
}

core::Result<std::unique_ptr<Session>> MariaServer::open(const Options& options, bool writable) const
{
    return Session::open(settings(options, writable));
}

void MariaServer::run(const QStringList& statements)
{
    for (const QString& sql : statements) {
        const auto done = m_administrator->execute({sql, {}});
        QVERIFY2(done, qPrintable(sql + u": "_s + (done ? QString() : done.error().detail)));
    }
}

QVariant MariaServer::ask(const QString& sql)
{
    return firstValue(*m_administrator, sql).value_or(QVariant());
}

SessionSettings MariaServer::account(const QString& name, const QStringList& grants)
{
    const QString account = u"'%1'@'%'"_s.arg(name);
    run({u"CREATE USER %1 IDENTIFIED BY 'pass word'"_s.arg(account)});
    m_accounts << account;
    for (const QString& grant : grants) {
        run({u"GRANT %1 TO %2"_s.arg(grant.arg(m_address.database), account)});
    }
    SessionSettings settings = this->settings();
    settings.address.user = name;
    settings.password = core::Secret(u"pass word"_s);
    return settings;
}

core::Result<QVariant> firstValue(Session& session, const QString& sql, const QVariantList& values)
{
    QVariant value;
    const auto read = session.select({sql, values}, [&value](const Row& row) {
        value = row.value(0);
        return false;
    });
    return read ? core::Result<QVariant>(value) : tl::unexpected(read.error());
}
