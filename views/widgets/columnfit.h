// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace sm::widgets {

/// Widths that fill \p available pixels. Where there is more than the columns want, each gets its share; where there
/// is less, the widest give first and the columns \p spared last, none below \p narrowest pixels. 0 stands for a hidden
/// column.
QList<int> fittedWidths(const QList<int> &wanted, int available, const QList<int> &spared, int narrowest);

} // namespace sm::widgets
