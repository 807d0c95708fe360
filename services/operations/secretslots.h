// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QSet>
#include <QStringList>

namespace sm::operations {

/// \p operation with the values at \p paths moved into its secrets and "$NAME" in their place. A value that is already
/// the name of one of the operation's secrets stays one. \p taken holds the names that the plan uses already: each
/// secret of a plan has a name of its own.
/// \error Kind::Invalid a secret is given that none of the \p paths holds
Result<Operation> withSecretsMovedOut(Operation operation, const QStringList &paths, QSet<QString> &taken);

/// The input of \p operation as it is sent. Only \p paths are filled in: "$NAME" anywhere else is the text itself, so
/// that nobody can have a secret written where it shows by naming an attribute like one.
QJsonObject withSecretsPutIn(const Operation &operation, const QStringList &paths);

/// The strings at \p paths of \p answer.
QList<Secret> secretsIn(const QJsonObject &answer, const QStringList &paths);

} // namespace sm::operations
