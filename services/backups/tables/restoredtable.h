// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>
#include <QJsonValue>

namespace sm::backups {

/// What is to be known of a table before it may be deleted as a restored one: {arn, created, sourceTable,
/// sourceBackup, deletionProtection, isGoing}, of DescribeTable's "Table".
QJsonObject restoredStateOf(const QJsonObject &table);

/// Whether \p state says that the table was restored from \p source: the name or ARN of a table, or the ARN of a
/// backup.
/// \error Kind::Conflict (code "NotRestored") it was not, or it is the source itself
/// \error Kind::Conflict (code "DeletionProtection") it is protected
Result<void> mayBeDeleted(const QString &table, const QJsonValue &state, const QString &source);

} // namespace sm::backups
