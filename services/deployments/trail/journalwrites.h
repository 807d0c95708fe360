// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/canceltoken.h>
#include <operations/journal.h>

namespace sm::deployments {

/// What Stationmaster itself deployed with \p service since \p since, newest first: CloudTrail knows of it a quarter of
/// an hour later, and never of the run. \p journal outlives the task.
/// \error as operations::Journal::entries(); Kind::Cancelled
QCoro::Task<Result<QList<TrailChange>>> journalWrites(
    operations::Journal *journal, SystemId system, QString service, QDateTime since, CancelToken token);

/// Both lists as one, newest first: what both tell of is there once, with the run.
QList<TrailChange> merged(QList<TrailChange> trail, const QList<TrailChange> &own);

} // namespace sm::deployments
