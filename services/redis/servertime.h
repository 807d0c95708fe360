// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reply.h"

#include <core/result.h>

namespace sm::redis {

/// An answer that does not fit its command.
/// \error Kind::BadReply code "UnexpectedReply"
Error unexpectedReply(const char *command);

/// What TIME answers: milliseconds since 1970 UTC by the server's clock, which is the one that keys expire by.
Result<qint64> serverTimeMs(const Reply &reply);

} // namespace sm::redis
