// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentschoice.h"

#include <board/deploymentservice.h>

#include <QCoroTask>

namespace sm::controllers {

DeploymentsChoice::DeploymentsChoice(deployments::DeploymentService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

DeploymentsChoice::~DeploymentsChoice() = default;

void DeploymentsChoice::select(const Deployment &deployment)
{
    const int generation = ++m_generation;
    m_cancel = CancelSource();
    m_deployment = deployment;
    m_difference.reset();
    m_moves.reset();
    Q_EMIT changed();
    if (generation != m_generation) // somebody selected another one when told
        return;
    QCoro::connect(m_service.difference(m_deployment, m_cancel.token()), this,
        [this, generation](const Result<DeploymentDifference> &difference) {
            if (generation != m_generation)
                return;
            m_difference = difference;
            Q_EMIT changed();
        });
    if (generation != m_generation)
        return;
    QCoro::connect(
        m_service.moves(m_deployment, m_cancel.token()), this, [this, generation](const Result<RollbackMoves> &moves) {
            if (generation != m_generation)
                return;
            m_moves = moves;
            Q_EMIT changed();
        });
}

void DeploymentsChoice::clear()
{
    if (id().isEmpty())
        return;
    ++m_generation;
    m_cancel = CancelSource();
    m_deployment = {};
    m_difference.reset();
    m_moves.reset();
    Q_EMIT changed();
}

} // namespace sm::controllers
