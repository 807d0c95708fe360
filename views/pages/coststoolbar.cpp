// SPDX-License-Identifier: GPL-3.0-or-later
#include "coststoolbar.h"

#include "choicebutton.h"
#include "costsfilter.h"

#include <charts/rangepicker.h>
#include <tables/costtext.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QMenu>

namespace sm::pages {

using charts::ChartKind;
using charts::DateRange;
using charts::RangePreset;
using controllers::CostsComparison;
using controllers::CostsController;
using controllers::CostsPreset;
using controllers::CostsQuestion;
namespace metrics = widgets::metrics;

namespace {

template <typename Enum>
QVariant valueOf(Enum value)
{
    return static_cast<int>(value);
}

} // namespace

CostsToolbar::CostsToolbar(CostsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_source(new ChoiceButton(tr("Source")))
    , m_comparison(new ChoiceButton(tr("Compare")))
    , m_range(new charts::RangePicker(controller.lastDay()))
    , m_groupBy(new ChoiceButton(tr("Group by")))
    , m_metric(new ChoiceButton(tr("Metric")))
    , m_granularity(new ChoiceButton(tr("Periods")))
    , m_kind(new ChoiceButton(tr("Chart")))
    , m_filter(new CostsFilter(controller))
    , m_awsForecast(new QAction(tr("Forecast by AWS ($0.01)"), this))
    , m_awsTags(new QAction(tr("Ask AWS for tags ($0.02)"), this))
{
    buildLayout();
    fillFixed();
    connectChoices();
    connect(&controller, &CostsController::sourcesChanged, this, &CostsToolbar::showSources);
    connect(&controller, &CostsController::questionChanged, this, &CostsToolbar::showQuestion);
    showSources();
    showQuestion();
}

void CostsToolbar::buildLayout()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    for (QPushButton *each : QList<QPushButton *>{m_range, m_groupBy, m_metric, m_granularity, m_kind})
        layout->addWidget(each);
    layout->addWidget(m_filter, 1);
    // The calendars are the last entry of its menu.
    m_range->entries()->actions().constLast()->setVisible(m_controller.features().customRanges);
}

void CostsToolbar::fillFixed()
{
    m_granularity->setItems({{tr("By day"), valueOf(CostGranularity::Day), tr("Daily"), {}},
        {tr("By month"), valueOf(CostGranularity::Month), tr("Monthly"), {}}});
    m_kind->setItems({{tr("Stacked bars"), valueOf(ChartKind::StackedBars), tr("Bars"), {}},
        {tr("Area"), valueOf(ChartKind::StackedArea), {}, {}}, {tr("Lines"), valueOf(ChartKind::Lines), {}, {}},
        {tr("Share"), valueOf(ChartKind::Share), {}, tr("Each group's part of the period's charges")}});
    m_comparison->setItems(
        {{tr("Previous period"), valueOf(CostsComparison::PreviousPeriod), tr("Compare: previous period"),
             tr("The same days of the month before, or as many days before")},
            {tr("Previous year"), valueOf(CostsComparison::PreviousYear), tr("Compare: previous year"), {}},
            {tr("Nothing"), valueOf(CostsComparison::None), tr("Compare: nothing"), {}}});
    m_kind->setCurrent(valueOf(m_kindShown));
    m_awsForecast->setCheckable(true);
    m_awsForecast->setToolTip(
        tr("What AWS itself expects, with its 80 % band, instead of the forecast that is computed here"));
    m_kind->setCommands({m_awsForecast});
    m_awsTags->setToolTip(tr("Which tags and cost categories there are to group and filter by"));
    m_groupBy->setCommands({m_awsTags});
}

void CostsToolbar::ask(const std::function<void(CostsQuestion &)> &change)
{
    CostsQuestion question = m_controller.question();
    change(question);
    m_controller.ask(question);
}

void CostsToolbar::connectChoices()
{
    connect(m_source, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        ask([&value](CostsQuestion &question) {
            question.source = static_cast<CostSource>(value.toInt());
            question.path.clear();
        });
    });
    connect(m_range, &charts::RangePicker::rangeChosen, this, [this](const DateRange &range, RangePreset preset) {
        ask([&range, preset](CostsQuestion &question) {
            question.preset = static_cast<CostsPreset>(preset);
            question.custom = {range.from, range.to};
        });
    });
    connect(m_groupBy, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        ask([&value](CostsQuestion &question) { question.groupBy = value.toString(); });
    });
    connect(m_metric, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        ask([&value](CostsQuestion &question) { question.metric = static_cast<CostMetric>(value.toInt()); });
    });
    connect(m_granularity, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        ask([&value](CostsQuestion &question) { question.granularity = static_cast<CostGranularity>(value.toInt()); });
    });
    connect(m_comparison, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        ask([&value](CostsQuestion &question) { question.comparison = static_cast<CostsComparison>(value.toInt()); });
    });
    connect(m_awsForecast, &QAction::triggered, this,
        [this](bool wanted) { m_controller.aws().setForecastWanted(wanted, m_controller.question()); });
    connect(m_awsTags, &QAction::triggered, &m_controller.aws(), &controllers::CostsAws::askTags);
    connect(&m_controller.aws(), &controllers::CostsAws::changed, this, &CostsToolbar::showQuestion);
    connect(m_kind, &ChoiceButton::chosen, this, [this](const QVariant &value) {
        m_kindShown = static_cast<ChartKind>(value.toInt());
        Q_EMIT kindChosen(m_kindShown);
    });
}

void CostsToolbar::setKind(ChartKind kind)
{
    m_kindShown = kind;
    m_kind->setCurrent(valueOf(kind));
}

void CostsToolbar::showSources()
{
    QList<ChoiceButton::Item> items;
    for (const CostSourceInfo &each : m_controller.sources()) {
        const QString paid = each.paid ? tr("%1 ($0.01 a request)").arg(each.title) : each.title;
        const QString about
            = each.billed ? each.note : tr("Estimated from usage and price lists, not billed. %1").arg(each.note);
        items.append({paid, valueOf(each.source), each.title, about.trimmed()});
    }
    m_source->setItems(items);
    m_source->setVisible(!items.isEmpty());
    m_filter->setVisible(!items.isEmpty());
    for (QPushButton *each : QList<QPushButton *>{m_range, m_groupBy, m_metric, m_granularity, m_kind, m_comparison})
        each->setVisible(!items.isEmpty());
}

void CostsToolbar::showQuestion()
{
    const CostsQuestion &question = m_controller.question();
    m_source->setCurrent(valueOf(question.source));
    m_range->setToday(m_controller.lastDay());
    if (question.preset == CostsPreset::Custom)
        m_range->setRange({question.custom.from, question.custom.to});
    else
        m_range->setPreset(static_cast<RangePreset>(question.preset));
    QList<ChoiceButton::Item> groups;
    QList<ChoiceButton::Item> metricItems;
    if (const CostSourceInfo *source = m_controller.source()) {
        for (const QString &each : source->dimensions) {
            const QString title = tables::dimensionTitle(each);
            groups.append({title, each, tr("By %1").arg(title.left(1).toLower() + title.mid(1)), {}});
        }
        for (const CostMetric each : source->metrics)
            metricItems.append(
                {CostsController::metricTitle(each), valueOf(each), {}, CostsController::metricDefinition(each)});
    }
    groups.append({tr("Total only"), QString(), {}, {}});
    m_groupBy->setItems(groups);
    m_groupBy->setCurrent(question.groupBy);
    m_metric->setItems(metricItems);
    m_metric->setCurrent(valueOf(question.metric));
    m_granularity->setCurrent(valueOf(question.granularity));
    m_comparison->setCurrent(valueOf(question.comparison));
    m_awsForecast->setVisible(m_controller.features().forecasting && question.source == CostSource::CostExplorer);
    m_awsTags->setVisible(question.source == CostSource::CostExplorer);
    m_awsForecast->setChecked(m_controller.aws().isForecastWanted());
}

} // namespace sm::pages
