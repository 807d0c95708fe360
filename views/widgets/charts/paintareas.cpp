// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnraster.h"
#include "scene.h"

#include <QPainter>

#include <cmath>

namespace sm::charts {

namespace {

constexpr double seamFrom = 4; ///< pixels of height that leave room for the seam between two bands

/// A place on the way from one slot's middle to the next one's; before the first and after the last it stays there.
struct Place
{
    int slot;
    double part;
    int nearest;
};

Place placeAt(const Scene &scene, double x)
{
    const double place = std::clamp(scene.frame.slotAt(x) - 0.5, 0.0, scene.stacks.periodCount() - 1.0);
    const int slot = int(place);
    return {slot, place - slot, int(std::lround(place))};
}

void fillColumn(
    ColumnRaster &raster, const Scene &scene, const std::vector<QRgb> &colours, int column, const Place &place)
{
    const bool pale = scene.stacks.state(place.nearest) == PeriodState::Incomplete;
    const auto pixel = [&](double value) { return (scene.frame.y(value) - scene.frame.plot.top()) * scene.scale; };
    scene.stacks.forEachBand(place.slot, place.part, [&](int series, double from, double to) {
        const double foot = pixel(from);
        double head = pixel(to);
        if (std::fabs(foot - head) >= seamFrom * scene.scale)
            head += head < foot ? scene.scale : -scene.scale;
        const SeriesStyle &style = scene.styles[series];
        const QRgb colour = pale ? paleColour(style.colour, scene.theme.panel).rgb() : colours[size_t(series)];
        raster.addSpan(column, head, foot, colour, pale ? Pattern::Diagonal : style.pattern);
    });
}

void paintPixels(QPainter &painter, const Scene &scene)
{
    const QRectF &plot = scene.frame.plot;
    ColumnRaster raster(
        QSize(int(std::ceil(plot.width() * scene.scale)), int(std::ceil(plot.height() * scene.scale))), scene.scale);
    std::vector<QRgb> colours;
    for (const SeriesStyle &style : scene.styles)
        colours.push_back(style.colour.rgb());
    const double end = scene.frame.x(scene.stacks.periodCount());
    for (int column = 0; column < raster.width(); ++column) {
        const double x = plot.left() + (column + 0.5) / scene.scale;
        if (x < end)
            fillColumn(raster, scene, colours, column, placeAt(scene, x));
    }
    painter.drawImage(plot.topLeft(), raster.image());
}

/// Upper or lower side of each series' bands over all slots, from edge to edge.
struct Outline
{
    QPolygonF feet;
    QPolygonF heads;

    void add(double x, double foot, double head)
    {
        feet.append({x, foot});
        heads.append({x, head});
    }
    QPolygonF polygon() const
    {
        QPolygonF closed = feet;
        for (qsizetype i = heads.size(); i-- > 0;)
            closed.append(heads[i]);
        return closed;
    }
};

QList<Outline> outlinesOf(const Scene &scene, bool positive)
{
    const int count = scene.stacks.seriesCount();
    QList<Outline> outlines(count);
    const int periods = scene.stacks.periodCount();
    for (int slot = 0; slot < periods; ++slot) {
        std::vector<double> tops(size_t(count), 0);
        std::vector<double> bottoms(size_t(count), 0);
        double reached = 0;
        for (int series = 0; series < count; ++series) {
            const double value = scene.stacks.value(slot, series);
            bottoms[size_t(series)] = reached;
            reached += positive ? std::max(value, 0.0) : std::min(value, 0.0);
            tops[size_t(series)] = reached;
        }
        for (int series = 0; series < count; ++series) {
            const double foot = scene.frame.y(bottoms[size_t(series)]);
            const double head = scene.frame.y(tops[size_t(series)]);
            if (slot == 0)
                outlines[series].add(scene.frame.x(0), foot, head);
            outlines[series].add(scene.frame.middle(slot), foot, head);
            if (slot == periods - 1)
                outlines[series].add(scene.frame.x(periods), foot, head);
        }
    }
    return outlines;
}

void paintShapes(QPainter &painter, const Scene &scene, bool positive)
{
    const QList<Outline> outlines = outlinesOf(scene, positive);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<Run> runs = runsOf(scene.stacks);
    for (const Run &run : runs) {
        painter.save();
        painter.setClipRect(QRectF(QPointF(scene.frame.x(run.first), scene.frame.plot.top()),
                                QPointF(scene.frame.x(run.last + 1), scene.frame.plot.bottom())),
            Qt::IntersectClip);
        const bool pale = run.state == PeriodState::Incomplete;
        for (int series = 0; series < outlines.size(); ++series) {
            const SeriesStyle &style = scene.styles[series];
            const QPolygonF polygon = outlines[series].polygon();
            painter.setPen(Qt::NoPen);
            painter.setBrush(pale ? paleColour(style.colour, scene.theme.panel) : style.colour);
            painter.drawPolygon(polygon);
            drawPattern(painter, polygon, pale ? Pattern::Diagonal : style.pattern, scene.theme.panel);
        }
        painter.restore();
    }
}

} // namespace

void paintAreas(QPainter &painter, const Scene &scene)
{
    if (scene.stacks.periodCount() == 0)
        return;
    if (!scene.vector)
        return paintPixels(painter, scene);
    paintShapes(painter, scene, true);
    paintShapes(painter, scene, false);
}

} // namespace sm::charts
