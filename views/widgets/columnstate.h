// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QTableView;

namespace sm::widgets {

/// Order, widths, hidden columns and sorting of a table as JSON, columns by their header text: a column that a later
/// version adds or drops does not disturb the others.
QByteArray columnState(const QTableView &view);

/// False, and nothing changed, when \p state is not such a text.
bool restoreColumnState(QTableView &view, const QByteArray &state);

} // namespace sm::widgets
