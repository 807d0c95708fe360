// SPDX-License-Identifier: GPL-3.0-or-later
// A Cognito of 100,000 users that answers faster than any client can ask: HTTP/1.1 with keep-alive on one thread.
//
//     stub_listusers [USERS]        prints {"endpoint": "http://127.0.0.1:NNNN", …}; ends with its parent
#include "stub_pages.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>

namespace {

struct Connection
{
    std::string in;
    std::string out;
    std::size_t sent = 0;
};

std::string_view header(std::string_view head, std::string_view name)
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

/// The operation after the dot of X-Amz-Target, or that of the query protocol.
std::string_view operationOf(std::string_view head, std::string_view body)
{
    const std::string_view target = header(head, "X-Amz-Target");
    if (!target.empty())
        return target.substr(target.rfind('.') + 1);
    const std::size_t action = body.find("Action=");
    return action == std::string_view::npos ? body.substr(0, 0)
                                            : body.substr(action + 7, body.find('&', action) - action - 7);
}

class Server
{
public:
    explicit Server(std::size_t users)
        : m_pages(users)
    {
    }

    /// Returns the port, or 0 when there is none to be had.
    int listen();
    void run();

private:
    void accept();
    bool receive(int fd, Connection &connection);
    bool answerAll(int fd, Connection &connection);
    bool flush(int fd, Connection &connection);
    void append(Connection &connection, const std::string &content) const;
    void watch(int operation, int fd, std::uint32_t events) const;

    bench::StubPages m_pages;
    std::unordered_map<int, Connection> m_connections;
    int m_listener = -1;
    int m_epoll = -1;
};

int Server::listen()
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

void Server::watch(int operation, int fd, std::uint32_t events) const
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(m_epoll, operation, fd, &event);
}

void Server::run()
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

void Server::accept()
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
bool Server::receive(int fd, Connection &connection)
{
    char buffer[16 * 1024];
    const ssize_t size = read(fd, buffer, sizeof buffer);
    if (size <= 0)
        return false;
    connection.in.append(buffer, static_cast<std::size_t>(size));
    return answerAll(fd, connection);
}

bool Server::answerAll(int fd, Connection &connection)
{
    for (;;) {
        const std::string_view in = connection.in;
        const std::size_t end = in.find("\r\n\r\n");
        if (end == std::string_view::npos)
            break;
        const std::string_view head = in.substr(0, end + 2);
        const std::string length(header(head, "Content-Length"));
        const std::size_t bodySize = length.empty() ? 0 : std::strtoul(length.c_str(), nullptr, 10);
        if (in.size() < end + 4 + bodySize)
            break;
        const std::string_view body = in.substr(end + 4, bodySize);
        append(connection, m_pages.answer(operationOf(head, body), body));
        connection.in.erase(0, end + 4 + bodySize);
    }
    return flush(fd, connection);
}

void Server::append(Connection &connection, const std::string &content) const
{
    const bool known = !content.empty();
    const std::string body = known ? content : R"({"__type":"UnknownOperationException"})";
    connection.out.append(known ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 Bad Request")
        .append("\r\nContent-Type: ")
        .append(body.front() == '<' ? "text/xml" : "application/x-amz-json-1.1")
        .append("\r\nx-amzn-RequestId: 5f0f6f3e-0000-4000-8000-000000000000\r\nContent-Length: ")
        .append(std::to_string(body.size()))
        .append("\r\n\r\n")
        .append(body);
}

bool Server::flush(int fd, Connection &connection)
{
    while (connection.sent < connection.out.size()) {
        const ssize_t size
            = send(fd, connection.out.data() + connection.sent, connection.out.size() - connection.sent, MSG_NOSIGNAL);
        if (size < 0 && errno == EAGAIN) {
            watch(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLOUT);
            return true;
        }
        if (size < 0)
            return false;
        connection.sent += static_cast<std::size_t>(size);
    }
    if (connection.sent != 0)
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    connection.out.clear();
    connection.sent = 0;
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const std::size_t users = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
    Server server(users);
    const int port = server.listen();
    if (port == 0) {
        std::perror("stub_listusers");
        return 1;
    }
    std::printf("{\"endpoint\": \"http://127.0.0.1:%d\", \"users\": %zu, \"userPoolId\": \"us-east-1_STUB00000\"}\n",
        port, users);
    std::fflush(stdout);
    server.run();
    return 0;
}
