// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

namespace sm::deployments {

/// Whether what a variable of the environment was and is may be shown: it is certainly no secret. Its name is none of a
/// secret, and both values are numbers of at most six digits (with ms, s, m, h, %, Mi, Gi or MB behind them), words for
/// on and off, or levels of a log. Anything else, one that is missing too, may be a secret.
bool isPlainValue(const QString &name, const QJsonValue &now, const QJsonValue &then);

} // namespace sm::deployments
