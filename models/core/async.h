#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace owb::core {

/**
 * Calls `callback(result)` on the thread of `context` when `future` has its result, or never when `context` has died
 * or the future was cancelled. QFuture::then(context, …) would abort in Qt 6.4 when `context` dies first.
 */
template <class T, class F> void whenDone(const QFuture<T>& future, QObject* context, F callback)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, callback = std::move(callback)] {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0) {
            callback(watcher->result());
        }
    });
    watcher->setFuture(future);
}

} // namespace owb::core
