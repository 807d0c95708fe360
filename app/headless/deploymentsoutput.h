// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <core/deploymentplaces.h>

#include <QByteArray>
#include <QJsonArray>

namespace sm::app {

/// A row for each deployment, newest first, for people: when, service, what, revision, who, state, how it did. Names
/// have no line breaks and no control characters.
QByteArray deploymentsAsTable(const QList<Deployment> &deployments, const DeploymentPlaces &places);

/// The same and everything else that is known, for programs.
QJsonArray deploymentsAsJson(const QList<Deployment> &deployments);

/// A candidate beside what is live, and the ways back to it: for people, and for programs.
struct WayBack
{
    Deployment candidate;
    DeploymentDifference difference;
    RollbackMoves moves;
};
QByteArray wayBackAsText(const WayBack &way);
QJsonObject wayBackAsJson(const WayBack &way);

/// Rows of a section under its title.
QByteArray sectionAsText(const DeploymentSection &section);
QJsonObject sectionAsJson(const DeploymentSection &section);

} // namespace sm::app
