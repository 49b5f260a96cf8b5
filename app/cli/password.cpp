#include "password.h"

#include "output.h"

#include <array>
#include <cstring>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

constexpr size_t longestPassword = 1024;

/** The terminal itself, without echo while this lives: standard input may be a pipe with a token. */
class QuietTerminal
{
public:
    QuietTerminal()
        : m_terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC))
    {
        if (m_terminal >= 0 && tcgetattr(m_terminal, &m_before) == 0) {
            termios quiet = m_before;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            m_isQuiet = tcsetattr(m_terminal, TCSAFLUSH, &quiet) == 0;
        }
    }
    ~QuietTerminal()
    {
        if (m_isQuiet) {
            tcsetattr(m_terminal, TCSAFLUSH, &m_before);
        }
        if (m_terminal >= 0) {
            ::close(m_terminal);
        }
    }
    Q_DISABLE_COPY_MOVE(QuietTerminal)

    [[nodiscard]] bool isQuiet() const { return m_isQuiet; }
    [[nodiscard]] int file() const { return m_terminal; }

private:
    int m_terminal;
    termios m_before{};
    bool m_isQuiet = false;
};

} // namespace

core::Secret passwordFor(const core::DatabaseAddress& address)
{
    // libpq reads PGPASSWORD and ~/.pgpass itself.
    return address.engine == core::Engine::MariaDb ? core::Secret(qgetenv("MYSQL_PWD")) : core::Secret();
}

std::optional<core::Secret> askPassword(const core::DatabaseAddress& address)
{
    const QuietTerminal terminal;
    if (!terminal.isQuiet()) {
        return std::nullopt;
    }
    writeError(u"Password for %1: "_s.arg(address.text()));
    std::array<char, longestPassword> typed{};
    const ssize_t length = ::read(terminal.file(), typed.data(), typed.size());
    writeError(u"\n"_s);
    QByteArray line(typed.data(), static_cast<qsizetype>(length > 0 ? length : 0));
    explicit_bzero(typed.data(), typed.size());
    if (line.endsWith('\n')) {
        line.chop(1);
    }
    const core::Secret password(line);
    explicit_bzero(line.data(), static_cast<size_t>(line.size()));
    return password.isEmpty() ? std::nullopt : std::optional(password);
}

} // namespace owb::cli
