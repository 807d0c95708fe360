// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterchipbutton.h"

#include "look/crisp.h"

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int chipHeight = 22;
constexpr int padding = 7;
constexpr int crossWidth = 12;
constexpr int widest = 240;

} // namespace

FilterChipButton::FilterChipButton(const FilterChip &chip, QWidget *parent)
    : QAbstractButton(parent)
{
    setFont(fontFor(TextRole::Badge));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::ClickFocus); // the field is one stop of the Tab key; Left goes from its text to the chips
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setChip(chip);
}

void FilterChipButton::setChip(const FilterChip &chip)
{
    m_chip = chip;
    setText(chip.key + u": "_s + chip.value);
    setAccessibleName(text());
    setAccessibleDescription(tr("Press to remove this condition"));
    setToolTip(plainToolTip(text()));
    updateGeometry();
    update();
}

QSize FilterChipButton::sizeHint() const
{
    const int wanted = fontMetrics().horizontalAdvance(text()) + 1 + 2 * padding + crossWidth;
    return {std::min(wanted, widest), chipHeight};
}

QSize FilterChipButton::minimumSizeHint() const { return {std::min(sizeHint().width(), 64), chipHeight}; }

void FilterChipButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    drawBox(painter, rect(), metrics::badgeRadius, theme.infoTint, QColor());
    if (hasFocus())
        drawFocusRing(painter, rect(), metrics::badgeRadius, theme.accent);

    const QRect cross(width() - padding - crossWidth + 2, 0, crossWidth, height());
    const QRect words(padding, 0, cross.left() - padding - 2, height());
    painter.setPen(theme.accent);
    painter.drawText(words, int(Qt::AlignVCenter | Qt::TextSingleLine),
        fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(underMouse() ? theme.text : theme.accent, 1.5, Qt::SolidLine, Qt::RoundCap));
    const QPointF middle = QRectF(cross).center();
    painter.drawLine(middle - QPointF(3, 3), middle + QPointF(3, 3));
    painter.drawLine(middle - QPointF(3, -3), middle + QPointF(3, -3));
}

} // namespace sm::widgets
