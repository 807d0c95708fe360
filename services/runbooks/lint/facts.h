// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace sm::lint {

/// What resources/lint/\p name holds: things about AWS that its service models do not say.
QJsonObject facts(const QString &name);

} // namespace sm::lint
