// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "blotter.h"

#include <QJsonObject>

namespace sm::operations {

/// \p output as it may be kept, as JSON: without secrets, and cut with a note where it is longer than 64 KiB.
QString storedOutput(const QJsonObject &output, const Blotter &blotter);

/// \p state as it may be kept: without secrets, but whole, for an undo needs all of it.
QJsonValue storedState(const QJsonValue &state, const Blotter &blotter);

} // namespace sm::operations
