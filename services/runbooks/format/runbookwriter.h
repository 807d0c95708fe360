// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runbook.h"

namespace sm::runbooks {

/// \p runbook as a file that readRunbook() reads as the same. Comments are not kept; members come in a fixed order.
QByteArray writeRunbook(const Runbook &runbook);

} // namespace sm::runbooks
