// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame.h"
#include "seriesstyle.h"

#include <QFont>

class QPainter;

namespace sm::charts {

/// Everything that painting needs, worked out before. References outlive it.
struct Scene
{
    const ChartData &data;
    const Stacks &stacks;
    const Frame &frame;
    const QList<SeriesStyle> &styles;
    const widgets::Theme &theme;
    double scale = 1; ///< device pixels for a logical one
    bool vector = false; ///< for paper: shapes, never pixels
};

/// The font of ticks and marks.
QFont markFont(bool strong = false);

/// The frame of a chart that fills \p rect together with its ticks.
Frame layOut(const ChartData &data, const Stacks &stacks, const ChartView &view, const QRectF &rect);

/// Everything of the chart but crosshair and tooltip, in this order.
void paintChart(QPainter &painter, const Scene &scene);

void paintGrid(QPainter &painter, const Scene &scene);
void paintComparison(QPainter &painter, const Scene &scene);
void paintBars(QPainter &painter, const Scene &scene);
void paintAreas(QPainter &painter, const Scene &scene);
void paintLines(QPainter &painter, const Scene &scene);
void paintForecast(QPainter &painter, const Scene &scene);
void paintMarks(QPainter &painter, const Scene &scene); ///< zero line, estimated periods, anomalies

/// A run of slots of one state, first to last.
struct Run
{
    int first;
    int last;
    PeriodState state;
};
QList<Run> runsOf(const Stacks &stacks);

/// Where the bar of \p slot stands, on whole device pixels unless on paper.
QRectF barColumn(const Scene &scene, int slot);

} // namespace sm::charts
