// SPDX-License-Identifier: GPL-3.0-or-later
#include "costssplitter.h"

#include <widgets/metrics.h>

namespace sm::pages {

namespace metrics = widgets::metrics;

namespace {

constexpr int Rows = 5;
constexpr int Tabs = 44;
constexpr int TableHeader = 38; ///< with the card's edges

} // namespace

CostsSplitter::CostsSplitter(QWidget *chart, QWidget *figures, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(metrics::smallGap); // the tabs below it have room of their own
    addWidget(chart);
    addWidget(figures);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_isMoved = true; });
}

void CostsSplitter::resizeEvent(QResizeEvent *event)
{
    if (!m_isMoved) {
        const int figures = std::max(height() * 2 / 5, Tabs + TableHeader + Rows * metrics::compactRowHeight);
        setSizes({std::max(height() - handleWidth() - figures, 1), figures});
    }
    QSplitter::resizeEvent(event);
}

} // namespace sm::pages
