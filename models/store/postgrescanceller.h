#pragma once

#include <QtGlobal>

#include <memory>
#include <thread>

struct pg_conn;

namespace owb::store {

/**
 * Asks the server to stop the running statement, on a thread of its own, because that takes a connection of its own.
 *
 * It is armed while a statement runs; a request at any other time is dropped, so that it hits no later statement.
 */
class PostgresCanceller
{
public:
    /** The connection must be open. */
    explicit PostgresCanceller(pg_conn* connection);
    ~PostgresCanceller();
    Q_DISABLE_COPY_MOVE(PostgresCanceller)

    /** A statement begins. */
    void arm();
    /** Stops the armed statement, if any, and returns at once. From any thread. */
    void interrupt();
    /** Stops the armed statement because its rows are no longer wanted: nobody asked for an interruption. */
    void abandon();

    struct Ending
    {
        bool interrupted = false; // somebody asked for it while it was armed
        bool sure = true; // false: a request is still under way and may hit what runs next
    };
    /** The statement has ended; waits for a request that is under way. */
    [[nodiscard]] Ending disarm();

private:
    struct State;
    static void run(const std::shared_ptr<State>& state);

    std::shared_ptr<State> m_state; // the thread may outlive this object when the network hangs
    std::thread m_thread;
};

} // namespace owb::store
