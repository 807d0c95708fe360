// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace sm::widgets {

/// The whole type scale, in logical pixels: size / line, weight. There is nothing else.
enum class TextRole {
    PageTitle, ///< 20/28, 600; also the one figure of a card
    Heading, ///< 13/20, 600
    Body, ///< 13/20, 400
    Button, ///< 13/20, 500
    Secondary, ///< 12/20, 400, muted
    Section, ///< 12/20, 600, muted: the title inside a card
    Badge, ///< 11/16, 600
    Code, ///< 12/18, monospace
};

/// Inter, and where it is not installed the desktop's own font.
QFont fontFor(TextRole role);

/// Distance of base lines in logical pixels.
int lineHeight(TextRole role);

} // namespace sm::widgets
