// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"

#include <core/result.h>

#include <QJsonObject>

namespace sm::runbooks {

/// What is wrong with \p value as \p member; empty: nothing. Templates count as the texts that they are.
QString memberProblem(const Member &member, const QJsonValue &value);

/// Checks the input of a step once its templates have become values: JsonTemplate::evaluate(). Members of an AWS
/// operation are not its business.
/// \error Kind::Invalid names each member that is wrong
Result<void> checkInput(const StepKind &kind, const QJsonObject &input);

} // namespace sm::runbooks
