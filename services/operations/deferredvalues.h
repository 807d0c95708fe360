// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <optional>

namespace sm::operations {

/// Puts into \p outcomes what \p step came to: {output, state} by its id, and what came of each turn where it is one of
/// a loop. By itself a loop tells of the turn that was put in last.
void addOutcome(QJsonObject &outcomes, const Step &step, const QJsonValue &output, const QString &state);

/// What the expressions of \p step see while it runs: what it saw of its plan's scope, steps.ID, and in a loop turn.ID,
/// which is what the step ID came to in the same turn.
QJsonObject laterScope(const Step &step, const QJsonObject &outcomes);

/// \p step with every deferred value put in from \p outcomes, {id: {output, state}} of the steps before it. What is put
/// in is a value and never looked at again.
/// \error Kind::Invalid (code "NoSuchOutput") an earlier step did not give it
Result<Step> withDeferredPutIn(Step step, const QJsonObject &outcomes);

/// \p into with \p value at \p pointer (RFC 6901); nothing where that leads nowhere.
std::optional<QJsonObject> withValueAt(const QJsonObject &into, const QString &pointer, const QJsonValue &value);
/// A part of a JSON Pointer as the name that it stands for.
QString unescapedToken(QString token);

/// Whether the condition of \p step holds; a step without one is always wanted.
/// \error Kind::Invalid the condition has no meaning on \p outcomes
Result<bool> isWanted(const Step &step, const QJsonObject &outcomes);

} // namespace sm::operations
