// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stepkind.h"

#include <QJsonValue>

namespace sm::runbooks {

/// What is wrong with \p value as \p member; empty: nothing. Templates count as the texts that they are.
QString memberProblem(const Member &member, const QJsonValue &value);

} // namespace sm::runbooks
