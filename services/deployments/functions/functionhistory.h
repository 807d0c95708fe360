// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionversion.h"

#include <core/deployment.h>
#include <functions/functionchange.h>

namespace sm::deployments {

/// What is known of a function when its history is put together.
struct FunctionPast
{
    QString function;
    QList<FunctionVersion> versions; ///< as versionsFrom()
    QList<FunctionChange> changes; ///< of this function, oldest first
};

/// What \p alias pointed to, newest first. Lambda keeps no history of that: it is what the changes tell; before them,
/// and without any, each version is taken to have been live from when it was published. A share of the traffic is a
/// deployment in progress; one that was taken away again was rolled back.
QList<Deployment> historyOf(const FunctionPast &past, const FunctionAlias &alias);

/// What the function itself was, which callers get that name no alias, newest first: each change of code and
/// configuration, and before them what was published of it. Revisions are the SHA-256 of the code.
QList<Deployment> historyOfLatest(const FunctionPast &past);

/// A deployment without a state.
Deployment functionDeployment(const QString &unit, const QString &revision, const QDateTime &at);
void takeOver(Deployment &deployment, const FunctionChange &change);
void takeOver(Deployment &deployment, const FunctionVersion &version);

} // namespace sm::deployments
