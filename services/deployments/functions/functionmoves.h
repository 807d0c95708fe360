// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionversion.h"

#include <core/deployment.h>
#include <functions/functionchange.h>

#include <optional>

namespace sm::deployments {

/// What a way back starts from, as it was just read.
struct FunctionNow
{
    QString function;
    std::optional<FunctionAlias> alias; ///< nothing: what the function itself is
    QJsonObject live; ///< GetFunctionConfiguration of what callers get now
    std::optional<QJsonObject> candidate; ///< the same of the version to go back to; nothing: there is none any more
    QList<KeptFunction> kept; ///< what the vault has of the function
};

/// The ways back to \p candidate that Lambda accepts from there, and the others with the reason why it would not.
QList<RollbackMove> functionMoves(const Deployment &candidate, const FunctionNow &now);

/// A sentence why a version in this state can not be called; empty: it can.
QString whyNotCallable(const QJsonObject &configuration);
/// A sentence why Lambda would not change a function in this state now; empty: it would.
QString whyNotChangeable(const QJsonObject &configuration);

} // namespace sm::deployments
