#pragma once

#include "core/result.h"
#include "store/session.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace owb::store {

/**
 * A thread with one session: the only way to a Session outside tests and benchmarks.
 *
 * Jobs run one after the other in the order of post(). A std::thread rather than a QThread, so that the thread
 * sanitizer sees every hand-over.
 */
class DbThread
{
public:
    /** Opens the session on the new thread; until then, and when it fails, jobs wait or get that failure. */
    explicit DbThread(SessionSettings settings);
    /** Stops what runs, drops what waits (their futures end cancelled), and joins. */
    ~DbThread();
    Q_DISABLE_COPY_MOVE(DbThread)

    /** Runs `job(Session&)`, which gives a Result, and delivers it by future. From any thread. */
    template <class Job> [[nodiscard]] auto post(Job job) -> QFuture<std::invoke_result_t<Job, Session&>>;

    /** Closes the session and opens another; on failure the old one stays in use. */
    [[nodiscard]] QFuture<core::Result<>> reopen(SessionSettings settings);

    /** Stops the running statement. From any thread. */
    void interrupt();

private:
    using Task = std::function<void(DbThread&)>;

    void enqueue(Task task);
    void run(const SessionSettings& settings);
    [[nodiscard]] core::Result<> openSession(const SessionSettings& settings);

    std::mutex m_mutex; // guards the queue and m_ending
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_ending = false;

    std::mutex m_sessionMutex; // guards the pointer against interrupt() while the session is replaced
    std::unique_ptr<Session> m_session;
    core::Error m_openError;
    std::thread m_thread;
};

template <class Job> auto DbThread::post(Job job) -> QFuture<std::invoke_result_t<Job, Session&>>
{
    using Reply = std::invoke_result_t<Job, Session&>;
    auto promise = std::make_shared<QPromise<Reply>>();
    promise->start();
    auto future = promise->future();
    enqueue([promise, job = std::move(job)](DbThread& self) mutable {
        promise->addResult(self.m_session ? job(*self.m_session) : Reply(tl::unexpect, self.m_openError));
        promise->finish();
    });
    return future;
}

} // namespace owb::store
