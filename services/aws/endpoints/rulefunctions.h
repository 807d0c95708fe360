// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "partitions.h"

namespace sm::aws {

/// A function of the endpoint rules language (Smithy, "Rules engine standard library" and AWS's additions).
/// A value that is not there is null.
using RuleFunction = QJsonValue (*)(const QList<QJsonValue> &arguments, const Partitions &partitions);

struct RuleFunctionEntry
{
    RuleFunction run = nullptr; ///< nullptr: there is no function of that name
    qsizetype arity = 0;
};

RuleFunctionEntry findRuleFunction(const QString &name);

/// The value at "name", "name.inner" or "list[0]" inside \p value; null when there is none.
QJsonValue ruleAttribute(QJsonValue value, const QString &path);

} // namespace sm::aws
