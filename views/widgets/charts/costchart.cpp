// SPDX-License-Identifier: GPL-3.0-or-later
#include "costchart.h"

#include "chartlegend.h"
#include "chartwords.h"
#include "plotview.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QVBoxLayout>

namespace sm::charts {

namespace metrics = widgets::metrics;

namespace {

constexpr int narrow = 640; ///< below it the legend goes under the plot
constexpr int roomForKey = 300; ///< pixels of height
constexpr int roomForDefinition = 200; ///< below it the plot needs the line
constexpr int lowLegend = 120;
constexpr int legendWidth = 264;

} // namespace

CostChart::CostChart(QWidget *parent)
    : QWidget(parent)
    , m_plot(new PlotView)
    , m_legend(new ChartLegend)
    , m_definition(new widgets::TextLabel(widgets::TextRole::Secondary))
{
    buildLayout();
    connectParts();
    setFocusProxy(m_plot);
    setAccessibleName(m_plot->accessibleName());
    setData({});
}

void CostChart::buildLayout()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::smallGap);
    left->addWidget(m_plot, 1);
    left->addWidget(m_definition);
    m_layout = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_layout->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::cardGap);
    m_layout->setSpacing(metrics::cardPadding);
    m_layout->addLayout(left, 1);
    m_layout->addWidget(m_legend);
    m_legend->setFixedWidth(legendWidth);
}

void CostChart::connectParts()
{
    connect(m_legend, &ChartLegend::hiddenChanged, m_plot, [this](const QStringList &keys) {
        ChartView view = m_plot->view();
        view.hidden = keys;
        m_plot->setView(view);
    });
    connect(m_plot, &PlotView::stylesChanged, m_legend, [this] { m_legend->setStyles(m_plot->styles()); });
    connect(m_legend, &ChartLegend::drillRequested, this, &CostChart::drillRequested);
    connect(m_legend, &ChartLegend::backRequested, this, &CostChart::backRequested);
    connect(m_plot, &PlotView::drillRequested, this, &CostChart::drillRequested);
    connect(m_plot, &PlotView::backRequested, this, &CostChart::backRequested);
    connect(m_plot, &PlotView::anomalyRequested, this, &CostChart::anomalyRequested);
    connect(m_plot, &PlotView::viewChanged, this, [this] {
        m_legend->setHidden(m_plot->view().hidden);
        explain();
        Q_EMIT viewChanged();
    });
}

void CostChart::setData(const ChartData &data)
{
    m_plot->setData(data);
    m_legend->setData(data, m_plot->styles());
    m_legend->setHidden(m_plot->view().hidden);
    m_legend->setVisible(!data.isEmpty());
    explain();
    setAccessibleName(m_plot->accessibleName());
    setAccessibleDescription(m_plot->accessibleDescription());
}

/// What the signs mean stands below the legend; where that would leave the series no room, below the plot on one line.
void CostChart::explain()
{
    const QStringList key = chartKey(data(), m_plot->stacks());
    const bool low = height() < roomForKey;
    const QStringList line
        = (data().definition.isEmpty() ? QStringList() : QStringList(data().definition)) + (low ? key : QStringList());
    m_legend->setKey(low ? QStringList() : key);
    m_definition->setText(line.join(u' '));
    m_definition->setVisible(!line.isEmpty() && !data().isEmpty() && height() >= roomForDefinition);
}

const ChartData &CostChart::data() const { return m_plot->data(); }

ChartView CostChart::view() const { return m_plot->view(); }

void CostChart::setView(const ChartView &view) { m_plot->setView(view); }

QString CostChart::crosshairText() const { return m_plot->crosshairText(); }

void CostChart::resizeEvent(QResizeEvent *)
{
    const bool below = width() < narrow;
    m_layout->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_legend->setMaximumHeight(below ? lowLegend : QWIDGETSIZE_MAX);
    m_legend->setMinimumWidth(below ? 0 : legendWidth);
    m_legend->setMaximumWidth(below ? QWIDGETSIZE_MAX : legendWidth);
    explain();
}

} // namespace sm::charts
