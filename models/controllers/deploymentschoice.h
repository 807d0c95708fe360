// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/deployment.h>
#include <core/result.h>

#include <QObject>

namespace sm::deployments {
class DeploymentService;
}

namespace sm::controllers {

/// The deployment that a person thinks of going back to: how it differs from what is live, and the ways to it, read
/// side by side. What belongs to another one is never shown.
class DeploymentsChoice : public QObject
{
    Q_OBJECT

public:
    /// \p service outlives it.
    explicit DeploymentsChoice(deployments::DeploymentService &service, QObject *parent = nullptr);
    ~DeploymentsChoice() override;

    /// Reads of \p deployment, and gives up on the one before; changed() follows at once and with each answer. The same
    /// again reads again.
    void select(const Deployment &deployment);
    void clear();

    /// Empty: none is selected.
    const QString &id() const { return m_deployment.id; }
    const Deployment &deployment() const { return m_deployment; }
    /// Nothing: not read yet.
    const std::optional<Result<DeploymentDifference>> &difference() const { return m_difference; }
    const std::optional<Result<RollbackMoves>> &moves() const { return m_moves; }
    bool isReading() const { return !id().isEmpty() && (!m_difference || !m_moves); }

Q_SIGNALS:
    void changed();

private:
    deployments::DeploymentService &m_service;
    Deployment m_deployment;
    std::optional<Result<DeploymentDifference>> m_difference;
    std::optional<Result<RollbackMoves>> m_moves;
    int m_generation = 0;
    CancelSource m_cancel;
};

} // namespace sm::controllers
