// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsquestion.h"

namespace sm::app {

/// {"currency", "metric", "total", "groups": [{"key", "amount"}]}: amounts with every digit, a group on each line.
QByteArray costsAsJson(const CostAnswer &answer);
/// A row for each group: the columns of its key, amount, currency, metric. Safe in spreadsheets.
QByteArray costsAsCsv(const CostAnswer &answer);
/// For a terminal: total, what it means, which days, from where and how old, and a table of the groups.
/// \param range of the charges; the end is the day after the last
/// \param now what the age is told from
QByteArray costsAsTable(const CostAnswer &answer, std::pair<QDate, QDate> range, const QDateTime &now);

} // namespace sm::app
