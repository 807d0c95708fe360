// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>
#include <operations/executor.h>

namespace sm::operations {

/// The scope in which the catalog's expressions are evaluated: {input, before, after, output}. Secrets of the input
/// are "$NAME"; a state that nobody read is null.
QJsonObject scopeOf(const Step &step, const Seen &seen);

/// \p expression of a recipe with the values of \p scope that it names by "$input.Name" put in as literals.
QString bound(const QString &expression, const QJsonObject &scope);

/// \error Kind::Internal the expression has no such meaning here; the message names it
Result<QJsonValue> evaluate(const QString &expression, const QJsonObject &scope);
/// Whether \p expression is true as JMESPath has it: not false, null, or empty.
Result<bool> holds(const QString &expression, const QJsonObject &scope);

/// What \p each of a recipe goes through; one null where it is empty.
Result<QJsonArray> elementsOf(const QString &each, const QJsonObject &scope);

/// \p object without members that are null, at any depth of objects; lists are left as they are.
QJsonObject withoutNulls(const QJsonObject &object);

/// The first inverse of \p entry whose condition holds, with what belongs to it, as steps that are yet to be planned.
/// \error Kind::Invalid (code "NotReversible") none does
Result<QList<Step>> inverseBy(const CatalogEntry &entry, const Step &step, const Seen &seen);

/// \p undone with the names under which what was taken back is found, by \p comesBackAs of \p entry.
/// \error Kind::Internal the expression has no such meaning on \p outputs
Result<Step> comeBackBy(const CatalogEntry &entry, Step undone, const QJsonArray &outputs);

/// \p isBack of \p entry, which has one.
Result<bool> isBackBy(const CatalogEntry &entry, const Step &undone, const Return &seen);

/// The member of a step's input that says what was kept right before it: {sha256, bytes}. It is never sent.
QString keptMember();
/// \p input as the service takes it, with nothing in it where an original is put in when it is sent.
QJsonObject withoutOriginals(const CatalogEntry &entry, QJsonObject input);

/// \p verify of \p entry on what was seen; an entry without one is content.
/// \error Kind::Conflict (code "NotVerified")
Result<void> verifyBy(const CatalogEntry &entry, const Step &step, const Seen &seen);

/// What became of a step whose outcome is unknown, by \p entry. \p seen.after is the present state.
Verdict reconcileBy(const CatalogEntry &entry, const Step &step, const Seen &seen);

} // namespace sm::operations
