#include "jobs/job.h"

namespace owb::jobs {

Job::Job(QObject* parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setTimerType(Qt::PreciseTimer);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_atWork = true;
        nextPiece();
    });
}

Job::~Job() = default;

void Job::setState(State state)
{
    if (m_state == State::Running && state != State::Running) {
        m_earlierMs += m_clock.elapsed();
    } else if (m_state != State::Running && state == State::Running) {
        m_clock.start();
    }
    m_state = state;
}

qint64 Job::elapsedMs() const
{
    return m_earlierMs + (m_state == State::Running ? m_clock.elapsed() : 0);
}

std::optional<qint64> Job::remainingMs() const
{
    constexpr double known = 0.01; // before that the pace says little
    if (m_share < known || isOver()) {
        return std::nullopt;
    }
    return static_cast<qint64>(static_cast<double>(elapsedMs()) * (1 - m_share) / m_share);
}

void Job::start()
{
    if (m_state == State::Waiting) {
        setState(State::Running);
        m_rest.start(0);
        Q_EMIT progressed();
    }
}

void Job::pause()
{
    if (m_state == State::Running) {
        m_rest.stop();
        setState(State::Paused);
        Q_EMIT progressed();
    }
}

void Job::resume()
{
    if (m_state == State::Paused) {
        m_error.reset();
        setState(State::Running);
        if (!m_atWork) {
            m_rest.start(0);
        }
        Q_EMIT progressed();
    }
}

void Job::stop()
{
    if (isOver() || m_end) {
        return;
    }
    m_stopping = true;
    m_rest.stop();
    if (m_atWork) {
        interruptPiece();
    } else {
        finish(State::Stopped);
    }
}

void Job::pieceDone(qint64 rows, double share, bool isLast, int restMs)
{
    m_atWork = false;
    m_rows += rows;
    m_share = share;
    if (isLast || m_stopping) {
        finish(isLast ? State::Done : State::Stopped);
        return;
    }
    if (m_state == State::Running) {
        m_rest.start(restMs);
    }
    Q_EMIT progressed();
}

void Job::pieceFailed(const core::Error& error, bool canGoOn)
{
    m_atWork = false;
    m_error = error;
    if (m_stopping) {
        finish(State::Stopped);
    } else if (canGoOn) {
        setState(State::Paused);
        Q_EMIT progressed();
    } else {
        finish(State::Failed);
    }
}

void Job::finish(State how)
{
    m_end = how;
    // A server that is away is not waited for, and what it had confirmed is in its own care.
    const bool isCutOff = m_error && m_error->kind == core::Error::Kind::ConnectionLost;
    isCutOff ? settled({}) : settle();
}

void Job::settled(const core::Result<>& how)
{
    if (!how && !m_error) {
        m_error = how.error();
    }
    ending();
    setState(how || *m_end == State::Stopped ? *m_end : State::Failed);
    Q_EMIT finished();
}

} // namespace owb::jobs
