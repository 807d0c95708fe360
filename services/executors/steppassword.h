// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QSet>
#include <QStringList>

namespace sm::executors {

// The secret "PASSWORD" of a step that connects to something is what it signs in with. It gets the member "password"
// for itself, where its name stands as that of any other secret.

/// \p operation with that member, unless "$PASSWORD" stands in one of \p members and is meant there; and with its
/// secrets named as withSecretsNamed() does in \p members and "password".
/// \error Kind::Invalid (code "Input") the member is there and no secret; as withSecretsNamed()
Result<Operation> withPasswordNamed(Operation operation, const QStringList &members, QSet<QString> &taken);

/// \p matched, which a step of a journal finds again, says in "hidden" whether values of the step are secrets.
QJsonValue withHiddenNoted(const QJsonValue &matched, const Step &step);
/// Whether \p step comes from a journal, which keeps no secrets, and what it looks at is told by secrets: then it can
/// not look.
bool isBlind(const Step &step);

/// Empty: the step brings none, or comes from a journal, which keeps none.
Secret passwordOf(const Step &step);

} // namespace sm::executors
