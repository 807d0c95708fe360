// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>
#include <QJsonValue>

namespace sm::backups {

/// The tag that a restore gives to an instance of RDS; its value is the instance that the snapshot is of.
constexpr QLatin1StringView restoredFromTag{"stationmaster:restored-from"};

/// What is to be known of an instance before it may be deleted as a restored one: {arn, created, restoredFrom,
/// deletionProtection, isGoing}, of one of DescribeDBInstances' "DBInstances".
QJsonObject restoredInstanceState(const QJsonObject &instance);

/// Whether \p state says that the instance was restored from \p source, an instance's name.
/// \error Kind::Conflict (code "NotRestored") it was not, or it is the source itself
/// \error Kind::Conflict (code "DeletionProtection") it is protected
Result<void> mayInstanceBeDeleted(const QString &instance, const QJsonValue &state, const QString &source);

} // namespace sm::backups
