// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

namespace sm::backups {

/// Where something stands at \p now that is to be done every \p every and was done last at \p last (UTC; invalid:
/// never). From four fifths of the time on it is Due::Soon.
Due dueOf(std::chrono::minutes every, const QDateTime &last, const QDateTime &now);

/// Puts the backups of \p standing in their order, newest first, and says what is due of it at \p now.
void judge(AssetStanding &standing, const QDateTime &now);

} // namespace sm::backups
