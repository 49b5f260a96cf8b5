#include "store/dbthread.h"

#include <sys/resource.h>

namespace owb::store {

DbThread::DbThread(SessionSettings settings, Waits waits)
    : m_settings(std::move(settings))
    , m_thread([this, waits] { run(waits); })
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

void DbThread::rest()
{
    enqueue([](DbThread& self) {
        std::unique_ptr<Session> closing; // outside of the lock
        const std::lock_guard lock(self.m_sessionMutex);
        self.m_session.swap(closing);
    });
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

void DbThread::watch(Watcher watcher)
{
    enqueue([watcher = std::move(watcher)](DbThread& self) { self.m_watcher = watcher; });
}

void DbThread::tell(ConnectionState state) const
{
    if (m_watcher) {
        m_watcher(state);
    }
}

core::Result<> DbThread::openSession(const SessionSettings& settings)
{
    auto opened = Session::open(settings);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    {
        const std::lock_guard lock(m_sessionMutex);
        m_session.swap(*opened);
    } // the old one goes outside of the lock: closing may wait for a server that is away
    m_settings = settings;
    return {};
}

core::Result<> DbThread::reconnect()
{
    tell(ConnectionState::Reconnecting);
    const auto opened = openSession(m_settings);
    tell(opened ? ConnectionState::Connected : ConnectionState::Lost);
    return opened;
}

core::Result<> DbThread::ready(Repeat repeat)
{
    if (!m_session) {
        return reconnect();
    }
    // A change must not begin on a connection that broke while nobody used it: afterwards nobody knows how far it came.
    if (repeat == Repeat::Never && m_settings.address.isServer() && !m_session->isLost()) {
        const auto answers = m_session->select({QStringLiteral("SELECT 1"), {}}, [](const Row&) { return true; });
        Q_UNUSED(answers) // a failure that is no loss shows again in the job
    }
    return m_session->isLost() ? reconnect() : core::Result<>();
}

void DbThread::run(Waits waits)
{
    constexpr int lower = 10;
    if (waits == Waits::Nobody && setpriority(PRIO_PROCESS, 0, lower) != 0) { // of this thread alone, on Linux
        qWarning("the background threads run with the priority of the others");
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
