// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>
#include <controllers/costscontroller.h>

#include <QWidget>

namespace sm::charts {
class RangePicker;
}

namespace sm::pages {

class ChoiceButton;
class CostsFilter;

/// What is shown and how: range, groups, metric, periods, kind of chart, and the filter.
class CostsToolbar : public QWidget
{
    Q_OBJECT

public:
    explicit CostsToolbar(controllers::CostsController &controller, QWidget *parent = nullptr);

    CostsFilter *filter() const { return m_filter; }
    /// Stands in the page's header.
    ChoiceButton *source() const { return m_source; }
    ChoiceButton *comparison() const { return m_comparison; }
    /// AWS's forecast instead of the one that is computed here; for the palette as well.
    /// What AWS itself can be asked: its forecast, its tags.
    QList<QAction *> awsActions() const { return {m_awsForecast, m_awsTags}; }
    charts::ChartKind kind() const { return m_kindShown; }
    void setKind(charts::ChartKind kind);

Q_SIGNALS:
    void kindChosen(sm::charts::ChartKind kind);

private:
    void buildLayout();
    void fillFixed();
    void connectChoices();
    void showSources();
    void showQuestion();
    void ask(const std::function<void(controllers::CostsQuestion &)> &change);

    controllers::CostsController &m_controller;
    charts::ChartKind m_kindShown = charts::ChartKind::StackedBars;
    ChoiceButton *m_source;
    ChoiceButton *m_comparison;
    charts::RangePicker *m_range;
    ChoiceButton *m_groupBy;
    ChoiceButton *m_metric;
    ChoiceButton *m_granularity;
    ChoiceButton *m_kind;
    CostsFilter *m_filter;
    QAction *m_awsForecast;
    QAction *m_awsTags;
};

} // namespace sm::pages
