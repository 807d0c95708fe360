// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redisinput.h"

#include <redis/settings.h>

namespace sm::executors {

/// The redis-cli command that does what \p step does. Secrets are variables of the shell; the password is not in it:
/// redis-cli takes it from REDISCLI_AUTH.
QString redisCliLine(const Step &step, const RedisInput &input, const redis::Settings &settings);

} // namespace sm::executors
