// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "waiter.h"

#include <core/error.h>

namespace sm::postgres {

/// The error for a waiting that was stopped: Kind::Cancelled, or Kind::Timeout after \p limit.
Error stopped(Waiter::Stop why, std::chrono::milliseconds limit);

} // namespace sm::postgres
