// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace sm::widgets {

/// What a badge, a notice or an icon says about its matter. Colour never stands alone: a word or a shape says it too.
enum class Tone { Neutral, Info, Good, Warning, Bad };

enum class Mode { Light, Dark };

/// Text or a shape, and the surface it stands on.
struct ToneColours
{
    QColor ink;
    QColor tint;
};

/// Every colour of the window by its role, as a value. Two exist: light() and dark(); contrasts are checked by
/// tst_theme (WCAG 2.2: body text 7:1, other text 4.5:1, icons and the outlines of controls 3:1).
///
/// Nothing stores a theme. What paints asks of(*this) again, so that a live switch needs a repaint and no signal.
struct Theme
{
    Mode mode;

    QColor background; ///< of a page
    QColor panel; ///< cards, tables, bars, menus
    QColor sidebar;
    QColor sunken; ///< code, search box, progress groove
    QColor hover;
    QColor selection; ///< under selected rows; text keeps its colour

    QColor line; ///< parts two surfaces or two rows; carries no information, so it may be faint
    QColor outline; ///< edge of what can be operated: fields, check boxes, buttons

    QColor text;
    QColor muted; ///< secondary text and icons
    QColor disabled;

    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;

    QColor good;
    QColor goodTint;
    QColor warning;
    QColor warningTint;
    QColor bad;
    QColor badTint;
    QColor infoTint;
    QColor neutralTint;

    static const Theme &light();
    static const Theme &dark();
    static const Theme &of(Mode mode);
    /// The theme a palette was made from; a foreign palette counts by the lightness of its window colour.
    static const Theme &of(const QPalette &palette);
    static const Theme &of(const QWidget &widget);

    ToneColours tone(Tone tone) const;
    QPalette palette() const;
};

} // namespace sm::widgets
