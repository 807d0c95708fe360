// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headlesssystem.h"

#include <board/deploymentservice.h>

namespace sm::app {

/// What is asked of `stationmaster deployments …`.
struct DeploymentsOrder
{
    QString action = QStringLiteral("list"); ///< "list", "show", "moves", "rollback"
    QString unit; ///< "chat-lambda:live"; empty: all, of the list
    std::optional<DeploymentKind> kind; ///< nothing: whichever has the unit
    QString revision; ///< of moves and rollback: where to; empty: what is proposed
    std::chrono::days since{30};

    /// \error Kind::Invalid words that do not fit together
    static Result<DeploymentsOrder> of(const CommandWords &words);
};

/// What each command about deployments begins with.
struct OpenedDeployments
{
    DeploymentsOrder order;
    std::unique_ptr<HeadlessSystem> system;
    std::unique_ptr<deployments::DeploymentService> service; ///< after the system, whose caller it asks

    /// \p foundation and \p options outlive it.
    /// \error as DeploymentsOrder::of(), systemOf() and HeadlessSystem::open()
    static QCoro::Task<Result<OpenedDeployments>> open(Foundation *foundation, const Options *options);
};

/// The deployments that \p order asks for, newest first, those of one unit with how each did; what could not be read is
/// told on standard error while the rest goes on.
/// \error Kind::NotFound nothing was deployed to that unit; Kind::Invalid two services have it; as
///        DeploymentService::timeline()
QCoro::Task<Result<QList<Deployment>>> readDeployments(
    deployments::DeploymentService *service, DeploymentsOrder order, QDateTime now, CancelToken token);

/// Where \p order goes back to among those of its unit: the named revision, or what was well for long enough.
/// \error Kind::NotFound there is none, with what there is
Result<Deployment> chosenCandidate(
    const QList<Deployment> &ofUnit, const DeploymentsOrder &order, const DeploymentPlaces &places);

} // namespace sm::app
