// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseinput.h"

namespace sm::backups {

/// The line for a shell that does the same at \p address with PostgreSQL's own programs, as far as they do. A password
/// is never in it.
QString databaseLine(const DatabaseInput &input, const QString &address);

} // namespace sm::backups
