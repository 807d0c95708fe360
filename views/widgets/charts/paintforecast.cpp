// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include <QPainter>

#include <cmath>

namespace sm::charts {

namespace {

constexpr int fewPoints = 3; ///< of which each has a box of its own: a band between them would say too much
constexpr int band95Alpha = 22;
constexpr int band80Alpha = 34;

struct Drawn
{
    int slot;
    ForecastPoint point;
};

bool isFinite(const ForecastPoint &point)
{
    for (const double value : {point.mean, point.low80, point.high80, point.low95, point.high95})
        if (!std::isfinite(value))
            return false;
    return true;
}

QList<Drawn> drawnPoints(const Scene &scene)
{
    QList<Drawn> drawn;
    for (int index = 0; index < scene.data.forecast.size(); ++index) {
        const int slot = scene.stacks.forecastSlot(index);
        if (slot >= 0 && isFinite(scene.data.forecast[index]))
            drawn.append({slot, scene.data.forecast[index]});
    }
    return drawn;
}

QColor bandColour(const Scene &scene, int alpha)
{
    QColor colour = scene.theme.accent;
    colour.setAlpha(scene.theme.mode == widgets::Mode::Dark ? alpha + 14 : alpha);
    return colour;
}

QPen meanPen(const Scene &scene)
{
    QPen pen(scene.theme.accent, 2);
    pen.setDashPattern({2.5, 1.75});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

void paintBand(QPainter &painter, const Scene &scene, const QList<Drawn> &points, double ForecastPoint::*low,
    double ForecastPoint::*high, int alpha)
{
    QPolygonF band;
    for (const Drawn &each : points)
        band.append({scene.frame.middle(each.slot), scene.frame.y(each.point.*high)});
    for (qsizetype i = points.size(); i-- > 0;)
        band.append({scene.frame.middle(points[i].slot), scene.frame.y(points[i].point.*low)});
    painter.setPen(Qt::NoPen);
    painter.setBrush(bandColour(scene, alpha));
    painter.drawPolygon(band);
}

void paintBox(QPainter &painter, const Scene &scene, const Drawn &each)
{
    const QRectF column = barColumn(scene, each.slot);
    const auto box = [&](double low, double high, int alpha) {
        const QRectF rect(QPointF(column.left(), scene.frame.y(high)), QPointF(column.right(), scene.frame.y(low)));
        painter.fillRect(rect, bandColour(scene, alpha));
    };
    box(each.point.low95, each.point.high95, band95Alpha);
    box(each.point.low80, each.point.high80, band80Alpha);
    painter.setPen(meanPen(scene));
    const double y = scene.frame.y(each.point.mean);
    painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y));
}

} // namespace

void paintForecast(QPainter &painter, const Scene &scene)
{
    const QList<Drawn> points = scene.stacks.showsTotals() ? drawnPoints(scene) : QList<Drawn>();
    painter.setRenderHint(QPainter::Antialiasing);
    if (points.size() <= fewPoints) {
        for (const Drawn &each : points)
            paintBox(painter, scene, each);
        return;
    }
    paintBand(painter, scene, points, &ForecastPoint::low95, &ForecastPoint::high95, band95Alpha);
    paintBand(painter, scene, points, &ForecastPoint::low80, &ForecastPoint::high80, band80Alpha);
    QPolygonF mean;
    for (const Drawn &each : points)
        mean.append({scene.frame.middle(each.slot), scene.frame.y(each.point.mean)});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(meanPen(scene));
    painter.drawPolyline(mean);
}

} // namespace sm::charts
