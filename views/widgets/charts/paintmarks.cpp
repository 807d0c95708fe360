// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include <QFontMetricsF>
#include <QPainter>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double triangle = 12;
constexpr double lift = 6; ///< from a bar to its triangle
constexpr double wordGap = 5;

void paintEstimated(QPainter &painter, const Scene &scene)
{
    const QRectF &plot = scene.frame.plot;
    QPen pen(scene.theme.muted, 2);
    pen.setDashPattern({1, 1.5});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    const QList<Run> runs = runsOf(scene.stacks);
    for (const Run &run : runs) {
        const double left = std::max(plot.left(), scene.frame.x(run.first) + 1);
        const double right = std::min(plot.right(), scene.frame.x(run.last + 1) - 1);
        if (run.state == PeriodState::Estimated && left < right)
            painter.drawLine(QPointF(left, plot.bottom() + 4), QPointF(right, plot.bottom() + 4));
    }
}

int seriesOf(const Scene &scene, const ChartAnomaly &anomaly)
{
    for (int series = 0; series < scene.data.series.size(); ++series)
        if (scene.data.series[series].key == anomaly.series)
            return series;
    return -1;
}

/// The tip at which a mark points: the head of the bar, or the point of the line. Nothing when it is not shown.
std::optional<QPointF> tipOf(const Scene &scene, const ChartAnomaly &anomaly)
{
    const int slot = int(scene.stacks.days().indexOf(anomaly.period));
    if (slot < 0 || slot >= scene.stacks.periodCount())
        return std::nullopt;
    const int series = seriesOf(scene, anomaly);
    if (series >= 0 && !scene.stacks.isVisible(series))
        return std::nullopt;
    const double x = scene.frame.middle(slot);
    if (x < scene.frame.plot.left() || x > scene.frame.plot.right())
        return std::nullopt;
    const bool ofLine = !scene.stacks.isStacked() && series >= 0;
    const double y = scene.frame.y(ofLine ? scene.stacks.value(slot, series) : scene.stacks.extent(slot).high);
    return QPointF(x, std::max(y, scene.frame.plot.top() + 2) - lift);
}

/// Beside the triangle, on the side with room; none without.
QRectF wordRect(const Scene &scene, const QPointF &tip, double width, const QList<QRectF> &taken)
{
    const QSizeF size(width, 14);
    const double y = tip.y() - triangle / 2 - size.height() / 2 + 1;
    for (const double x : {tip.x() + triangle / 2 + wordGap, tip.x() - triangle / 2 - wordGap - width}) {
        const QRectF place({x, y}, size);
        const bool free
            = std::none_of(taken.begin(), taken.end(), [&](const QRectF &each) { return each.intersects(place); });
        if (free && place.left() >= scene.frame.plot.left() && place.right() <= scene.frame.plot.right() + 8)
            return place;
    }
    return {};
}

QRectF triangleRect(const QPointF &tip)
{
    return {tip.x() - triangle / 2, tip.y() - triangle + 1, triangle, triangle - 1};
}

void paintTriangle(QPainter &painter, const Scene &scene, const QPointF &tip)
{
    const QRectF box = triangleRect(tip);
    painter.setPen(QPen(scene.theme.panel, 1));
    painter.setBrush(scene.theme.bad);
    painter.drawPolygon(QPolygonF{box.bottomLeft(), {box.center().x(), box.top()}, box.bottomRight()});
}

void paintAnomalies(QPainter &painter, const Scene &scene)
{
    QList<std::pair<QPointF, QString>> marks;
    QList<QRectF> taken;
    for (const ChartAnomaly &anomaly : scene.data.anomalies) {
        const auto tip = tipOf(scene, anomaly);
        if (!tip)
            continue;
        marks.append({*tip, QString(anomaly.impact + u' ' + anomaly.label).trimmed()});
        taken.append(triangleRect(*tip));
    }
    painter.setFont(markFont(true));
    const QFontMetricsF metrics(painter.font());
    for (const auto &[tip, word] : std::as_const(marks)) {
        paintTriangle(painter, scene, tip);
        const QRectF place = wordRect(scene, tip, metrics.horizontalAdvance(word) + 1, taken);
        if (place.isNull())
            continue; // the tooltip has it
        painter.setPen(scene.theme.bad);
        painter.drawText(place, int(Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip), word);
        taken.append(place);
    }
}

} // namespace

void paintMarks(QPainter &painter, const Scene &scene)
{
    if (scene.frame.ticks.low() < 0) {
        const double y = scene.frame.y(0);
        painter.fillRect(QRectF(scene.frame.plot.left(), y - 0.5, scene.frame.plot.width(), 1), scene.theme.outline);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintEstimated(painter, scene);
    painter.setRenderHint(QPainter::Antialiasing);
    if (scene.data.kind != ChartKind::Share)
        paintAnomalies(painter, scene);
}

} // namespace sm::charts
