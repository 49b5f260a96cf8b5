#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "settings/connection.h"

#include <QFuture>
#include <QStringList>

#include <functional>

namespace owb::ui {

/** What a test of a connection found. */
struct TestReport
{
    QString engine; // with its version, and for servers how the way to it is encrypted
    QStringList schemas; // what the tables are, best first
};

/** Reaches a database once, reads its tables and lets it go. Nothing is written, there or here. */
using ConnectionTest = std::function<QFuture<core::Result<TestReport>>(const settings::Connection&, core::Secret)>;

} // namespace owb::ui
