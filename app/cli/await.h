#pragma once

#include "core/async.h"

#include <QEventLoop>

namespace owb::cli {

/** Runs the event loop until the reply is there: a command has nothing else to do meanwhile. */
template <class T> [[nodiscard]] T await(const QFuture<T>& future)
{
    QEventLoop loop;
    std::optional<T> value;
    core::whenDone(future, &loop, [&](const T& reply) {
        value = reply;
        loop.quit();
    });
    loop.exec();
    return std::move(*value);
}

} // namespace owb::cli
