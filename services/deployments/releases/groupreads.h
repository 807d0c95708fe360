// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "release.h"

#include <sources/awsreads.h>

#include <QJsonArray>

namespace sm::deployments {

/// DeploymentInfo of each of \p ids, in any order; BatchGetDeployments takes 25 at a time.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonArray>> deploymentInfos(const AwsReads *reads, QStringList ids, CancelToken token);

/// The group itself: DeploymentGroupInfo.
/// \error Kind::NotFound it is not there; as aws::Caller::read()
QCoro::Task<Result<QJsonObject>> groupInfo(const AwsReads *reads, ReleaseUnit unit, CancelToken token);

/// The first page of ListDeployments of a group, newest first, as a call to page through.
aws::Call deploymentsOf(const ReleaseUnit &unit, const QDateTime &since);

/// Of the deployments of a group those that are under way.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonArray>> underWay(const AwsReads *reads, ReleaseUnit unit, CancelToken token);

/// All groups of all applications.
/// \error as aws::Caller::read()
QCoro::Task<Result<QList<ReleaseUnit>>> allGroups(const AwsReads *reads, CancelToken token);

} // namespace sm::deployments
