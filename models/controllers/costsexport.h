// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsfigures.h"

#include <QByteArray>

namespace sm::controllers {

/// How to ask for the same on a command line: "stationmaster costs --system … --metric unblended --from …".
QString costsCommand(const QString &system, const CostsFigures &figures);

/// What is shown as a file for spreadsheets (csv.h): a row for each group with its exact amounts, in all and by
/// period, then the total; below them what the amounts are, where they come from and \p command.
/// \param definition of the metric, in words
QByteArray costsCsv(const CostsFigures &figures, const QString &definition, const QString &command);

} // namespace sm::controllers
