// SPDX-License-Identifier: GPL-3.0-or-later
// A network between two programs on this machine: passes connections on and holds every piece back for a while, in
// each direction.
//
//     stub_relay TARGET_PORT MICROSECONDS
//
// prints {"port": …} and ends with its standard input.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    return address;
}

sockaddr *generic(sockaddr_in *address) { return reinterpret_cast<sockaddr *>(address); }

bool writeAll(int socket, const char *bytes, ssize_t size)
{
    while (size > 0) {
        const ssize_t written = ::send(socket, bytes, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes += written;
        size -= written;
    }
    return true;
}

void carry(int from, int to, std::chrono::microseconds delay)
{
    ::prctl(PR_SET_TIMERSLACK, 1);
    std::vector<char> buffer(256 * 1024);
    ssize_t size = 0;
    while ((size = ::recv(from, buffer.data(), buffer.size(), 0)) > 0) {
        std::this_thread::sleep_for(delay);
        if (!writeAll(to, buffer.data(), size))
            break;
    }
    ::shutdown(to, SHUT_WR);
}

void relay(int client, int targetPort, std::chrono::microseconds delay)
{
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(targetPort);
    const int on = 1;
    for (const int socket : {client, server})
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(server, generic(&address), sizeof address) == 0) {
        std::thread back(carry, server, client, delay);
        carry(client, server, delay);
        back.join();
    }
    ::close(client);
    ::close(server);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const int target = std::atoi(argv[1]);
    const std::chrono::microseconds delay(std::atoi(argv[2]));
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener, generic(&address), size) != 0 || ::listen(listener, 16) != 0
        || ::getsockname(listener, generic(&address), &size) != 0)
        return 1;
    std::printf("{\"port\": %d}\n", ntohs(address.sin_port));
    std::fflush(stdout);
    std::thread([listener, target, delay] {
        int client = -1;
        while ((client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC)) >= 0)
            std::thread(relay, client, target, delay).detach();
    }).detach();
    char ignored = 0;
    while (::read(STDIN_FILENO, &ignored, 1) > 0) { }
    std::_Exit(0);
}
