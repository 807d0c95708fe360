// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace sm::pages {

/// \p list with \p detail in a card at its right, of at least \p detailWidth pixels; the list takes what there is more,
/// and the edge between them can be dragged.
QWidget *besideDetail(QWidget *list, QWidget *detail, int detailWidth);

} // namespace sm::pages
