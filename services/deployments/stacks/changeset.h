// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>

namespace sm::deployments {

/// What executing a change set would do: {changes: [{action, logicalId, physicalId, type, replacement, scope}], added,
/// modified, removed, replaced, dangerous: [the changes that delete or may replace something], dangers, lines,
/// leftOut}. The numbers count all; of more than 150 changes the lists have the first, and leftOut says how many they
/// lack.
///
/// \p reads outlives the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonObject>> changesOf(const AwsReads *reads, QString stack, QString changeSet, CancelToken token);

/// The same of \p changes as DescribeChangeSet lists them.
QJsonObject countedChanges(const QJsonArray &changes);

} // namespace sm::deployments
