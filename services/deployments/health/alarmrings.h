// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <chrono>

namespace sm::deployments {

/// That an alarm rang for a while.
struct AlarmRing
{
    QString alarm;
    QDateTime from; ///< UTC
    QDateTime to; ///< UTC; invalid: it still does

    bool isRinging(const QDateTime &at) const { return from <= at && (!to.isValid() || at < to); }
};

/// Which alarms are wanted.
struct AlarmChoice
{
    QStringList names; ///< "checkout-errors", or "checkout-*" for those that begin so
    QJsonObject dimensions; ///< {"FunctionName": "chat"}: those on any of these, too
    bool isAll = false; ///< of the account

    bool isEmpty() const { return names.isEmpty() && dimensions.isEmpty() && !isAll; }
};

/// Whether \p alarm, as DescribeAlarms gives it, is one of \p choice.
bool isChosen(const QJsonObject &alarm, const AlarmChoice &choice);

/// When an alarm rang, from its changes of state (DescribeAlarmHistory, any order) and what it is now. Without a
/// history all that is known is since when it is as it is.
QList<AlarmRing> ringsOf(const QJsonObject &alarm, const QJsonArray &history, const QDateTime &since);

/// How long at least one of \p rings lasted in [\p from, \p to).
std::chrono::seconds inAlarm(const QList<AlarmRing> &rings, const QDateTime &from, const QDateTime &to);

} // namespace sm::deployments
