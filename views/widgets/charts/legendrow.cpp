// SPDX-License-Identifier: GPL-3.0-or-later
#include "legendrow.h"

#include <widgets/crisp.h>
#include <widgets/figures.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/typography.h>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::TextRole;
using widgets::Theme;
namespace metrics = widgets::metrics;

namespace {

constexpr int rowHeight = 26;
constexpr int edge = 6;
constexpr int swatch = 10;
constexpr int leastName = 64;

} // namespace

LegendRow::LegendRow(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setChecked(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::ClickFocus); // the legend is one stop of the Tab key
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(widgets::fontFor(TextRole::Body));
}

void LegendRow::setSeries(const ChartSeries &series, const QString &amount)
{
    m_key = series.key;
    m_amount = amount;
    m_change = series.change;
    setText(series.name);
    setAccessibleName(series.name);
    setAccessibleDescription(m_change.isEmpty() ? amount : amount + u", "_s + m_change);
    update();
}

void LegendRow::setStyleOfSeries(const SeriesStyle &style)
{
    m_style = style;
    update();
}

int LegendRow::changeWidth() const { return widgets::figuresWidth(fontMetrics(), m_change); }

void LegendRow::setChangeWidth(int width)
{
    m_changeWidth = width;
    update();
}

QSize LegendRow::sizeHint() const { return {240, rowHeight}; }

QSize LegendRow::minimumSizeHint() const { return {160, rowHeight}; }

void LegendRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    if (underMouse())
        widgets::drawBox(painter, rect(), metrics::badgeRadius, theme.hover, QColor());
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        widgets::drawFocusRing(painter, rect(), metrics::badgeRadius, theme.accent);
    drawSwatch(painter, QRectF(edge, (height() - swatch) / 2.0, swatch, swatch), m_style, theme, isChecked());

    QRect rest = rect().adjusted(edge + swatch + metrics::gap, 0, -edge, 0);
    painter.setFont(font());
    if (m_changeWidth > 0) {
        painter.setPen(theme.muted);
        widgets::drawFigures(
            painter, QRect(rest.right() - m_changeWidth + 1, 0, m_changeWidth, height()), Qt::AlignRight, m_change);
        rest.setRight(rest.right() - m_changeWidth - metrics::gap);
    }
    painter.setPen(isChecked() ? theme.text : theme.muted);
    const int amount = std::min(widgets::figuresWidth(fontMetrics(), m_amount), std::max(0, rest.width() - leastName));
    widgets::drawFigures(painter, QRect(rest.right() - amount + 1, 0, amount, height()), Qt::AlignRight, m_amount);
    rest.setRight(rest.right() - amount - metrics::gap);
    QFont name = font();
    name.setStrikeOut(!isChecked());
    painter.setFont(name);
    painter.drawText(rest, int(Qt::AlignVCenter | Qt::TextSingleLine),
        fontMetrics().elidedText(text(), Qt::ElideRight, rest.width()));
}

void LegendRow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return void(Q_EMIT stepRequested(-1));
    case Qt::Key_Down:
        return void(Q_EMIT stepRequested(1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return void(Q_EMIT drillRequested(m_key));
    case Qt::Key_Backspace:
        return void(Q_EMIT backRequested());
    default:
        QAbstractButton::keyPressEvent(event); // the space bar toggles
    }
}

bool LegendRow::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const QString words = isChecked() ? tr("Click to hide, Enter to look inside.") : tr("Click to show.");
        QToolTip::showText(
            static_cast<QHelpEvent *>(event)->globalPos(), widgets::plainToolTip(text() + u'\n' + words), this);
        return true;
    }
    return QAbstractButton::event(event);
}

} // namespace sm::charts
