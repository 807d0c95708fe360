// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

#include <QByteArray>
#include <QJsonArray>

namespace sm::app {

/// A row for each asset, for people: asset, kind, newest, age, due, size, last proven, cost a month. Names have no
/// line breaks and no control characters.
QByteArray backupsAsTable(const QList<AssetStanding> &standings, const QDateTime &now);

/// The same and everything else that is known, for programs.
QJsonArray backupsAsJson(const QList<AssetStanding> &standings);

/// Whether a backup or a proof of it is overdue, or nobody knows.
bool needsCare(const AssetStanding &standing);

} // namespace sm::app
