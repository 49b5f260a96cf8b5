#pragma once

#include <QByteArray>
#include <QString>

namespace owb::store {

struct SessionSettings;

/** The SQLSTATE with which the server refuses a login; empty when it does not, or does not answer. Tries once more. */
[[nodiscard]] QByteArray postgresRefusal(const SessionSettings& settings, const QString& options);

} // namespace owb::store
