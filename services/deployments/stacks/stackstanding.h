// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>
#include <stacks/stackmoves.h>

namespace sm::deployments {

/// How \p name stands now. Of its events only as many are read as its status needs: whether it ever was whole, and what
/// a rollback is stuck at.
/// \error as describedStack() and aws::Caller::read()
QCoro::Task<Result<StackStanding>> standingOf(const AwsReads *reads, QString name, CancelToken token);

/// {stack, stackId, status, lastEvent, wasWhole, deletes, failed, partOf}, for a step.
/// \error as standingOf()
QCoro::Task<Result<QJsonObject>> standingJson(const AwsReads *reads, QString name, CancelToken token);

} // namespace sm::deployments
