// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>

#include <QWidget>

class QBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::charts {

class ChartLegend;
class PlotView;

/// Costs over time: bars, areas, lines or shares, with legend, crosshair, zoom and drill-down. Any number of series;
/// see ADR 15 for how. Put it into a widgets::StatePane, which has the states loading, empty, error and stale:
/// \code
/// auto *chart = new charts::CostChart;
/// auto *pane = new widgets::StatePane(chart);
/// chart->setData(data);
/// connect(chart, &charts::CostChart::drillRequested, …
/// \endcode
///
/// Mouse: hover shows the crosshair; a click on a band drills, on an anomaly's triangle asks for it; wheel zooms, drag
/// pans, double click beside the bands ends the zoom. Keyboard: Left, Right by period; Up, Down by series; Enter
/// drills; Backspace or Alt+Left goes back; Plus, Minus zoom; Home ends the zoom, then goes to the first period; End to
/// the last; Escape puts the crosshair away.
class CostChart : public QWidget
{
    Q_OBJECT

public:
    explicit CostChart(QWidget *parent = nullptr);

    /// Series that were hidden stay so by their keys; the zoom ends when the periods are others.
    void setData(const ChartData &data);
    const ChartData &data() const;

    /// Hidden series and zoom, to be kept with the page; viewChanged() tells when.
    ChartView view() const;
    void setView(const ChartView &view);

    /// What stands at the crosshair, in words; empty without one.
    QString crosshairText() const;

    QSize sizeHint() const override { return {960, 312}; }

Q_SIGNALS:
    /// The costs of the series with this key are to be shown in more detail; "other" opens this way, too.
    void drillRequested(const QString &series);
    void backRequested();
    void anomalyRequested(int index); ///< of ChartData::anomalies
    void viewChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectParts();
    void explain();

    PlotView *m_plot;
    ChartLegend *m_legend;
    widgets::TextLabel *m_definition;
    QBoxLayout *m_layout;
};

} // namespace sm::charts
