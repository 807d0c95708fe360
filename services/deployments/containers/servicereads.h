// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicename.h"

#include <sources/awsreads.h>

#include <QJsonArray>
#include <QJsonObject>

// What ECS is asked. All may outlive their caller's frame: arguments by value, and \p reads outlives the tasks.
// \error as aws::Caller::read(), unless something else is said
namespace sm::deployments {

/// As many as DescribeServices takes at once.
constexpr qsizetype ServicesAtOnce = 10;

/// All services of the account.
QCoro::Task<Result<QList<ServiceName>>> listedServices(AwsReads reads, CancelToken token);
/// The answer for up to ServicesAtOnce of one cluster: services[] and failures[].
QCoro::Task<Result<QJsonObject>> describedServices(
    AwsReads reads, QString cluster, QStringList services, CancelToken token);
/// One of them.
/// \error Kind::NotFound there is no such service
QCoro::Task<Result<QJsonObject>> describedService(AwsReads reads, ServiceName name, CancelToken token);
/// DescribeTaskDefinition's "taskDefinition".
QCoro::Task<Result<QJsonObject>> describedDefinition(AwsReads reads, QString taskDefinition, CancelToken token);

/// Deployments as ListServiceDeployments has them, filled up with what DescribeServiceDeployments says of those that
/// did not simply succeed. \p statuses: empty for all.
QCoro::Task<Result<QJsonArray>> serviceDeployments(
    AwsReads reads, ServiceName name, QDateTime since, QStringList statuses, CancelToken token);
/// Task definitions by the ARNs of the service revisions that have them.
QCoro::Task<Result<QHash<QString, QString>>> definitionsOf(AwsReads reads, QStringList revisions, CancelToken token);
/// Whether \p error means that this place keeps no history of deployments, which is no trouble.
bool keepsNoHistory(const Error &error);

/// Balancers by the ARNs of the target groups that they send requests to.
QCoro::Task<Result<QHash<QString, QStringList>>> balancersOf(
    AwsReads reads, QStringList targetGroups, CancelToken token);

} // namespace sm::deployments
