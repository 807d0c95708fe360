// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/costoutlook.h>

namespace sm::costs {

/// Where \p daily is going and what was unusual in it. Pure: the same answer gives the same outlook.
///
/// The forecast goes on for a month from the first day that is not complete: the last day while the answer is of that
/// very day. Days before the first charge are no history.
/// \param daily by day; its groups are searched one by one, the largest of them, and together
/// \param last the last day with charges
CostOutlook outlookOf(const CostAnswer &daily, const QDate &last);

} // namespace sm::costs
