// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicemodel.h"

namespace sm::aws {

/// The "pagination" of a paginators-1.json, by operation.
QHash<QString, Pagination> readPaginations(const QJsonObject &document);

/// The "waiters" of a waiters-2.json, by name.
/// \error Kind::Invalid  a matcher or state that is unknown; the message names waiter and word
Result<QHash<QString, WaiterModel>> readWaiters(const QJsonObject &document);

} // namespace sm::aws
