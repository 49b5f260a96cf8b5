#pragma once

#include "store/schemainfo.h"
#include "store/session.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace owb::store {

/** Whether a job whose connection broke is done again on a new one: reads are, changes came nobody knows how far. */
enum class Repeat { Once, Never };

/** Who waits for its answers: a person, or nobody, so that it must not keep the window from painting. */
enum class Waits { Person, Nobody };

/**
 * A thread with one session: the only way to a Session outside tests and benchmarks.
 *
 * Jobs run one after the other in the order of post(). A connection that broke is opened again with the next job. A
 * std::thread, not a QThread: the thread sanitizer then sees every hand-over.
 */
class DbThread
{
public:
    /** Called in this thread when the connection breaks, is tried again, or is there again. */
    using Watcher = std::function<void(ConnectionState)>;

    /** The first job opens the session; one that cannot be opened is tried again with each, which get the failure. */
    explicit DbThread(SessionSettings settings, Waits waits = Waits::Person);
    /** Stops what runs, drops what waits (their futures end cancelled), and joins. */
    ~DbThread();
    Q_DISABLE_COPY_MOVE(DbThread)
    /** Runs `job(Session&)`, which gives a Result, and delivers it by future. From any thread. */
    template <class Job>
    [[nodiscard]] auto post(Job job, Repeat repeat = Repeat::Once) -> QFuture<std::invoke_result_t<Job, Session&>>;

    /** Closes the session and opens another; on failure the old one stays in use. */
    [[nodiscard]] QFuture<core::Result<>> reopen(SessionSettings settings);
    /** Closes the session after the jobs that wait; the next one opens another. As the next two, from any thread. */
    void rest();
    void interrupt(); // the running statement
    /** For the jobs that are posted afterwards. */
    void watch(Watcher watcher);

private:
    using Task = std::function<void(DbThread&)>;

    void enqueue(Task task);
    void run(Waits waits);
    [[nodiscard]] core::Result<> openSession(const SessionSettings& settings);
    /** Sees to a session that works, as far as can be told without doing the job. */
    [[nodiscard]] core::Result<> ready(Repeat repeat);
    [[nodiscard]] core::Result<> reconnect();
    void tell(ConnectionState state) const;

    std::mutex m_mutex; // guards the queue and m_ending
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_ending = false;

    std::mutex m_sessionMutex; // guards the pointer against interrupt() while the session is replaced
    std::unique_ptr<Session> m_session;
    SessionSettings m_settings; // used in the thread only
    Watcher m_watcher;
    std::thread m_thread;
};

template <class Job> auto DbThread::post(Job job, Repeat repeat) -> QFuture<std::invoke_result_t<Job, Session&>>
{
    using Reply = std::invoke_result_t<Job, Session&>;
    auto promise = std::make_shared<QPromise<Reply>>();
    promise->start();
    auto future = promise->future();
    enqueue([promise, repeat, job = std::move(job)](DbThread& self) mutable {
        const auto attempt = [&self, &job, repeat]() -> Reply {
            const auto ready = self.ready(repeat);
            return ready ? job(*self.m_session) : Reply(tl::unexpect, ready.error());
        };
        Reply reply = attempt();
        if (!reply && self.m_session && self.m_session->isLost()) {
            self.tell(ConnectionState::Lost);
            const bool wasStopped = reply.error().kind == core::Error::Kind::Interrupted;
            if (repeat == Repeat::Once && !wasStopped) {
                reply = attempt();
            }
        }
        promise->addResult(std::move(reply));
        promise->finish();
    });
    return future;
}

} // namespace owb::store
