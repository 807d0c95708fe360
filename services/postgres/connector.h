// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link.h"

#include <postgres/settings.h>

namespace sm::postgres {

/// Opens a connection and prepares it: UTF-8, ISO dates in UTC, backslashes that are no escapes.
/// \error as Connection::open()
QCoro::Task<Result<std::shared_ptr<Link>>> connectLink(Settings settings, CancelToken token);

} // namespace sm::postgres
