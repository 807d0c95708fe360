// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/deployment.h>
#include <core/result.h>

#include <QCoroTask>

#include <functional>

namespace sm::deployments {

/// One number of CloudWatch over time.
struct MetricQuery
{
    enum class Role { Requests, Errors, Latency };
    Role role = Role::Requests;
    QString metricNamespace; ///< "AWS/Lambda"
    QString name; ///< "Invocations"
    QJsonObject dimensions; ///< {"FunctionName": "chat-lambda"}
    QString statistic; ///< "Sum", "p95"
    double factor = 1; ///< to requests, errors or milliseconds
};

/// What tells how a deployment did. Several of one role are added up, of latency the worst counts.
struct HealthQuery
{
    QList<MetricQuery> metrics;
    QJsonObject alarmDimensions; ///< alarms on any of these count, too; empty: none do
    QString why; ///< without metrics: the sentence why nothing measures it
};

/// Which units are wanted, and from when on.
struct Reading
{
    QStringList units; ///< as the system's file names them (DeploymentPlaces); empty: all of the account
    QDateTime since; ///< UTC
};

/// Deployments of one kind, as AWS tells of them. Only reads.
class DeploymentSource
{
public:
    using DeploymentsHandler = std::function<void(const QList<Deployment> &)>;
    using SectionHandler = std::function<void(const DeploymentSection &)>;

    virtual ~DeploymentSource() = default;
    virtual DeploymentKind kind() const = 0;

    /// Hands deployments over as soon as a page of them is known; the same id again is what is known better. What is
    /// live now comes first, even when it is older than Reading::since.
    /// \error Kind::Cancelled; as aws::Caller::read(); what was handed over before stays true
    virtual QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) = 0;

    /// How \p candidate differs from what is live of its unit now.
    /// \error Kind::NotFound it is not there any more; as aws::Caller::read()
    virtual QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) = 0;

    /// The ways back to \p candidate from the state that the unit is in now, which is read for it: AWS accepts those
    /// that are possible. A move that it would refuse is there with the reason.
    /// \error as difference()
    virtual QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) = 0;

    /// What measures \p deployment while it is live.
    virtual HealthQuery healthOf(const Deployment &deployment) const = 0;

    /// All about a unit as it is now, section by section and page by page.
    /// \error as difference()
    virtual QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) = 0;
};

} // namespace sm::deployments
