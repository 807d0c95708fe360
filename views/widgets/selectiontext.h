// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace sm::widgets {

/// The selected rows as tab-separated lines in the order shown, visible columns only, below a line of headers. At
/// most \p maximumRows; nothing selected: empty. Tabs and line breaks inside a cell become spaces.
QString selectionText(const QTableView &view, int maximumRows);

} // namespace sm::widgets
