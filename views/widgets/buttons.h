// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/icons.h>

#include <QPushButton>
#include <QToolButton>

namespace sm::widgets {

enum class ButtonKind {
    Normal,
    Primary, ///< the one thing a page or dialog is for
    Danger, ///< ends something for good: bad-coloured word, filled when it is a dialog's default button
    Quiet, ///< looks like a link: "Undo", "Cancel"
};

/// The style paints every QPushButton by its kind; a default button of kind Normal is painted as Primary.
void setKind(QPushButton &button, ButtonKind kind);
ButtonKind kindOf(const QWidget *button);

/// \p text is the button's word and its accessible name; verbs, with an ellipsis when more will be asked.
QPushButton *makeButton(const QString &text, ButtonKind kind = ButtonKind::Normal, QWidget *parent = nullptr);

/// Triggers \p action, which outlives it, while that is enabled; the action's status tip, such as why it is not, is the
/// button's tooltip and description.
QPushButton *makeButton(QAction *action, ButtonKind kind = ButtonKind::Normal, QWidget *parent = nullptr);

/// 28x28 with an icon only. \p name is its accessible name and its tooltip.
QToolButton *makeIconButton(Glyph glyph, const QString &name, QWidget *parent = nullptr);

} // namespace sm::widgets
