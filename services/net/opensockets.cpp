// SPDX-License-Identifier: GPL-3.0-or-later
#include "opensockets.h"

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sm::net {

namespace {

int localPort(curl_socket_t socket)
{
    sockaddr_storage own{};
    socklen_t length = sizeof own;
    if (::getsockname(socket, reinterpret_cast<sockaddr *>(&own), &length) != 0)
        return -1;
    if (own.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(own).sin6_port);
    return own.ss_family == AF_INET ? ntohs(reinterpret_cast<const sockaddr_in &>(own).sin_port) : -1;
}

bool hasUnread(curl_socket_t socket)
{
    char byte = 0;
    return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}

} // namespace

void OpenSockets::watch(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &OpenSockets::onOpen);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &OpenSockets::onClose);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
}

bool OpenSockets::isReadable(int port) const
{
    return std::any_of(m_sockets.begin(), m_sockets.end(),
        [port](curl_socket_t socket) { return localPort(socket) == port && hasUnread(socket); });
}

curl_socket_t OpenSockets::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    const curl_socket_t socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket != CURL_SOCKET_BAD)
        static_cast<OpenSockets *>(self)->m_sockets.insert(socket);
    return socket;
}

int OpenSockets::onClose(void *self, curl_socket_t socket)
{
    static_cast<OpenSockets *>(self)->m_sockets.erase(socket);
    return ::close(socket);
}

} // namespace sm::net
