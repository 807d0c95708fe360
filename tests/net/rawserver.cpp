// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace sm::test {

namespace {

sockaddr *generic(sockaddr_in *address) { return reinterpret_cast<sockaddr *>(address); }

qsizetype contentLength(const QByteArray &head)
{
    const qsizetype at = head.toLower().indexOf("\r\ncontent-length:");
    return at < 0 ? 0 : head.mid(at + 17, head.indexOf("\r\n", at + 2) - at - 17).trimmed().toLongLong();
}

} // namespace

RawConnection::RawConnection(int socket, int number, QList<QByteArray> *log, std::mutex *mutex)
    : m_socket(socket)
    , m_number(number)
    , m_log(log)
    , m_mutex(mutex)
{
}

bool RawConnection::readMore()
{
    std::array<char, 65536> buffer;
    const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (count > 0)
        m_unread.append(buffer.data(), count);
    return count > 0;
}

QByteArray RawConnection::readRequest()
{
    qsizetype head = -1;
    while ((head = m_unread.indexOf("\r\n\r\n")) < 0)
        if (!readMore())
            return {};
    const qsizetype size = head + 4 + contentLength(m_unread.first(head + 2));
    while (m_unread.size() < size)
        if (!readMore())
            return {};
    const QByteArray request = m_unread.first(size);
    m_unread.remove(0, size);
    const std::scoped_lock lock(*m_mutex);
    m_log->append(request);
    return request;
}

void RawConnection::write(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count
            = ::send(m_socket, bytes.constData() + done, static_cast<size_t>(bytes.size() - done), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        done += count;
    }
}

void RawConnection::answer(const QByteArray &body)
{
    write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void RawConnection::closeWriting() { ::shutdown(m_socket, SHUT_WR); }

void RawConnection::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

void RawConnection::waitForClient()
{
    pollfd watched{m_socket, POLLIN, 0};
    std::array<char, 4096> buffer;
    while (::poll(&watched, 1, 10'000) > 0 && ::recv(m_socket, buffer.data(), buffer.size(), 0) > 0) { }
}

RawServer::RawServer(Script script)
    : m_script(std::move(script))
    , m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, generic(&address), sizeof address);
    ::listen(m_listener, 64);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, generic(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

RawServer::~RawServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::scoped_lock lock(m_mutex);
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

void RawServer::accept()
{
    while (true) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const int number = ++m_connections;
        const std::scoped_lock lock(m_mutex);
        m_sockets.append(socket);
        m_threads.emplace_back([this, socket, number] { serve(socket, number); });
    }
}

void RawServer::serve(int socket, int number)
{
    RawConnection connection(socket, number, &m_requests, &m_mutex);
    m_script(connection);
    const std::scoped_lock lock(m_mutex);
    m_sockets.removeOne(socket);
    ::close(socket);
    ++m_closed;
}

QByteArray RawServer::url(const QByteArray &target) const
{
    return "http://127.0.0.1:" + QByteArray::number(m_port) + target;
}

QList<QByteArray> RawServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

} // namespace sm::test
