// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>

/// An HTTP server in a process of its own, so that its work is not counted as the client's. It answers each request
/// with the target it was sent; "/packed" with a gzip body that says so in its Content-Encoding.
class StubEcho
{
public:
    /// Before the first thread of this process is started.
    StubEcho();
    ~StubEcho();
    StubEcho(const StubEcho &) = delete;
    StubEcho &operator=(const StubEcho &) = delete;

    uint16_t port() const { return m_port; }

private:
    pid_t m_process = 0;
    uint16_t m_port = 0;
};
