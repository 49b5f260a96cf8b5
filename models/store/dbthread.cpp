#include "store/dbthread.h"

namespace owb::store {

DbThread::DbThread(SessionSettings settings)
    : m_thread([this, settings = std::move(settings)] { run(settings); })
{ }

DbThread::~DbThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_tasks.clear(); // unfinished promises cancel their futures
    }
    m_wake.notify_all();
    interrupt();
    m_thread.join();
}

QFuture<core::Result<>> DbThread::reopen(SessionSettings settings)
{
    auto promise = std::make_shared<QPromise<core::Result<>>>();
    promise->start();
    auto future = promise->future();
    enqueue([promise, settings = std::move(settings)](DbThread& self) {
        promise->addResult(self.openSession(settings));
        promise->finish();
    });
    return future;
}

void DbThread::interrupt()
{
    const std::lock_guard lock(m_sessionMutex);
    if (m_session) {
        m_session->interrupt();
    }
}

void DbThread::enqueue(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

core::Result<> DbThread::openSession(const SessionSettings& settings)
{
    auto opened = Session::open(settings);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const std::lock_guard lock(m_sessionMutex);
    m_session = std::move(*opened);
    return {};
}

void DbThread::run(const SessionSettings& settings)
{
    if (const auto opened = openSession(settings); !opened) {
        m_openError = opened.error();
    }
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
            if (m_ending) {
                break;
            }
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task(*this);
    }
    const std::lock_guard lock(m_sessionMutex);
    m_session.reset(); // a connection must close in the thread that opened it
}

} // namespace owb::store
