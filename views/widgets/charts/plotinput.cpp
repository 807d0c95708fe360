// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in the chart.
#include "plotview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace sm::charts {

namespace {

constexpr double wheelStep = 0.8; ///< of the width that one notch leaves
constexpr double keyStep = 0.5;
constexpr double anomalyReach = 10;
constexpr double notch = 120;

} // namespace

void PlotView::hover(const QPointF &at)
{
    const Hit hit = hitAt(m_data, m_stacks, m_frame, at);
    if (hit.slot < 0 && m_hit.slot < 0)
        return;
    m_byMouse = true;
    m_hit = hit;
    m_pointer = at;
    update();
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::BackButton)
        return void(Q_EMIT backRequested());
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_pressedFirst = m_frame.first;
    m_panning = false;
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed && (event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance())
        m_panning = true;
    if (m_panning) {
        const double moved = (m_pressed->x() - event->position().x()) / m_frame.slotWidth();
        pan(m_pressedFirst + moved - m_frame.first);
    }
    hover(event->position());
    setCursor(m_panning && isZoomed() ? Qt::ClosedHandCursor
            : m_hit.series >= 0       ? Qt::PointingHandCursor
                                      : Qt::ArrowCursor);
}

void PlotView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool click = m_pressed && !m_panning && event->button() == Qt::LeftButton;
    m_pressed.reset();
    m_panning = false;
    if (!click)
        return;
    const int anomaly = anomalyAt(event->position());
    if (anomaly >= 0)
        Q_EMIT anomalyRequested(anomaly);
    else
        drill(hitAt(m_data, m_stacks, m_frame, event->position()));
}

/// The first click on a band has drilled already; only beside all bands it means the zoom.
void PlotView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && hitAt(m_data, m_stacks, m_frame, event->position()).series < 0)
        showAll();
}

int PlotView::anomalyAt(const QPointF &at) const
{
    for (int index = 0; index < int(m_data.anomalies.size()); ++index) {
        const int slot = int(m_stacks.days().indexOf(m_data.anomalies[index].period));
        if (slot < 0 || slot >= m_stacks.periodCount() || m_data.kind == ChartKind::Share)
            continue;
        const double top = std::max(m_frame.y(m_stacks.extent(slot).high), m_frame.plot.top() + 2);
        const bool over = at.y() < top && at.y() > top - 2 * anomalyReach;
        if (over && std::fabs(at.x() - m_frame.middle(slot)) <= anomalyReach)
            return index;
    }
    return -1;
}

void PlotView::drill(const Hit &hit)
{
    if (hit.series >= 0 && hit.series < m_data.series.size())
        Q_EMIT drillRequested(m_data.series[hit.series].key);
}

/// Away at the end of the zoom it is left to whatever scrolls around the chart.
void PlotView::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    const ChartView before = m_view;
    if (turn.x() != 0 && std::abs(turn.x()) > std::abs(turn.y()))
        pan(-turn.x() / notch * (m_frame.last - m_frame.first) / 10);
    else if (m_frame.plot.contains(event->position()))
        zoom(std::pow(wheelStep, turn.y() / notch), m_frame.slotAt(event->position().x()));
    event->setAccepted(m_view != before);
    hover(event->position());
}

void PlotView::leaveEvent(QEvent *)
{
    if (!m_byMouse)
        return;
    m_hit = {};
    update();
}

void PlotView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void PlotView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (!m_byMouse)
        setCrosshair({});
    update();
}

void PlotView::moveSlot(int by)
{
    const int count = m_stacks.slotCount();
    if (count == 0)
        return;
    const int start = by > 0 ? int(m_frame.first) : int(std::ceil(m_frame.last)) - 1;
    setCrosshair({std::clamp(m_hit.slot < 0 ? start : m_hit.slot + by, 0, count - 1), m_hit.series});
}

/// Outwards with \p by = 1; below the first series there is the total.
void PlotView::moveSeries(int by)
{
    int series = m_hit.series + by;
    while (series >= 0 && series < m_stacks.seriesCount() && !m_stacks.isVisible(series))
        series += by;
    if (series >= m_stacks.seriesCount())
        series = m_hit.series;
    setCrosshair({m_hit.slot < 0 ? std::max(0, m_stacks.periodCount() - 1) : m_hit.slot, std::max(series, -1)});
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    const double about = m_hit.slot >= 0 ? m_hit.slot + 0.5 : (m_frame.first + m_frame.last) / 2;
    const bool alt = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return alt ? void(Q_EMIT backRequested()) : moveSlot(-1);
    case Qt::Key_Right:
        return moveSlot(1);
    case Qt::Key_Up:
        return moveSeries(1);
    case Qt::Key_Down:
        return moveSeries(-1);
    case Qt::Key_Home:
        return isZoomed() ? showAll() : setCrosshair({0, m_hit.series});
    case Qt::Key_End:
        return setCrosshair({m_stacks.slotCount() - 1, m_hit.series});
    case Qt::Key_Plus:
    case Qt::Key_Equal: // where plus needs Shift
        return zoom(keyStep, about);
    case Qt::Key_Minus:
        return zoom(1 / keyStep, about);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return drill(m_hit);
    case Qt::Key_Backspace:
    case Qt::Key_Back:
        return void(Q_EMIT backRequested());
    case Qt::Key_Escape:
        if (m_hit.slot >= 0)
            return setCrosshair({});
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace sm::charts
