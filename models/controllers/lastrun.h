// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/journalrun.h>
#include <core/runbookinfo.h>

namespace sm::controllers {

/// How \p run, with its entries, ended, and whether there is something of it to be taken back.
LastRun lastRunOf(const JournalRun &run);

} // namespace sm::controllers
