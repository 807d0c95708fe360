// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/userplan.h>

namespace sm::controllers {

/// \p reasons as a plan's dialog shows them: each a sentence that begins with the name of a step in quotation marks.
QList<UserPlan::LeftOut> leftOutOf(const QStringList &reasons);

} // namespace sm::controllers
