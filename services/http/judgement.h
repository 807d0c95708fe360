// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <http/probe.h>

namespace sm::http {

/// What \p reply came to, where it is as \p probe expects.
/// \error Kind::Conflict with what was expected and what came, without the secrets of \p probe: another status (code
///        "Status"), or the assertion did not come out true (code "Assertion")
Result<ProbeResult> judge(const Probe &probe, const net::HttpReply &reply, std::chrono::milliseconds duration);

} // namespace sm::http
