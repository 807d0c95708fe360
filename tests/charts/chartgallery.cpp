// SPDX-License-Identifier: GPL-3.0-or-later
// Every chart in both themes, as pictures to look at: chartgallery FOLDER. QT_SCALE_FACTOR is the scale.
#include "samplechart.h"

#include <charts/breadcrumbs.h>
#include <charts/chartexport.h>
#include <charts/costchart.h>
#include <charts/kpicard.h>
#include <charts/rangepicker.h>
#include <widgets/appearance.h>
#include <widgets/metrics.h>
#include <widgets/statepane.h>

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QVBoxLayout>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using widgets::Appearance;

namespace {

QLayout *cardRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(widgets::metrics::cardGap);
    using Direction = charts::Kpi::Direction;
    for (const charts::Kpi &kpi : {charts::Kpi{u"Month to date"_s, u"$3,627.41"_s, Direction::None, {},
                                       widgets::Tone::Neutral, u"to 20 Nov, unblended"_s, {}},
             charts::Kpi{u"Forecast for November"_s, u"$5,480"_s, Direction::None, {}, widgets::Tone::Neutral,
                 u"80 %: $5,310 – $5,660"_s, {}},
             charts::Kpi{u"Against October"_s, u"+$349.12"_s, Direction::Up, u"6.8 %"_s, widgets::Tone::Bad,
                 u"at the same day"_s, {}},
             charts::Kpi{
                 u"Largest mover"_s, u"Lambda"_s, Direction::Up, u"$112"_s, widgets::Tone::Bad, u"one anomaly"_s, {}},
             charts::Kpi{u"Data"_s, u"9 h old"_s, Direction::None, {}, widgets::Tone::Neutral,
                 u"Cost Explorer · 3 paid calls, $0.03"_s, {}}}) {
        auto *card = new charts::KpiCard;
        card->setKpi(kpi);
        row->addWidget(card);
    }
    return row;
}

struct Shown
{
    std::unique_ptr<QWidget> window;
    charts::CostChart *chart;
    charts::RangePicker *range;
    widgets::StatePane *pane;
};

Shown makeWindow(const charts::ChartData &data)
{
    Shown shown{
        std::make_unique<QWidget>(), new charts::CostChart, new charts::RangePicker(QDate(2026, 11, 20)), nullptr};
    shown.pane = new widgets::StatePane(shown.chart);
    auto *crumbs = new charts::Breadcrumbs;
    crumbs->setCrumbs({u"All accounts"_s, u"EC2"_s, u"EUC1-BoxUsage:m5.large"_s});
    auto *top = new QHBoxLayout;
    top->addWidget(shown.range);
    top->addWidget(crumbs);
    top->addStretch();
    auto *layout = new QVBoxLayout(shown.window.get());
    layout->setContentsMargins(24, 16, 24, 24);
    layout->setSpacing(widgets::metrics::cardGap);
    layout->addLayout(top);
    layout->addLayout(cardRow());
    layout->addWidget(shown.pane, 1);
    shown.window->resize(1280, 720);
    shown.chart->setData(data);
    shown.window->show();
    return shown;
}

charts::ChartData ofKind(charts::ChartData data, charts::ChartKind kind)
{
    data.kind = kind;
    return data;
}

void shoot(const QString &folder, const QString &name, const charts::ChartData &data, const QList<int> &keys)
{
    const Shown shown = makeWindow(data);
    shown.window->activateWindow();
    shown.chart->setFocus(Qt::TabFocusReason);
    for (const int key : keys)
        QTest::keyClick(
            shown.chart->focusWidget() ? shown.chart->focusWidget() : shown.chart->focusProxy(), Qt::Key(key));
    QTest::qWait(50);
    shown.window->grab().save(folder + u'/' + name + u".png"_s);
}

/// Two series hidden, the zoom in, the focus on the legend; then the same in a low and in a narrow window.
void shootHidden(const QString &folder, const QString &name)
{
    const Shown shown = makeWindow(test::novemberChart());
    shown.window->activateWindow();
    shown.window->setAttribute(Qt::WA_KeyboardFocusChange);
    shown.chart->setView({{u"EC2"_s, u"12 others"_s}, 4, 19});
    shown.chart->setFocus(Qt::TabFocusReason);
    QTest::qWait(50);
    shown.window->grab().save(folder + u"/hidden"_s + name + u".png"_s);
    shown.window->resize(1280, 440);
    QTest::qWait(50);
    shown.window->grab().save(folder + u"/low"_s + name + u".png"_s);
    shown.window->resize(560, 640);
    QTest::qWait(50);
    shown.window->grab().save(folder + u"/narrow"_s + name + u".png"_s);
}

void shootCalendars(const QString &folder, const QString &name)
{
    const Shown shown = makeWindow(test::novemberChart());
    shown.range->openCalendars();
    QTest::qWait(50);
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->grab().save(folder + u'/' + name + u".png"_s);
        popup->close();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Appearance appearance(application);
    const QString folder = QApplication::arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    const charts::ChartData november = test::novemberChart();
    for (const auto &[scheme, suffix] :
        {std::pair(Appearance::Scheme::Light, u"-light"_s), std::pair(Appearance::Scheme::Dark, u"-dark"_s)}) {
        appearance.setScheme(scheme);
        shoot(folder, u"bars"_s + suffix, november,
            {Qt::Key_End, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left,
                Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Left, Qt::Key_Up,
                Qt::Key_Up, Qt::Key_Up});
        shoot(folder, u"area"_s + suffix, ofKind(november, charts::ChartKind::StackedArea), {});
        shoot(folder, u"lines"_s + suffix, ofKind(november, charts::ChartKind::Lines),
            {Qt::Key_Home, Qt::Key_Right, Qt::Key_Up});
        shoot(folder, u"share"_s + suffix, ofKind(november, charts::ChartKind::Share), {});
        shoot(folder, u"year"_s + suffix, test::yearChart(), {Qt::Key_End});
        shoot(folder, u"many"_s + suffix, test::plainChart(50, 400), {Qt::Key_Plus, Qt::Key_Plus, Qt::Key_Plus});
        shoot(folder, u"manyarea"_s + suffix, ofKind(test::plainChart(50, 400), charts::ChartKind::StackedArea), {});
        shoot(folder, u"manylines"_s + suffix, ofKind(test::plainChart(14, 60), charts::ChartKind::Lines), {});
        shoot(folder, u"empty"_s + suffix, {}, {});
        shootHidden(folder, suffix);
        shootCalendars(folder, u"calendars"_s + suffix);
    }
    const bool written = charts::exportPng(november, {}, folder + u"/export.png"_s)
        && charts::exportPdf(november, {}, folder + u"/export.pdf"_s)
        && charts::exportPdf(ofKind(november, charts::ChartKind::StackedArea), {}, folder + u"/export-area.pdf"_s)
        && charts::exportPdf(
            ofKind(test::plainChart(9, 30), charts::ChartKind::Lines), {}, folder + u"/export-lines.pdf"_s);
    return written ? 0 : 1;
}
