// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>

namespace sm::operations {

/// \p input with the object that it replaces completed from \p before, the captured state: the members that the plan
/// gives are put into the present object, nulls are taken out of it, everything else stays. For services whose
/// updates replace a whole object and lose what is not repeated.
/// \error Kind::Invalid   the input's member, or the present object, is text that is no JSON
Result<QJsonObject> mergedInput(const MergeRule &rule, const QJsonObject &input, const QJsonValue &before);

/// What \p input, complete, changes of the object that \p before holds: a line for each member that differs, values
/// hidden if \p masked.
QList<Change> changesOfMerge(const MergeRule &rule, const QJsonObject &input, const QJsonValue &before, bool masked);

} // namespace sm::operations
