// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of costs: new data to the painted frame, hover and zoom, beside Qt Charts with the same amounts at the same
// size. Qt Charts runs as fast as it can: no outlines, no smooth edges, no animation, no legend.
//
//     bench_charts KIND SERIES DAYS          KIND is bars, area or lines
//
// prints one line of JSON; times in milliseconds.
#include <charts/costchart.h>

#include <QApplication>
#include <QAreaSeries>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QGraphicsLineItem>
#include <QLineSeries>
#include <QMouseEvent>
#include <QStackedBarSeries>
#include <QTimer>
#include <QValueAxis>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize size(1048, 360); ///< of the chart on a window of 1280 pixels
constexpr int legend = 264;
constexpr int moves = 60;
constexpr int notches = 12;
constexpr int frames = 5;

qint64 cents(int series, int day)
{
    return 20'000 / (series + 1) + (day * 37 + series * 91) % 400 + (day % 7 < 2 ? 0 : 300 / (series + 1));
}

struct Times
{
    std::vector<double> frame; ///< from data to pixels
    std::vector<double> hover;
    std::vector<double> zoom;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double longest(const std::vector<double> &values) { return *std::max_element(values.begin(), values.end()); }

/// Until the window is there: before, nothing is painted.
void settle()
{
    QEventLoop loop;
    QTimer::singleShot(200, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Do>
double timeOf(const Do &act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

charts::ChartData dataOf(charts::ChartKind kind, int series, int days, int shift)
{
    charts::ChartData data;
    data.kind = kind;
    data.currency = u"USD"_s;
    for (int day = 0; day < days; ++day)
        data.periods.append(QDate(2025, 11, 1).addDays(day));
    for (int each = 0; each < series; ++each) {
        charts::ChartSeries one;
        one.key = one.name = u"Service %1"_s.arg(each);
        for (int day = 0; day < days; ++day)
            one.amounts.append(Decimal::fromScaled(cents(each, day + shift), 2));
        data.series.append(one);
    }
    return data;
}

Times measureOurs(charts::ChartKind kind, int series, int days)
{
    Times times;
    charts::CostChart chart;
    chart.resize(size);
    chart.show();
    settle();
    for (int frame = 0; frame < frames; ++frame) {
        const charts::ChartData data = dataOf(kind, series, days, frame);
        times.frame.push_back(timeOf([&] {
            chart.setData(data);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            chart.repaint();
        }));
    }
    QWidget *plot = chart.focusProxy();
    for (int move = 0; move < moves; ++move) {
        const QPointF at(80 + move * (plot->width() - 100) / double(moves), 60 + move * 3);
        QMouseEvent event(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        times.hover.push_back(timeOf([&] {
            QCoreApplication::sendEvent(plot, &event);
            plot->repaint();
        }));
    }
    const QPointF middle = plot->rect().center();
    for (int notch = 0; notch < 2 * notches; ++notch) {
        QWheelEvent event(
            middle, plot->mapToGlobal(middle), {}, {0, notch < notches ? 120 : -120}, {}, {}, Qt::NoScrollPhase, false);
        times.zoom.push_back(timeOf([&] {
            QCoreApplication::sendEvent(plot, &event);
            plot->repaint();
        }));
    }
    return times;
}

void addBars(QChart &chart, int series, int days, int shift)
{
    auto *bars = new QStackedBarSeries;
    for (int each = 0; each < series; ++each) {
        auto *set = new QBarSet(QString::number(each));
        set->setPen(Qt::NoPen);
        for (int day = 0; day < days; ++day)
            set->append(static_cast<double>(cents(each, day + shift)) / 100);
        bars->append(set);
    }
    chart.addSeries(bars);
}

void addAreas(QChart &chart, int series, int days, int shift)
{
    std::vector<double> reached(size_t(days), 0);
    auto *below = new QLineSeries(&chart);
    for (int day = 0; day < days; ++day)
        below->append(day, 0);
    for (int each = 0; each < series; ++each) {
        auto *above = new QLineSeries(&chart);
        for (int day = 0; day < days; ++day)
            above->append(day, reached[size_t(day)] += static_cast<double>(cents(each, day + shift)) / 100);
        auto *area = new QAreaSeries(above, below);
        area->setPen(Qt::NoPen);
        chart.addSeries(area);
        below = above;
    }
}

void addLines(QChart &chart, int series, int days, int shift)
{
    for (int each = 0; each < series; ++each) {
        auto *line = new QLineSeries;
        for (int day = 0; day < days; ++day)
            line->append(day, static_cast<double>(cents(each, day + shift)) / 100);
        chart.addSeries(line);
    }
}

void fill(QChart &chart, charts::ChartKind kind, int series, int days, int shift)
{
    chart.removeAllSeries();
    if (kind == charts::ChartKind::StackedBars)
        addBars(chart, series, days, shift);
    else if (kind == charts::ChartKind::StackedArea)
        addAreas(chart, series, days, shift);
    else
        addLines(chart, series, days, shift);
    const QList<QAbstractAxis *> old = chart.axes();
    for (QAbstractAxis *axis : old)
        chart.removeAxis(axis);
    auto *across = new QValueAxis;
    auto *upright = new QValueAxis;
    across->setRange(-0.5, days - 0.5);
    upright->setRange(0, 1100);
    chart.addAxis(across, Qt::AlignBottom);
    chart.addAxis(upright, Qt::AlignLeft);
    const QList<QAbstractSeries *> all = chart.series();
    for (QAbstractSeries *each : all) {
        each->attachAxis(across);
        each->attachAxis(upright);
    }
}

Times measurePeer(charts::ChartKind kind, int series, int days)
{
    Times times;
    auto *chart = new QChart;
    QChartView view(chart);
    chart->legend()->hide();
    view.setRenderHint(QPainter::Antialiasing, false);
    view.resize(size - QSize(legend, 0));
    view.show();
    settle();
    for (int frame = 0; frame < frames; ++frame)
        times.frame.push_back(timeOf([&] {
            fill(*chart, kind, series, days, frame);
            QCoreApplication::sendPostedEvents();
            view.viewport()->repaint();
        }));
    auto *crosshair = new QGraphicsLineItem(chart);
    for (int move = 0; move < moves; ++move)
        times.hover.push_back(timeOf([&] {
            const double x = 80 + move * (view.width() - 100) / double(moves);
            crosshair->setLine(x, 40, x, view.height() - 40);
            view.viewport()->repaint();
        }));
    for (int notch = 0; notch < 2 * notches; ++notch)
        times.zoom.push_back(timeOf([&] {
            chart->zoom(notch < notches ? 1.25 : 0.8);
            QCoreApplication::sendPostedEvents();
            view.viewport()->repaint();
        }));
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    const QString kindName = words.value(1, u"area"_s);
    const int series = words.value(2, u"50"_s).toInt();
    const int days = words.value(3, u"400"_s).toInt();
    const charts::ChartKind kind = kindName == u"bars"_s ? charts::ChartKind::StackedBars
        : kindName == u"area"_s                          ? charts::ChartKind::StackedArea
                                                         : charts::ChartKind::Lines;
    const Times ours = measureOurs(kind, series, days);
    const Times peer = measurePeer(kind, series, days);
    std::printf("{\"firstFrame\": %.2f, \"frame\": %.2f, \"hover\": %.2f, \"hoverMax\": %.2f, \"zoom\": %.2f, "
                "\"zoomMax\": %.2f, "
                "\"peerFirstFrame\": %.2f, \"peerFrame\": %.2f, \"peerHover\": %.2f, \"peerHoverMax\": %.2f, "
                "\"peerZoom\": %.2f, "
                "\"peerZoomMax\": %.2f}\n",
        ours.frame.front(), median(ours.frame), median(ours.hover), longest(ours.hover), median(ours.zoom),
        longest(ours.zoom), peer.frame.front(), median(peer.frame), median(peer.hover), longest(peer.hover),
        median(peer.zoom), longest(peer.zoom));
    return 0;
}
