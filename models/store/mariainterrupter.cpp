#include "store/mariainterrupter.h"

#include <mysql.h>

#include <chrono>

#include <sys/socket.h>
#include <unistd.h>

namespace owb::store {

namespace {

constexpr int longestSeconds = 5;
/** A KILL that comes before the server has begun the statement does nothing, so it is repeated. */
constexpr std::chrono::milliseconds untilNextKill{100};

/** The same for every connection to one server. */
constexpr const char* serverIdentity = "SELECT CONCAT_WS('/', @@hostname, @@port, @@server_id)";

} // namespace

MariaInterrupter::MariaInterrupter(SessionSettings settings, MariaEndpoint endpoint, st_mysql* victim)
    : m_settings(std::move(settings))
    , m_endpoint(std::move(endpoint))
    , m_kill("KILL QUERY " + QByteArray::number(qulonglong(mysql_thread_id(victim))))
    , m_server(askMaria(victim, serverIdentity).value_or(QByteArray()))
    , m_socket(dup(mysql_get_socket(victim)))
{ }

MariaInterrupter::~MariaInterrupter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    ::close(m_socket);
}

void MariaInterrupter::arm()
{
    const std::lock_guard lock(m_mutex);
    ++m_statement;
    m_armed = true;
    m_wanted = false;
    m_killed = false;
    m_interrupted = false;
}

MariaInterrupter::Ended MariaInterrupter::disarm()
{
    std::unique_lock lock(m_mutex);
    m_armed = false;
    m_wake.notify_all();
    m_wake.wait(lock, [this] { return !m_sending; }); // the next statement must not get what is on its way
    return {m_interrupted, m_killed};
}

void MariaInterrupter::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (m_armed) {
        m_interrupted = true;
        wake();
    }
}

void MariaInterrupter::dropRest()
{
    const std::lock_guard lock(m_mutex);
    wake();
}

/** With m_mutex held. */
void MariaInterrupter::wake()
{
    m_wanted = true;
    if (!m_thread.joinable()) {
        m_thread = std::thread([this] { run(); });
    }
    m_wake.notify_all();
}

void MariaInterrupter::run()
{
    mysql_thread_init();
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_wake.wait(lock, [this] { return m_ending || (m_armed && m_wanted); });
        if (!m_ending) {
            stop(lock);
        }
    }
    lock.unlock();
    mysql_thread_end();
}

/** Comes and goes with m_mutex held. */
void MariaInterrupter::stop(std::unique_lock<std::mutex>& lock)
{
    const quint64 statement = m_statement;
    m_wanted = false;
    lock.unlock();
    const MariaHandle second = secondConnection();
    lock.lock();
    while (isArmedFor(statement)) {
        if (!send(second.get(), lock)) {
            if (m_interrupted && isArmedFor(statement)) {
                shutdown(m_socket, SHUT_RDWR); // hanging up ends it as well, but costs the session
            }
            return;
        }
        m_wake.wait_for(lock, untilNextKill, [&] { return !isArmedFor(statement); });
    }
}

bool MariaInterrupter::send(st_mysql* second, std::unique_lock<std::mutex>& lock)
{
    if (!second) {
        return false;
    }
    m_sending = true;
    m_killed = true;
    lock.unlock();
    const bool sent = mysql_query(second, m_kill.constData()) == 0;
    lock.lock();
    m_sending = false;
    m_wake.notify_all();
    return sent;
}

MariaHandle MariaInterrupter::secondConnection() const
{
    auto connected = connectMaria(m_settings, m_endpoint, {longestSeconds, longestSeconds});
    // Behind a balancer it may be another server, where the number belongs to somebody else.
    const bool same = connected && askMaria(connected->get(), serverIdentity) == m_server;
    return same ? std::move(*connected) : MariaHandle();
}

} // namespace owb::store
