// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace sm::pages {

/// The bar below a detail of \p width pixels, with what can be done: the first \p shown of \p actions as buttons at
/// their natural width, as many a row as fit, the first of them the one to take; the others in the menu of More.
/// Actions outlive it.
QWidget *actionBox(const QList<QAction *> &actions, int shown, int width);

} // namespace sm::pages
