// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/deploymentsource.h>

namespace sm::deployments {

/// What was deployed on a system, and the ways back. Reads; everything that changes something is a runbook
/// (RollbackMove, DeploymentAction).
class DeploymentService
{
public:
    using DeploymentsHandler = DeploymentSource::DeploymentsHandler;
    using SectionHandler = DeploymentSource::SectionHandler;
    /// Of a kind that could not be read, while the others could.
    using ProblemHandler = std::function<void(DeploymentKind, const Error &)>;

    virtual ~DeploymentService() = default;

    /// All kinds side by side on one axis, page by page in any order; the same id again is what is known better.
    /// \error Kind::Cancelled; as aws::Caller::read() when no kind at all could be read
    virtual QCoro::Task<Result<void>> timeline(
        QDateTime since, DeploymentsHandler onPage, ProblemHandler onProblem, CancelToken token)
        = 0;
    /// Those of one unit as they are now.
    /// \error as timeline()
    virtual QCoro::Task<Result<QList<Deployment>>> ofUnit(DeploymentKind kind, QString unit, CancelToken token) = 0;
    /// How it did while it was live; a record of Verdict::Unknown where that could not be read.
    /// \error Kind::Cancelled
    virtual QCoro::Task<Result<HealthRecord>> health(Deployment deployment, CancelToken token) = 0;
    /// \error as DeploymentSource::difference()
    virtual QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) = 0;
    /// \error as DeploymentSource::moves()
    virtual QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) = 0;
    /// \error as DeploymentSource::detail()
    virtual QCoro::Task<Result<void>> detail(
        DeploymentKind kind, QString unit, SectionHandler onSection, CancelToken token)
        = 0;
    /// What stands rolled back: marks of the journal that were not undone. Whether something newer was deployed since,
    /// the axis tells (stillRolledBack()).
    /// \error as operations::Journal
    virtual QCoro::Task<Result<QList<RollbackMark>>> marks(CancelToken token) = 0;
    /// Where the system's file says what is deployed, and when it counts as well.
    virtual const DeploymentPlaces &places() const = 0;
};

} // namespace sm::deployments
