// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

/// Deployments of CodeDeploy to EC2, Lambda and ECS. Units: "application/group".
class CodeDeploySource final : public DeploymentSource
{
public:
    explicit CodeDeploySource(AwsReads reads)
        : m_reads(reads)
    {
    }

    DeploymentKind kind() const override { return DeploymentKind::CodeDeploy; }
    /// One group that can not be read does not keep the others from coming; its error is the answer then.
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    HealthQuery healthOf(const Deployment &deployment) const override;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    QCoro::Task<Result<void>> readGroup(
        QString unit, QDateTime since, const DeploymentsHandler *onPage, CancelToken token);
    QCoro::Task<Result<QList<Deployment>>> liveOf(QString unit, CancelToken token);
    QCoro::Task<Result<QJsonArray>> candidateAndLive(Deployment candidate, CancelToken token);

    AwsReads m_reads;
};

} // namespace sm::deployments
