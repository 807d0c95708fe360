// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

namespace sm::app {

/// \p rows in columns that are as wide as they need, two spaces apart, a line each. Every row has as many cells as the
/// first.
QByteArray textTable(const QList<QStringList> &rows);

/// A dash where there is nothing to say.
QString orDash(const QString &text);

/// ISO 8601 in UTC; empty for an instant that is none.
QString isoText(const QDateTime &when);

} // namespace sm::app
