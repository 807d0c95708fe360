// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/coststore.h>

namespace sm::costs {

/// Which of \p there a ledger takes the place of when it is added, by their numbers there. Pure.
///
/// Legacy CUR and CUR 2.0 are two forms of the same bills. What has fewer charges than that in whose place it would
/// come, and another title, is taken for a part of it and refused: charges would be lost silently.
/// \error Kind::Conflict codes "BillKnown" and "BillPartlyKnown" as CostStore::add()
Result<QList<qsizetype>> replacedBy(const LedgerInfo &added, const QList<LedgerInfo> &there, KnownBill known);

} // namespace sm::costs
