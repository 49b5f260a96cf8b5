#include "mariacase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;

QString MariaCase::start(const QStringList& statements)
{
    m_server = std::make_unique<MariaServer>();
    if (!m_server->trouble().isEmpty()) {
        return m_server->trouble();
    }
    m_server->run(statements);
    return openAgain();
}

QString MariaCase::openAgain()
{
    if (!m_session || m_session->isLost()) {
        auto opened = m_server->open();
        if (!opened) {
            return opened.error().detail;
        }
        m_session = std::move(*opened);
    }
    return {};
}

QVariant MariaCase::one(const QString& sql, const QVariantList& values)
{
    const auto read = firstValue(*m_session, sql, values);
    if (!read) {
        QTest::qFail(qPrintable(sql + u": "_s + read.error().detail), __FILE__, __LINE__);
    }
    return read.value_or(QVariant());
}

core::Error::Kind MariaCase::failureOf(const QString& sql, const QVariantList& values)
{
    const auto read = firstValue(*m_session, sql, values);
    return read ? core::Error::Kind::NotFound : read.error().kind;
}
