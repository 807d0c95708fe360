// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QSet>
#include <QStringList>

namespace sm::executors {

/// The name in \p text, "$NAME", where it stands for one of \p secrets; empty: it is a text as any other.
QString secretName(const QString &text, const QMap<QString, Secret> &secrets);

/// \p operation with each of its secrets under a name that no other step of the plan uses and any shell takes for a
/// variable. Only a whole text inside \p members stands for a secret; \p taken holds the names that are in use.
/// \error Kind::Invalid a secret is given that stands nowhere in \p members
Result<Operation> withSecretsNamed(Operation operation, const QStringList &members, QSet<QString> &taken);

/// \p value with the secrets in the places of their names.
QJsonValue withSecretsPutIn(const QJsonValue &value, const QMap<QString, Secret> &secrets);

} // namespace sm::executors
