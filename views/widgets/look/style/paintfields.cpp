// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets::paint {

namespace {

constexpr int textMargin = 11;

QColor textColour(const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    return option.state & QStyle::State_Enabled ? theme.text : theme.disabled;
}

} // namespace

void fieldPanel(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool writable = enabled && !(option.state & QStyle::State_ReadOnly);
    drawBox(painter, option.rect, metrics::radius, writable ? theme.panel : theme.background,
        enabled ? theme.outline : theme.line);
    if (enabled && (option.state & QStyle::State_HasFocus))
        drawFocusRing(painter, option.rect, metrics::radius, theme.accent);
}

void comboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Theme &theme = Theme::of(option.palette);
    fieldPanel(painter, option);
    if (!option.editable && (option.state & QStyle::State_MouseOver) && !(option.state & QStyle::State_HasFocus))
        drawBox(painter, option.rect, metrics::radius, theme.hover, theme.outline);
    const QRect arrow(option.rect.right() - textMargin - metrics::iconSize + 3, option.rect.top(), metrics::iconSize,
        option.rect.height());
    drawGlyph(painter, arrow, Glyph::ChevronDown, textColour(option));
}

void comboBoxLabel(QPainter &painter, const QStyleOptionComboBox &option)
{
    if (option.editable)
        return; // its line edit paints the text
    QRect rect = option.rect.adjusted(textMargin, 0, -textMargin - metrics::iconSize, 0);
    if (!option.currentIcon.isNull()) {
        option.currentIcon.paint(&painter, QRect(rect.left(), rect.top(), metrics::iconSize, rect.height()));
        rect.setLeft(rect.left() + metrics::iconSize + 6);
    }
    painter.setPen(textColour(option));
    painter.drawText(rect, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine),
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, rect.width()));
}

void spinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down)
{
    const Theme &theme = Theme::of(option.palette);
    fieldPanel(painter, option);
    const auto arrowColour = [&](QAbstractSpinBox::StepEnabledFlag step, QStyle::SubControl part) {
        if (!(option.stepEnabled & step))
            return theme.disabled;
        return option.activeSubControls == part ? theme.text : theme.muted;
    };
    drawGlyph(painter, up, Glyph::ChevronUp, arrowColour(QAbstractSpinBox::StepUpEnabled, QStyle::SC_SpinBoxUp));
    drawGlyph(
        painter, down, Glyph::ChevronDown, arrowColour(QAbstractSpinBox::StepDownEnabled, QStyle::SC_SpinBoxDown));
}

} // namespace sm::widgets::paint
