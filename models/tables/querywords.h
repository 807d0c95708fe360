// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sm::tables {

/// The words of a filter: parted by spaces, but not inside double quotes, which go.
QStringList queryWords(const QString &text);

} // namespace sm::tables
