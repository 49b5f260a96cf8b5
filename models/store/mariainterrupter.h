#pragma once

#include "store/mariaconnect.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace owb::store {

/**
 * Stops the statement that runs on a connection, by a KILL QUERY from a second one.
 *
 * That second connection is made on a thread of its own, so that whoever asks is never held up. It stops the armed
 * statement or nothing: disarm() waits until a KILL that is on its way has arrived.
 */
class MariaInterrupter
{
public:
    /** How the armed statement went. */
    struct Ended
    {
        bool interrupted = false; // somebody asked for it, whatever the engine says
        bool killed = false; // a KILL was sent
    };

    MariaInterrupter(SessionSettings settings, MariaEndpoint endpoint, st_mysql* victim);
    ~MariaInterrupter();
    Q_DISABLE_COPY_MOVE(MariaInterrupter)

    /** A statement begins. From the thread of the connection, as disarm(). */
    void arm();
    [[nodiscard]] Ended disarm();
    /** Stops the armed statement, if there is one. From any thread. */
    void interrupt();
    /** The same for rows that nobody wants any more: no interruption. */
    void dropRest();
    [[nodiscard]] bool isInterrupted() const { return m_interrupted; }

private:
    void wake();
    void run();
    void stop(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] bool send(st_mysql* second, std::unique_lock<std::mutex>& lock);
    [[nodiscard]] MariaHandle secondConnection() const;
    [[nodiscard]] bool isArmedFor(quint64 statement) const { return !m_ending && m_armed && m_statement == statement; }

    const SessionSettings m_settings;
    const MariaEndpoint m_endpoint;
    const QByteArray m_kill;
    const QByteArray m_server; // tells it from another behind the same address
    const int m_socket; // a second descriptor of the connection's own, which the connector cannot close meanwhile
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    quint64 m_statement = 0; // counts
    bool m_armed = false;
    bool m_wanted = false; // stop the armed statement
    bool m_sending = false;
    bool m_killed = false;
    bool m_ending = false;
    std::atomic<bool> m_interrupted = false;
    std::thread m_thread;
};

} // namespace owb::store
