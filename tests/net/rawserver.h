// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace sm::test {

/// A connection as the kernel sees it: bytes, half-closes and resets. Blocking, so that a fault is a few plain lines.
class RawConnection
{
public:
    RawConnection(int socket, int number, QList<QByteArray> *log, std::mutex *mutex);

    /// From 1, in the order of their arrival.
    int number() const { return m_number; }
    /// Head and body of the next request; empty when the client is gone. Remembered by the server.
    QByteArray readRequest();
    void write(const QByteArray &bytes);
    /// A complete answer of 200 that keeps the connection open.
    void answer(const QByteArray &body = "ok");
    void closeWriting();
    /// The other side gets RST instead of FIN.
    void reset();
    /// Until the client closes; ten seconds at most.
    void waitForClient();

private:
    bool readMore();

    int m_socket;
    int m_number;
    QByteArray m_unread;
    QList<QByteArray> *m_log;
    std::mutex *m_mutex;
};

/// Listens on loopback and runs its script once for each connection, on a thread of its own.
class RawServer
{
public:
    using Script = std::function<void(RawConnection &)>;

    explicit RawServer(Script script);
    /// Closes every connection, also those in the middle of their script.
    ~RawServer();

    QByteArray url(const QByteArray &target = "/") const;
    QList<QByteArray> requests() const;
    int connections() const { return m_connections; }
    /// How many of them the server has closed.
    int closed() const { return m_closed; }

private:
    void accept();
    void serve(int socket, int number);

    Script m_script;
    int m_listener;
    int m_port = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_closed = 0;
    mutable std::mutex m_mutex; ///< guards the requests and sockets
    QList<QByteArray> m_requests;
    QList<int> m_sockets;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace sm::test
