// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "usageperiod.h"

#include <core/result.h>

namespace sm::costs {

/// Periods of one shape as text, to be kept: JSON, amounts as exact decimal strings.
/// \param shape explorerName() of what they answer
QByteArray keptText(const QString &shape, const QList<UsagePeriod> &periods);

/// What keptText() wrote.
/// \error Kind::Storage it is damaged, or answers another shape
Result<QList<UsagePeriod>> keptPeriods(const QString &shape, const QByteArray &text);

/// Which questions were asked, as text.
QByteArray keptShapesText(const QList<ExplorerShape> &shapes);
/// What keptShapesText() wrote; nothing of it where it is damaged.
QList<ExplorerShape> keptShapes(const QByteArray &text);

} // namespace sm::costs
