// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/coststore.h>

namespace sm::costs {

/// Whether \p info has charges in \p range. One without any is in the range without limits only.
inline bool overlaps(const LedgerInfo &info, const DayRange &range)
{
    if (!info.from.isValid())
        return !range.from.isValid() && !range.to.isValid();
    return (!range.from.isValid() || info.to > range.from) && (!range.to.isValid() || info.from < range.to);
}

inline bool isAmong(LedgerKind kind, const QList<LedgerKind> &kinds) { return kinds.isEmpty() || kinds.contains(kind); }

} // namespace sm::costs
