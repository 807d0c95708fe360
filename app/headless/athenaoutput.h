// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <athena/athenaservice.h>
#include <athena/querytemplate.h>

#include <QJsonObject>

namespace sm::app {

QJsonObject jsonOf(const athena::QueryTemplate &query);
/// {known, missing, strange}: partitions as paths.
QJsonObject jsonOf(const athena::Table &table, const athena::PartitionHealth &health);
/// {bytes, price, partitions, how}; bytes and price are null where they are not known.
QJsonObject jsonOf(const athena::ScanBound &bound);
/// {id, state, reason, submitted, seconds, bytes, price, query}.
QJsonObject jsonOf(const athena::Execution &execution);

/// One line of a result as CSV that is safe to open in a spreadsheet; numbers as they are.
QByteArray csvOf(const QStringList &row);

} // namespace sm::app
