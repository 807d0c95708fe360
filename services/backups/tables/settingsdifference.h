// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonArray>
#include <QJsonObject>

namespace sm::backups {

/// What differs between two settings capsules (capsule.h), the second of which may be of another table: names of the
/// tables themselves count as the same, and so do the names of their alarms.
struct SettingsDifference
{
    QJsonArray differences; ///< [{what, from, to}]; null: it is not there
    QJsonArray notCompared; ///< parts that could not be read on one side
};

SettingsDifference differenceOf(const QJsonObject &from, const QJsonObject &to);

/// {differences: [], notCompared}, where there are none.
/// \error Kind::Conflict (code "SettingsDiffer") names them
Result<QJsonObject> judged(const SettingsDifference &difference, const QString &table);

} // namespace sm::backups
