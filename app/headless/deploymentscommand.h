// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "openeddeployments.h"

#include <runbooks/preparation.h>

namespace sm::app {

/// `stationmaster deployments list|show|moves|rollback`: what was deployed, all about one unit, the ways back, and with
/// rollback the plan of the proposed one, which --yes runs.
class DeploymentsCommand final : public Command
{
public:
    /// Both outlive it.
    DeploymentsCommand(Foundation &foundation, const Options &options);
    ~DeploymentsCommand() override;

    /// \error as readDeployments(), chosenCandidate(), deployments::DeploymentService, plannedRunbook() and carryOut();
    ///        Kind::Conflict no way back is possible now, with the reasons
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    QCoro::Task<Result<ExitCode>> list(QList<Deployment> deployments);
    QCoro::Task<Result<ExitCode>> show(CancelToken token);
    QCoro::Task<Result<ExitCode>> goBack(QList<Deployment> ofUnit, CancelToken token);
    QCoro::Task<Result<ExitCode>> rollBack(RollbackMoves moves, CancelToken token);
    void print(const QByteArray &text, const QJsonValue &json) const;

    Foundation &m_foundation;
    const Options &m_options;
    DeploymentsOrder m_order;
    std::unique_ptr<HeadlessSystem> m_system;
    std::unique_ptr<deployments::DeploymentService> m_deployments;
};

} // namespace sm::app
