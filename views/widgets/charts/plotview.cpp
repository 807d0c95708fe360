// SPDX-License-Identifier: GPL-3.0-or-later
#include "plotview.h"

#include "charttip.h"
#include "chartwords.h"
#include "scene.h"

#include <widgets/buttons.h>
#include <widgets/crisp.h>
#include <widgets/metrics.h>

#include <QAccessibleWidget>
#include <QEvent>
#include <QPainter>
#include <QPushButton>

#include <cmath>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::Theme;

namespace {

QAccessibleInterface *accessibleChart(const QString &className, QObject *object)
{
    if (className != QLatin1String(PlotView::staticMetaObject.className()))
        return nullptr;
    return new QAccessibleWidget(static_cast<PlotView *>(object), QAccessible::Chart);
}

} // namespace

PlotView::PlotView(QWidget *parent)
    : QWidget(parent)
    , m_showAll(widgets::makeButton(tr("Show all"), widgets::ButtonKind::Quiet, this))
{
    QAccessible::installFactory(accessibleChart); // only the first time
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_showAll->setToolTip(tr("Ends the zoom (Home)"));
    m_showAll->hide();
    connect(m_showAll, &QPushButton::clicked, this, &PlotView::showAll);
    describe();
}

void PlotView::setData(const ChartData &data)
{
    const bool otherPeriods = data.periods != m_data.periods || data.length != m_data.length;
    m_data = data;
    m_hit = {};
    if (otherPeriods)
        m_view.first = m_view.last = 0;
    rebuild();
}

void PlotView::setView(const ChartView &view)
{
    if (view == m_view)
        return;
    const bool otherSeries = view.hidden != m_view.hidden;
    m_view = view;
    otherSeries ? rebuild() : layOutAgain();
    Q_EMIT viewChanged();
}

void PlotView::rebuild()
{
    m_stacks = Stacks(m_data, m_view.hidden);
    m_styles = seriesStyles(m_data.series, Theme::of(*this).mode);
    layOutAgain();
    describe();
}

void PlotView::layOutAgain()
{
    m_frame = layOut(m_data, m_stacks, m_view, QRectF(rect()).adjusted(8, 0, 0, 0));
    m_pixmap = QPixmap();
    m_showAll->setVisible(isZoomed());
    m_showAll->resize(m_showAll->sizeHint());
    m_showAll->move(width() - m_showAll->width() - 4, -4);
    update();
}

bool PlotView::isZoomed() const { return m_frame.last - m_frame.first < m_stacks.slotCount() - 1e-9; }

void PlotView::zoom(double factor, double about)
{
    const double count = std::max(1, m_stacks.slotCount());
    const SlotRange now = shownSlots(m_view, m_stacks.slotCount());
    const double width = std::clamp((now.last - now.first) * factor, std::min(2.0, count), count);
    const double part = (about - now.first) / (now.last - now.first);
    ChartView view = m_view;
    const SlotRange next = shownSlots({{}, about - part * width, about - part * width + width}, m_stacks.slotCount());
    view.first = width >= count ? 0 : next.first;
    view.last = width >= count ? 0 : next.last;
    setView(view);
}

void PlotView::pan(double slotsToTheRight)
{
    if (!isZoomed())
        return;
    ChartView view = m_view;
    const SlotRange now = shownSlots(m_view, m_stacks.slotCount());
    const SlotRange next
        = shownSlots({{}, now.first + slotsToTheRight, now.last + slotsToTheRight}, m_stacks.slotCount());
    view.first = next.first;
    view.last = next.last;
    setView(view);
}

void PlotView::showAll()
{
    ChartView view = m_view;
    view.first = view.last = 0;
    setView(view);
}

void PlotView::setCrosshair(const Hit &hit)
{
    m_byMouse = false;
    m_hit = hit.slot >= 0 && hit.slot < m_stacks.slotCount() ? hit : Hit{};
    if (m_hit.slot >= 0 && m_hit.slot < m_frame.first)
        pan(m_hit.slot - m_frame.first);
    else if (m_hit.slot + 1 > m_frame.last)
        pan(m_hit.slot + 1 - m_frame.last);
    describe();
    update();
}

QString PlotView::crosshairText() const { return tipText(tipLines(m_data, m_stacks, m_hit)); }

/// Screen readers read the description of what has the focus when it changes.
void PlotView::describe()
{
    setAccessibleName(m_data.title.isEmpty() ? tr("Cost chart") : m_data.title);
    const QString summary = chartSummary(m_data, m_stacks);
    setAccessibleDescription(m_hit.slot < 0 ? summary : crosshairText() + u". "_s + summary);
}

void PlotView::renderPixmap()
{
    const double scale = devicePixelRatioF();
    m_pixmap = QPixmap((QSizeF(size()) * scale).toSize().expandedTo({1, 1}));
    m_pixmap.setDevicePixelRatio(scale);
    m_pixmap.fill(Qt::transparent);
    QPainter painter(&m_pixmap);
    paintChart(painter, {m_data, m_stacks, m_frame, m_styles, Theme::of(*this), scale, false});
}

void PlotView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    if (m_data.isEmpty()) {
        painter.setPen(theme.muted);
        painter.drawText(rect(), int(Qt::AlignCenter | Qt::TextWordWrap), chartSummary(m_data, m_stacks));
    } else {
        if (m_pixmap.isNull() || m_pixmap.devicePixelRatio() != devicePixelRatioF())
            renderPixmap();
        painter.drawPixmap(0, 0, m_pixmap);
        drawCrosshair(painter);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        widgets::drawFocusRing(painter, rect(), widgets::metrics::radius, theme.accent);
}

QPointF PlotView::crosshairPoint() const
{
    if (m_byMouse)
        return {m_frame.middle(m_hit.slot), m_pointer.y()};
    double y = m_frame.plot.center().y();
    if (m_hit.series >= 0 && m_hit.slot < m_stacks.periodCount())
        y = m_frame.y(m_stacks.top(m_hit.slot, m_hit.series));
    return {m_frame.middle(m_hit.slot), std::clamp(y, m_frame.plot.top(), m_frame.plot.bottom())};
}

void PlotView::drawCrosshair(QPainter &painter) const
{
    if (m_hit.slot < 0)
        return;
    const Theme &theme = Theme::of(*this);
    const QPointF at = crosshairPoint();
    if (at.x() < m_frame.plot.left() || at.x() > m_frame.plot.right())
        return; // zoomed away from
    QColor line = theme.text;
    line.setAlpha(110);
    painter.fillRect(QRectF(std::round(at.x()), m_frame.plot.top(), 1, m_frame.plot.height()), line);
    if (m_hit.series >= 0 && m_hit.slot < m_stacks.periodCount()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.text, 1.5));
        painter.setBrush(m_styles[m_hit.series].colour);
        const double y = m_frame.y(m_stacks.top(m_hit.slot, m_hit.series));
        if (m_data.kind == ChartKind::StackedBars || m_data.kind == ChartKind::Share) {
            const Scene scene{m_data, m_stacks, m_frame, m_styles, theme, devicePixelRatioF()};
            const QRectF column = barColumn(scene, m_hit.slot);
            const double foot
                = m_frame.y(m_stacks.top(m_hit.slot, m_hit.series) - m_stacks.value(m_hit.slot, m_hit.series));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(QPointF(column.left(), y), QPointF(column.right(), foot)).normalized());
        } else {
            painter.drawEllipse(QPointF(at.x(), y), 4, 4);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    drawTip(painter, rect(), at, tipLines(m_data, m_stacks, m_hit), m_styles, theme);
}

void PlotView::resizeEvent(QResizeEvent *) { layOutAgain(); }

void PlotView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        rebuild();
        Q_EMIT stylesChanged();
    }
    QWidget::changeEvent(event);
}

} // namespace sm::charts
