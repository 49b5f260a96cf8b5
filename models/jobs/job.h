#pragma once

#include "core/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace owb::jobs {

/**
 * Long work, done piece by piece, that a person can watch, halt and stop. Lives in one thread, whose event loop it
 * needs: a piece is asked for, its answer comes by event, and only then the next one is asked for.
 */
class Job : public QObject
{
    Q_OBJECT
public:
    enum class State { Waiting, Running, Paused, Done, Stopped, Failed };
    Q_ENUM(State)

    explicit Job(QObject* parent);
    ~Job() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOver() const { return m_state >= State::Done; }
    /** Of the work, 0 to 1; less than 0 where it is not known. */
    [[nodiscard]] double share() const { return m_share; }
    /** Rows dealt with so far. */
    [[nodiscard]] qint64 rows() const { return m_rows; }
    /** Of a job that failed, or that halted because of it and can go on. */
    [[nodiscard]] const std::optional<core::Error>& error() const { return m_error; }
    /** Time at work so far, and what is left at this pace; nothing where that cannot be said yet. Milliseconds. */
    [[nodiscard]] qint64 elapsedMs() const;
    [[nodiscard]] std::optional<qint64> remainingMs() const;

    void start();
    /** Between two pieces; the one that is at work ends first. */
    void pause();
    void resume();
    /** At the end of the piece that is at work, or of interruptPiece(). What was done stays done. */
    void stop();

Q_SIGNALS:
    void progressed();
    void finished(); // once; state() says how

protected:
    /** Asks for the next piece; its answer calls pieceDone() or pieceFailed(). */
    virtual void nextPiece() = 0;
    /** It is to stop while a piece is at work; one that takes long can be ended early, and then failed. */
    virtual void interruptPiece() { }
    /** No piece will follow: what is left to do is done here, and ends with settled(). */
    virtual void settle() { settled({}); }
    void settled(const core::Result<>& how);
    /** It is about to be over, however it ended. */
    virtual void ending() { }
    /** `restMs` is left to others before the next piece. */
    void pieceDone(qint64 rows, double share, bool isLast, int restMs = 0);
    /** Failed for good, or halted: resume() asks for the same piece again. */
    void pieceFailed(const core::Error& error, bool canGoOn);

private:
    void setState(State state);
    void finish(State how);

    State m_state = State::Waiting;
    double m_share = -1;
    qint64 m_rows = 0;
    std::optional<core::Error> m_error;
    QElapsedTimer m_clock; // since the last start or resume
    qint64 m_earlierMs = 0;
    bool m_atWork = false; // a piece is asked for
    bool m_stopping = false;
    std::optional<State> m_end; // what it will be when it has settled
    QTimer m_rest;
};

} // namespace owb::jobs
