// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/freezes.h>
#include <tables/backuptable.h>

namespace sm::pages {

/// "12 assets, 2 overdue, 3 never proven, $4.10 a month · read 5 min ago"; empty: nothing is known yet.
QString summaryText(const tables::BackupTable::Summary &summary, const QDateTime &readAt);
/// "Frozen since 2 Sep 2026, 09:14 UTC by ada: a release went wrong."
QString frozenText(const QList<controllers::Freeze> &freezes);

} // namespace sm::pages
