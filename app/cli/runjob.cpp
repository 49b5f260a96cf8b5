#include "runjob.h"

#include <QEventLoop>
#include <QLocale>

#include <array>
#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

constexpr int lookMs = 50; // how often it is looked whether somebody wants it stopped
constexpr int tellMs = 250;
constexpr int triesAgain = 30;
constexpr int againMs = 2000;

volatile std::sig_atomic_t stopWanted = 0;

/** Signals that ask to stop are noted while this lives, and end the program as usual again afterwards. */
class StopSignals
{
public:
    StopSignals()
    {
        stopWanted = 0;
        struct sigaction note = {};
        note.sa_handler = [](int) { stopWanted = 1; };
        note.sa_flags = static_cast<int>(SA_RESETHAND); // asked twice, the program ends at once
        sigaction(SIGINT, &note, &m_earlier.at(0));
        sigaction(SIGTERM, &note, &m_earlier.at(1));
    }
    ~StopSignals()
    {
        sigaction(SIGINT, &m_earlier.at(0), nullptr);
        sigaction(SIGTERM, &m_earlier.at(1), nullptr);
    }
    Q_DISABLE_COPY_MOVE(StopSignals)

private:
    std::array<struct sigaction, 2> m_earlier{};
};

void tell(const jobs::Job& job, const QString& what)
{
    QString line = what + u": "_s + QLocale().toString(job.rows());
    if (job.share() >= 0) {
        line += u", %1 %"_s.arg(static_cast<int>(job.share() * 100));
    }
    if (const auto left = job.remainingMs()) {
        line += u", about %1 s left"_s.arg((*left + 999) / 1000);
    }
    std::fprintf(stderr, "\r%s\033[K", qPrintable(line));
}

} // namespace

void runJob(jobs::Job& job, const QString& what)
{
    const StopSignals signalled;
    const bool isWatched = isatty(STDERR_FILENO) != 0;
    QEventLoop loop;
    QTimer look;
    QTimer again;
    int tries = 0;
    QElapsedTimer told;
    told.start();
    QObject::connect(&look, &QTimer::timeout, &loop, [&job] {
        if (stopWanted != 0) {
            job.stop();
        }
    });
    again.setSingleShot(true);
    QObject::connect(&again, &QTimer::timeout, &job, &jobs::Job::resume);
    QObject::connect(&job, &jobs::Job::progressed, &loop, [&] {
        if (job.state() == jobs::Job::State::Paused && job.error()) {
            if (++tries <= triesAgain) {
                again.start(againMs);
            } else {
                job.stop();
            }
        } else if (isWatched && told.elapsed() >= tellMs) {
            tell(job, what);
            told.start();
        }
    });
    QObject::connect(&job, &jobs::Job::finished, &loop, &QEventLoop::quit);
    look.start(lookMs);
    job.start();
    loop.exec();
    if (isWatched) {
        std::fputs("\r\033[K", stderr);
    }
}

} // namespace owb::cli
