// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// How a stack stands at the moment.
struct StackStanding
{
    QString name;
    QString status;
    QString partOf; ///< the stack that it is nested in; empty: none
    bool wasWhole = true; ///< there is a last state that it can be rolled back to
    QStringList failed; ///< resources that its rollback is stuck at, by logical id
};

/// The ways back to \p candidate that CloudFormation accepts from \p standing, and why it refuses the others.
QList<RollbackMove> stackMoves(const Deployment &candidate, const StackStanding &standing);

} // namespace sm::deployments
