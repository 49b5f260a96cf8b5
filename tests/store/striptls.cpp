#include "striptls.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

sockaddr_in onThisMachine(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

QByteArray readSome(int socket)
{
    QByteArray bytes(65536, Qt::Uninitialized);
    const ssize_t count = recv(socket, bytes.data(), static_cast<size_t>(bytes.size()), 0);
    return bytes.first(count > 0 ? count : 0);
}

bool writeAll(int socket, const QByteArray& bytes)
{
    return send(socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

/** The greeting of a server, without the bit 0x0800 of its capabilities. */
QByteArray withoutTls(QByteArray greeting)
{
    const qsizetype version = 4 + 1; // behind the packet's header and the protocol's number
    const qsizetype capabilities = greeting.indexOf('\0', version) + 1 + 4 + 8 + 1;
    greeting[capabilities + 1] = static_cast<char>(greeting.at(capabilities + 1) & ~0x08);
    return greeting;
}

} // namespace

StripTls::StripTls(Trick trick, int serverPort)
    : m_trick(trick)
    , m_serverPort(serverPort)
    , m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = onThisMachine(0);
    socklen_t length = sizeof(address);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(m_listening, generic, length) == 0 && listen(m_listening, 8) == 0
        && getsockname(m_listening, generic, &length) == 0 && pipe(m_wake) == 0) {
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
}

StripTls::~StripTls()
{
    close(m_wake[1]);
    if (m_thread.joinable()) {
        m_thread.join();
    }
    close(m_wake[0]);
    close(m_listening);
}

QByteArray StripTls::received() const
{
    const std::lock_guard lock(m_mutex);
    return m_received;
}

void StripTls::run()
{
    for (;;) {
        pollfd wait[2] = {{m_listening, POLLIN, 0}, {m_wake[0], POLLIN, 0}};
        poll(wait, 2, -1);
        if (wait[1].revents != 0) {
            return;
        }
        const int client = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        ++m_connections;
        serve(client);
        close(client);
    }
}

/** One connection at a time is all that a test makes. */
void StripTls::serve(int client)
{
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = onThisMachine(m_serverPort);
    bool open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    bool greeted = false;
    for (int packets = 0; open;) {
        pollfd wait[3] = {{client, POLLIN, 0}, {server, POLLIN, 0}, {m_wake[0], POLLIN, 0}};
        poll(wait, 3, -1);
        if (wait[2].revents != 0) {
            break;
        }
        if (wait[0].revents != 0) {
            open = toServer(client, server, packets++);
        }
        if (open && wait[1].revents != 0) {
            open = toClient(client, server, greeted);
        }
    }
    close(server);
}

bool StripTls::toServer(int client, int server, int index)
{
    const QByteArray bytes = readSome(client);
    {
        const std::lock_guard lock(m_mutex);
        m_received += bytes;
    }
    if (bytes.isEmpty() || m_trick == Trick::BreakTls) {
        return false;
    }
    if (m_trick == Trick::AskForPassword) {
        const QByteArray other = QByteArray("\xfe") + "mysql_clear_password" + '\0';
        return index == 0 && writeAll(client, static_cast<char>(other.size()) + QByteArray("\0\0\2", 3) + other);
    }
    return writeAll(server, bytes);
}

bool StripTls::toClient(int client, int server, bool& greeted)
{
    QByteArray bytes = readSome(server);
    if (bytes.isEmpty()) {
        return false;
    }
    if (!greeted && m_trick != Trick::BreakTls) {
        bytes = withoutTls(bytes);
    }
    greeted = true;
    return m_trick == Trick::Silence || writeAll(client, bytes);
}
