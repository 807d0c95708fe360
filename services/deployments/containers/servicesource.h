// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicechange.h"

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

/// What is deployed to services of ECS. A unit is "cluster/service", a revision the ARN of a task definition. Beside
/// what was deployed, the revisions of the family that nobody deployed as far as is known are told of as well:
/// Superseded, and never live.
class ServiceSource final : public DeploymentSource
{
public:
    /// \p changes tells who changed services, and when; empty: nobody does.
    explicit ServiceSource(AwsReads reads, ServiceChanges changes = {});

    DeploymentKind kind() const override { return DeploymentKind::Ecs; }
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    /// Of a deployment that read() told of: its facts have what measures it.
    HealthQuery healthOf(const Deployment &deployment) const override;
    /// The same for whatever runs of a unit now, without anything else being read.
    /// \error as difference()
    QCoro::Task<Result<HealthQuery>> measuresOf(QString unit, CancelToken token) const;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    AwsReads m_reads;
    ServiceChanges m_changes;
};

} // namespace sm::deployments
