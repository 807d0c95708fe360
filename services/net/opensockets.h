// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <curl/curl.h>

#include <set>

namespace sm::net {

/// The sockets that libcurl has open, so that a connection can be looked at before it is used again: libcurl 7.88 does
/// not say which socket it is about to use, only from which port. Used on the network thread only.
class OpenSockets
{
public:
    /// Makes libcurl open and close the sockets of \p handle here; this outlives its connections.
    void watch(CURL *handle);

    /// Something can be read from the connection from \p localPort: data, or its end. Where connections to different
    /// hosts share the port, from any of them.
    bool isReadable(int localPort) const;

private:
    static curl_socket_t onOpen(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onClose(void *self, curl_socket_t socket);

    std::set<curl_socket_t> m_sockets;
};

} // namespace sm::net
