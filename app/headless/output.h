// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <QByteArray>

namespace sm::app {

void toStandardOutput(const QByteArray &text);
/// For people; a line each.
void toStandardError(const QString &line);

/// \p plan as commands print it with --plan and --dry-run, secrets as "$NAME".
QJsonObject jsonOf(const Plan &plan);

} // namespace sm::app
