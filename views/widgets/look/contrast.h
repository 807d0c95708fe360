// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace sm::widgets {

/// Contrast ratio of WCAG 2.2, 1 (none) to 21 (black on white), of two opaque colours in either order.
double contrastRatio(const QColor &first, const QColor &second);

} // namespace sm::widgets
