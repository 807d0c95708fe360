// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploymentservice.h"
#include "healthbook.h"

#include <core/systeminfo.h>
#include <operations/journal.h>
#include <trail/accountchanges.h>

#include <memory>
#include <vector>

namespace sm::deployments {

/// The deployments of one system, from the sources of its kinds, the account's trail and the journal.
class AwsDeploymentService final : public DeploymentService
{
public:
    using Sources = std::vector<std::unique_ptr<DeploymentSource>>;
    /// What it stands on; all outlive it.
    struct Services
    {
        AwsReads reads;
        const Clock &clock;
        operations::Journal *journal; ///< may be null: then nobody knows what was rolled back, and by which run
        std::shared_ptr<AccountChanges> changes; ///< that sources ask, too
    };

    AwsDeploymentService(const Services &services, SystemInfo system, Sources sources);
    ~AwsDeploymentService() override;

    /// What the trail knows of a deployment comes after it, under the same id. A trail that can not be read is no
    /// problem of a kind: then nobody knows who shipped it.
    QCoro::Task<Result<void>> timeline(
        QDateTime since, DeploymentsHandler onPage, ProblemHandler onProblem, CancelToken token) override;
    /// Newest first. The last 90 days, and what is live.
    QCoro::Task<Result<QList<Deployment>>> ofUnit(DeploymentKind kind, QString unit, CancelToken token) override;
    QCoro::Task<Result<HealthRecord>> health(Deployment deployment, CancelToken token) override;
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<void>> detail(
        DeploymentKind kind, QString unit, SectionHandler onSection, CancelToken token) override;
    QCoro::Task<Result<QList<RollbackMark>>> marks(CancelToken token) override;
    const DeploymentPlaces &places() const override { return m_system.deployments; }

    static constexpr int daysBack = 90;

private:
    struct Asked;
    QCoro::Task<Result<QList<Deployment>>> readKind(DeploymentSource *source, const Asked *asked, CancelToken token);
    QCoro::Task<void> readIntoAxis(
        DeploymentSource *source, const Asked *asked, QList<Error> *problems, CancelToken token);
    Result<DeploymentSource *> sourceOf(DeploymentKind kind) const;

    Services m_services;
    SystemInfo m_system;
    Sources m_sources;
    HealthBook m_health;
};

} // namespace sm::deployments
