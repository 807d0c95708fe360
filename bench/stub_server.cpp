// SPDX-License-Identifier: GPL-3.0-or-later
#include "stub_server.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

constexpr std::size_t pieceBytes = 1024 * 1024;

} // namespace

std::string_view StubRequest::header(std::string_view name) const
{
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() > name.size() && line[name.size()] == ':'
            && strncasecmp(line.data(), name.data(), name.size()) == 0) {
            const std::size_t start = line.find_first_not_of(' ', name.size() + 1);
            return start == std::string_view::npos ? std::string_view{} : line.substr(start);
        }
    }
    return {};
}

int StubServer::listen()
{
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener, generic, size) != 0 || ::listen(m_listener, 128) != 0)
        return 0;
    getsockname(m_listener, generic, &size);
    watch(EPOLL_CTL_ADD, m_listener, EPOLLIN);
    watch(EPOLL_CTL_ADD, STDIN_FILENO, EPOLLIN); // fails on a file, and then the parent's death is the only end
    return ntohs(address.sin_port);
}

void StubServer::watch(int operation, int fd, std::uint32_t events) const
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(m_epoll, operation, fd, &event);
}

void StubServer::run()
{
    for (;;) {
        epoll_event event{};
        if (epoll_wait(m_epoll, &event, 1, -1) != 1)
            continue;
        const int fd = event.data.fd;
        if (fd == STDIN_FILENO) {
            char ignored[256];
            if (read(fd, ignored, sizeof ignored) <= 0)
                return;
        } else if (fd == m_listener) {
            accept();
        } else if (Connection &connection = m_connections[fd];
            !((event.events & EPOLLOUT) ? flush(fd, connection) : receive(fd, connection))) {
            m_connections.erase(fd);
            close(fd);
        }
    }
}

void StubServer::accept()
{
    const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_connections[fd];
    watch(EPOLL_CTL_ADD, fd, EPOLLIN);
}

/// False when the connection is over, as with the two below.
bool StubServer::receive(int fd, Connection &connection)
{
    char buffer[16 * 1024];
    const ssize_t size = read(fd, buffer, sizeof buffer);
    if (size <= 0)
        return false;
    connection.in.append(buffer, static_cast<std::size_t>(size));
    return answerAll(fd, connection);
}

bool StubServer::answerAll(int fd, Connection &connection)
{
    while (!connection.reply.content) {
        const std::string_view in = connection.in;
        const std::size_t end = in.find("\r\n\r\n");
        if (end == std::string_view::npos)
            break;
        StubRequest request;
        request.head = in.substr(0, end + 2);
        const std::string length(request.header("Content-Length"));
        const std::size_t bodySize = length.empty() ? 0 : std::strtoul(length.c_str(), nullptr, 10);
        if (in.size() < end + 4 + bodySize)
            break;
        const std::size_t space = in.find(' ');
        request.body = in.substr(end + 4, bodySize);
        request.verb = in.substr(0, space);
        request.target = in.substr(space + 1, in.find(' ', space + 1) - space - 1);
        append(connection, m_answer(request), request.verb == "HEAD");
        connection.in.erase(0, end + 4 + bodySize);
    }
    return flush(fd, connection);
}

void StubServer::append(Connection &connection, StubReply reply, bool isHead) const
{
    const std::uint64_t length = reply.length > 0 ? reply.length : reply.body.size();
    connection.out.append("HTTP/1.1 ")
        .append(std::to_string(reply.status))
        .append(" -\r\nx-amzn-RequestId: 5f0f6f3e-0000-4000-8000-000000000000\r\nContent-Length: ")
        .append(std::to_string(length))
        .append("\r\n")
        .append(reply.headers)
        .append("\r\n");
    if (isHead)
        return;
    connection.out.append(reply.body);
    if (!reply.content)
        return;
    connection.made = 0;
    connection.reply = std::move(reply);
}

void StubServer::makeMore(Connection &connection)
{
    connection.out.clear();
    connection.sent = 0;
    if (!connection.reply.content)
        return;
    const std::size_t size
        = static_cast<std::size_t>(std::min<std::uint64_t>(pieceBytes, connection.reply.length - connection.made));
    connection.out.resize(size);
    connection.reply.content(connection.made, connection.out.data(), size);
    connection.made += size;
    if (connection.made == connection.reply.length)
        connection.reply = {};
}

bool StubServer::flush(int fd, Connection &connection)
{
    bool hasWaited = false;
    while (true) {
        if (connection.sent == connection.out.size())
            makeMore(connection);
        if (connection.out.empty())
            break;
        const ssize_t size
            = send(fd, connection.out.data() + connection.sent, connection.out.size() - connection.sent, MSG_NOSIGNAL);
        if (size < 0 && errno == EAGAIN) {
            watch(EPOLL_CTL_MOD, fd, EPOLLOUT);
            return true;
        }
        if (size < 0)
            return false;
        connection.sent += static_cast<std::size_t>(size);
        hasWaited = true;
    }
    if (hasWaited)
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    return true;
}

} // namespace bench
