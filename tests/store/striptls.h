#pragma once

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <thread>

/** Somebody between us and a MariaDB server, on a port of this machine. */
class StripTls
{
public:
    enum class Trick {
        HideTls, // says that the server offers none, and passes on all else
        BreakTls, // lets TLS be asked for, then hangs up
        AskForPassword, // answers itself, and asks for the password as it is
        Silence, // takes connections and says nothing
    };

    StripTls(Trick trick, int serverPort);
    ~StripTls();
    Q_DISABLE_COPY_MOVE(StripTls)

    [[nodiscard]] int port() const { return m_port; }
    /** All that the client sent. */
    [[nodiscard]] QByteArray received() const;
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void run();
    void serve(int client);
    [[nodiscard]] bool toServer(int client, int server, int index);
    [[nodiscard]] bool toClient(int client, int server, bool& greeted);

    const Trick m_trick;
    const int m_serverPort;
    int m_port = 0;
    int m_listening = -1;
    int m_wake[2] = {-1, -1}; // the end of the tricks
    std::atomic<int> m_connections = 0;
    mutable std::mutex m_mutex;
    QByteArray m_received;
    std::thread m_thread;
};
