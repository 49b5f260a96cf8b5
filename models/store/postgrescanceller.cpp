#include "store/postgrescanceller.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace owb::store {

namespace {

constexpr auto longestWait = 10s; // for a request that is under way
constexpr auto firstPause = 20ms;
constexpr auto longestPause = 1000ms;

} // namespace

struct PostgresCanceller::State
{
    explicit State(pg_conn* connection)
        : cancel(PQgetCancel(connection))
    { }
    ~State() { PQfreeCancel(cancel); }
    Q_DISABLE_COPY_MOVE(State)

    [[nodiscard]] bool wanted() const { return armed && (interrupted || abandoned); }

    PGcancel* const cancel;
    std::mutex mutex; // guards all below
    std::condition_variable changed;
    bool armed = false;
    bool interrupted = false;
    bool abandoned = false;
    bool sending = false;
    bool ending = false;
    bool ended = false;
};

PostgresCanceller::PostgresCanceller(pg_conn* connection)
    : m_state(std::make_shared<State>(connection))
    , m_thread([state = m_state] { run(state); })
{ }

PostgresCanceller::~PostgresCanceller()
{
    std::unique_lock lock(m_state->mutex);
    m_state->ending = true;
    m_state->changed.notify_all();
    const bool ended = m_state->changed.wait_for(lock, longestWait, [this] { return m_state->ended; });
    lock.unlock();
    if (ended) {
        m_thread.join();
    } else {
        m_thread.detach(); // it holds nothing but its state, and ends when the network gives up
    }
}

void PostgresCanceller::arm()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->armed = true;
    m_state->interrupted = false;
    m_state->abandoned = false;
}

void PostgresCanceller::interrupt()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->interrupted = m_state->interrupted || m_state->armed;
    m_state->changed.notify_all();
}

void PostgresCanceller::abandon()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->abandoned = true;
    m_state->changed.notify_all();
}

PostgresCanceller::Ending PostgresCanceller::disarm()
{
    std::unique_lock lock(m_state->mutex);
    m_state->armed = false;
    m_state->changed.notify_all();
    const bool sure = m_state->changed.wait_for(lock, longestWait, [this] { return !m_state->sending; });
    return {std::exchange(m_state->interrupted, false), sure};
}

void PostgresCanceller::run(const std::shared_ptr<State>& state)
{
    std::unique_lock lock(state->mutex);
    while (!state->ending) {
        state->changed.wait(lock, [&state] { return state->ending || state->wanted(); });
        // The request may overtake the statement, and then stops nothing: it is repeated until the statement ends.
        for (std::chrono::milliseconds pause = firstPause; !state->ending && state->wanted();
             pause = std::min(2 * pause, std::chrono::milliseconds(longestPause))) {
            state->sending = true;
            lock.unlock();
            std::array<char, 256> refusal{};
            PQcancel(state->cancel, refusal.data(), static_cast<int>(refusal.size())); // refused: asked again
            lock.lock();
            state->sending = false;
            state->changed.notify_all();
            state->changed.wait_for(lock, pause, [&state] { return state->ending || !state->wanted(); });
        }
    }
    state->ended = true;
    state->changed.notify_all();
}

} // namespace owb::store
