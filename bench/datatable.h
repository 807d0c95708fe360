// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace sm::bench {

/// The records of a comma-separated file, plain or gz, without quotes. Empty when it cannot be read.
QList<QList<QByteArray>> readTable(const QString &path);

/// A number, or NaN where there is none.
double number(const QByteArray &text);

/// The folder named by the first argument, else \p name in the folder of STATIONMASTER_VECTORS, else of ../shared/data.
QString dataFolder(int argc, char **argv, const QString &name);

} // namespace sm::bench
