// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <core/deploymentplaces.h>

#include <QMap>

#include <functional>

namespace sm::controllers {

/// A runbook with the values of its form, as far as they are known.
struct DeploymentProcedure
{
    QString runbook; ///< "common/roll-back-alias"
    QJsonObject parameters;
};

/// Something that can be done to a unit beside going back; a runbook that is there.
struct DeploymentAction
{
    QString title; ///< "Shift alias…"
    DeploymentProcedure procedure;
};

/// The names that the form of a runbook has; empty: there is no such runbook.
using FormNames = std::function<QStringList(const QString &runbook)>;

/// What can be done to \p unit, in the order of a menu; to the service as a whole where \p unit is empty. Forms are
/// filled in with what the unit is made of and with what the system's file says.
QList<DeploymentAction> actionsOf(
    DeploymentKind kind, const QString &unit, const DeploymentPlaces &places, const FormNames &formNames);

/// What a unit is made of, by the names that the forms of runbooks have for it: "cluster" and "service".
QMap<QString, QString> partsOf(DeploymentKind kind, const QString &unit);

} // namespace sm::controllers
