// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <http/probe.h>

namespace sm::executors {

/// The curl line that sends what \p probe, made of \p step, does; secrets are "$NAME".
QString curlLine(const Step &step, const http::Probe &probe);

} // namespace sm::executors
