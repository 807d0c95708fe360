// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalentry.h>

namespace sm::app {

/// \p entry as `journal list` prints it.
QJsonObject summaryOf(const JournalEntry &entry);
/// \p entry as `journal show` prints it, with what was before and after. States that may hold secrets are left out.
QJsonObject detailsOf(const JournalEntry &entry);

} // namespace sm::app
