// SPDX-License-Identifier: GPL-3.0-or-later
#include "stub_echo.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <map>
#include <string>

namespace {

/// gzip of "unpacked".
const std::string packed(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x2b\xcd\x2b\x48\x4c\xce\x4e\x4d\x01\x00\x96\x62\x2f\xca"
    "\x08\x00\x00\x00",
    28);

sockaddr *generic(sockaddr_in *address) { return reinterpret_cast<sockaddr *>(address); }

void watch(int epoll, int socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

size_t contentLength(const std::string &head)
{
    for (const char *name : {"Content-Length: ", "content-length: "})
        if (const size_t at = head.find(name); at != std::string::npos)
            return std::strtoul(head.c_str() + at + 16, nullptr, 10);
    return 0;
}

std::string answerTo(const std::string &head)
{
    const size_t start = head.find(' ') + 1;
    const std::string target = head.substr(start, head.find(' ', start) - start);
    const bool isPacked = target == "/packed";
    const std::string &body = isPacked ? packed : target;
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size())
        + (isPacked ? "\r\nContent-Encoding: gzip" : "") + "\r\n\r\n" + body;
}

/// Answers every whole request in \p unread and takes it out.
void answerWholeRequests(int socket, std::string &unread)
{
    size_t end = 0;
    while ((end = unread.find("\r\n\r\n")) != std::string::npos) {
        const std::string head = unread.substr(0, end + 2);
        const size_t size = end + 4 + contentLength(head);
        if (unread.size() < size)
            return;
        const std::string answer = answerTo(head);
        unread.erase(0, size);
        if (::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0)
            return;
    }
}

void acceptFrom(int listener, int epoll)
{
    const int socket = ::accept(listener, nullptr, nullptr);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(epoll, socket);
}

[[noreturn]] void serve(int listener)
{
    const int epoll = ::epoll_create1(0);
    watch(epoll, listener);
    std::map<int, std::string> unread;
    std::array<char, 65536> buffer;
    std::array<epoll_event, 64> events;
    while (true) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int index = 0; index < count; ++index) {
            const int socket = events[static_cast<size_t>(index)].data.fd;
            if (socket == listener) {
                acceptFrom(listener, epoll);
                continue;
            }
            const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
            if (size <= 0) {
                unread.erase(socket);
                ::close(socket);
                continue;
            }
            answerWholeRequests(socket, unread[socket].append(buffer.data(), static_cast<size_t>(size)));
        }
    }
}

} // namespace

StubEcho::StubEcho()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener, generic(&address), sizeof address);
    ::listen(listener, 64);
    socklen_t size = sizeof address;
    ::getsockname(listener, generic(&address), &size);
    m_port = ntohs(address.sin_port);
    m_process = ::fork();
    if (m_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener);
    }
    ::close(listener);
}

StubEcho::~StubEcho()
{
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}
