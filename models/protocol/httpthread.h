#pragma once

#include "protocol/httpexchange.h"

#include <QFuture>
#include <QString>
#include <QThread>

#include <memory>

namespace owb::protocol {

class HttpWorker;

/**
 * Talks HTTP on a thread of its own. Redirects are never followed, nothing is stored, TLS is verified, and a reply that
 * is too long or too slow is cut off. From any thread.
 */
class HttpThread
{
public:
    /** `authorityFile`: a PEM file with certificates that are trusted beside the system's; empty for none. */
    explicit HttpThread(HttpLimits limits = {}, const QString& authorityFile = {});
    /** What runs is dropped: its futures end cancelled. */
    ~HttpThread();
    Q_DISABLE_COPY_MOVE(HttpThread)

    /** Failure: the address may not be used, or the server did not answer as it must; in whole sentences. */
    [[nodiscard]] QFuture<jose::Checked<HttpReply>> send(const HttpRequest& request);

private:
    QThread m_thread;
    std::unique_ptr<HttpWorker> m_worker;
};

} // namespace owb::protocol
