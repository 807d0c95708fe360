// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scene.h"

namespace sm::charts {

/// Lays out and paints an exported chart; logical pixels.
class Picture
{
public:
    Picture(const ChartData &data, const ChartView &view);

    QSize size() const { return {width, m_height}; }
    /// \p scale is device pixels for a logical one; 0: shapes only.
    void paint(QPainter &painter, double scale) const;

private:
    static constexpr int width = 1000;

    struct Entry
    {
        QString name;
        QString amount;
        SeriesStyle style;
    };
    int legendRows() const;
    void paintHead(QPainter &painter) const;
    void paintLegend(QPainter &painter, int top) const;
    void paintFoot(QPainter &painter, int top) const;

    ChartData m_data;
    ChartView m_view;
    Stacks m_stacks;
    QList<SeriesStyle> m_styles;
    QList<Entry> m_legend;
    QStringList m_foot; ///< a paragraph each
    QList<int> m_footHeights;
    int m_height = 0;
};

} // namespace sm::charts
