#include "jobs/importjob.h"

#include "core/async.h"
#include "core/errortext.h"

#include <algorithm>

namespace owb::jobs {

namespace {

using ErrorKind = core::Error::Kind;

constexpr qint64 pieceMs = 8; // of reading in the thread that paints
constexpr qsizetype mostLines = 4096; // of a batch
constexpr qsizetype mostProblems = 20;
constexpr int restOfAdding = 5; // so much of the time that was locked is left to others

/** Whether it is this token that cannot be added, and another could. */
bool isOfOneToken(const core::Error& error)
{
    static const QList<ErrorKind> kinds{ErrorKind::ColumnsNeedValues, ErrorKind::ValueTooLong,
        ErrorKind::ValueNotAllowed, ErrorKind::Constraint, ErrorKind::NotFound, ErrorKind::Unsupported};
    return kinds.contains(error.kind);
}

} // namespace

ImportJob::ImportJob(store::Repository& repository, From from, qint64 now, QObject* parent)
    : Job(parent)
    , m_repository(repository)
    , m_from(std::move(from))
    , m_now(now)
    , m_file(m_from.path)
{ }

ImportJob::~ImportJob() = default;

core::Result<> ImportJob::open()
{
    m_file.close();
    if (!m_file.exists()) {
        return core::failure(ErrorKind::FileMissing, m_from.path);
    }
    if (!m_file.open(QIODevice::ReadOnly) || m_file.isSequential()) { // it is read twice
        return core::failure(ErrorKind::FileUnreadable, m_from.path, {}, m_file.errorString());
    }
    m_reader = std::make_unique<oauth::TokenReader>(m_file, m_from.path, m_from.format, m_now);
    return {};
}

double ImportJob::shareRead() const
{
    constexpr double checking = 0.2; // of the whole work, as measured
    const auto size = static_cast<double>(std::max<qint64>(m_file.size(), 1));
    const double read = static_cast<double>(m_file.pos()) / size;
    return m_from.onlyCheck ? read : m_isChecking ? checking * read : checking + (1 - checking) * read;
}

void ImportJob::nextPiece()
{
    if (!m_reader) {
        if (const auto opened = open(); !opened) {
            pieceFailed(opened.error(), false);
            return;
        }
    }
    m_isChecking ? checkPiece() : addPiece();
}

void ImportJob::refuse(const core::Error& error)
{
    ++m_refused;
    if (m_problems.size() < mostProblems) {
        m_problems << error;
    }
}

void ImportJob::checkPiece()
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < pieceMs) {
        const auto token = m_reader->next();
        if (token && !*token) {
            endCheck();
            return;
        }
        if (token) {
            ++m_found;
        } else {
            refuse(token.error());
        }
        if (m_reader->isHopeless()) {
            pieceFailed(token.error(), false);
            return;
        }
    }
    pieceDone(0, shareRead(), false);
}

void ImportJob::endCheck()
{
    if (m_refused > 0 && m_from.doubtful == Doubtful::RefuseAll) {
        pieceFailed(m_problems.constFirst(), false);
        return;
    }
    if (m_from.onlyCheck || m_found == 0) {
        pieceDone(0, 1, true);
        return;
    }
    m_isChecking = false;
    if (const auto opened = open(); !opened) {
        pieceFailed(opened.error(), false);
        return;
    }
    pieceDone(0, shareRead(), false);
}

/** Reads up to a batch. What is refused was counted by the check, unless the file became another meanwhile. */
core::Result<> ImportJob::fill()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_isAtEnd && static_cast<qsizetype>(m_lines.size()) < m_size && clock.elapsed() < pieceMs) {
        const auto token = m_reader->next();
        if (token && *token) {
            m_lines.push_back({**token, m_reader->line()});
        }
        m_isAtEnd = (token && !*token) || m_reader->isHopeless();
        if (!token && (m_from.doubtful == Doubtful::RefuseAll || m_isAtEnd)) {
            return tl::unexpected(token.error());
        }
    }
    return {};
}

void ImportJob::addPiece()
{
    const auto filled = m_lines.empty() ? fill() : core::Result<>();
    if (!filled) {
        pieceFailed(filled.error(), false);
        return;
    }
    if (m_lines.empty()) {
        pieceDone(0, m_isAtEnd ? 1 : shareRead(), m_isAtEnd);
        return;
    }
    const qsizetype most = m_apart > 0 ? 1 : m_size;
    const qsizetype lines = std::min(most, static_cast<qsizetype>(m_lines.size()));
    QList<oauth::Token> tokens;
    tokens.reserve(lines);
    std::transform(m_lines.cbegin(), m_lines.cbegin() + lines, std::back_inserter(tokens),
        [](const Line& line) { return line.token; });
    core::whenDone(m_repository.addTokens(tokens), this,
        [this, lines](const core::Result<store::TokensAdded>& added) { take(added, lines); });
}

void ImportJob::take(const core::Result<store::TokensAdded>& added, qsizetype lines)
{
    if (!added) {
        fail(added.error(), lines);
        return;
    }
    m_busy = 0;
    m_added += added->added;
    m_present += added->present;
    m_longestLockUs = std::max(m_longestLockUs, added->lockedUs);
    m_lines.erase(m_lines.begin(), m_lines.begin() + lines);
    m_apart = std::max<qsizetype>(m_apart - lines, 0);
    m_pace.note(added->waitedUs, added->lockedUs);
    if (lines == m_size && m_pace.workUs() < aimedLockUs) {
        m_size = std::min(m_size * 2, mostLines);
    } else if (m_pace.workUs() > aimedLockUs) {
        m_size = std::max<qsizetype>(m_size / 2, 1);
    }
    pieceDone(added->added + added->present, shareRead(), false, m_pace.rest(added->lockedUs / restOfAdding));
}

void ImportJob::fail(const core::Error& error, qsizetype lines)
{
    if (error.kind == ErrorKind::Locked && ++m_busy < busyTries) {
        pieceDone(0, share(), false, busyRestMs * m_busy);
        return;
    }
    m_busy = 0;
    if (isOfOneToken(error) && lines > 1) {
        m_apart = lines; // to find which
        pieceDone(0, share(), false);
        return;
    }
    const bool isOfLine = isOfOneToken(error);
    const core::ErrorText text = core::errorText(error);
    const core::Error told = isOfLine ? core::Error{ErrorKind::NotReadable, m_from.path,
                                 {QString::number(m_lines.front().number), text.what}, error.detail}
                                      : error;
    if (isOfLine && m_from.doubtful == Doubtful::LeaveOut) {
        refuse(told);
        m_lines.pop_front();
        m_apart = std::max<qsizetype>(m_apart - 1, 0);
        pieceDone(0, share(), false);
        return;
    }
    const bool canGoOn = error.kind == ErrorKind::Locked || error.kind == ErrorKind::ConnectionLost
        || error.kind == ErrorKind::ReadOnlyConnection;
    pieceFailed(told, canGoOn);
}

void ImportJob::settle()
{
    if (m_added + m_present == 0) {
        settled({});
        return;
    }
    core::whenDone(m_repository.settle(), this, [this](const core::Result<>& how) { settled(how); });
}

void ImportJob::ending()
{
    if (m_added > 0) {
        Q_EMIT m_repository.manyTokensChanged();
    }
}

} // namespace owb::jobs
