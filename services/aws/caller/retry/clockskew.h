// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/http.h>

namespace sm::aws {

/// How far the service's clock is ahead of ours, learnt from its answers, so that a computer whose clock is wrong can
/// sign requests that are accepted (aws-sdk-cpp 2026, aws-runtime 1.9.3). One for each client.
class ClockSkew
{
public:
    using Duration = std::chrono::milliseconds;

    /// Learns from every answer that says its Date, comes from no cache (Age) and took 15 minutes at most:
    /// Date − middle of sent and received.
    void observe(const net::HttpReply &reply);

    /// Added to our time when signing; positive when our clock is slow. 0 until an answer came.
    Duration current() const { return m_current; }

    /// A refusal with \p code that was signed with \p used goes away when signed with current(): the code is one that
    /// wrong time causes, and the two differ by more than 4 minutes. Observe the refusal first.
    bool explains(const QString &code, Duration used) const;

private:
    Duration m_current{0};
};

} // namespace sm::aws
