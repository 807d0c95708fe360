// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "blotter.h"

#include <crypto/seal.h>

#include <QJsonObject>
#include <QVariant>

namespace sm::operations {

/// \p output as it may be kept, as JSON: without secrets, and cut with a note where it is longer than 64 KiB.
QString storedOutput(const QJsonObject &output, const Blotter &blotter);

/// \p state as it may be kept: without secrets, but whole, for an undo needs all of it.
QJsonValue storedState(const QJsonValue &state, const Blotter &blotter);

/// What a sealed state is, besides the entry it belongs to.
enum class StatePlace { Before, After, Output };

/// What stands in a column for a state that may hold secrets: NULL for undefined, else Base64 of the sealed JSON.
QVariant sealedState(const QJsonValue &state, const crypto::Seal &seal, StatePlace place, qint64 entry);
/// \error Kind::Storage, code "SealBroken"
Result<QJsonValue> openedState(const QVariant &column, const crypto::Seal &seal, StatePlace place, qint64 entry);

} // namespace sm::operations
