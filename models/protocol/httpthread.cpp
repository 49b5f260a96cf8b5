#include "protocol/httpthread.h"

#include "protocol/httpworker.h"

namespace owb::protocol {

HttpThread::HttpThread(HttpLimits limits, const QString& authorityFile)
    : m_worker(std::make_unique<HttpWorker>(limits, authorityFile))
{
    m_thread.setObjectName(QStringLiteral("http"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

HttpThread::~HttpThread()
{
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get()] { worker->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QFuture<jose::Checked<HttpReply>> HttpThread::send(const HttpRequest& request)
{
    auto promise = std::make_shared<QPromise<jose::Checked<HttpReply>>>();
    promise->start();
    auto future = promise->future();
    const auto allowed = checkAddress(request.url);
    if (!allowed) {
        promise->addResult(jose::Refused(allowed.error()));
        promise->finish();
        return future;
    }
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get(), request, promise] { worker->send(request, promise); },
        Qt::QueuedConnection);
    return future;
}

} // namespace owb::protocol
