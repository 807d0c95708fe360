// SPDX-License-Identifier: GPL-3.0-or-later
#include "costschartdata.h"

#include <charts/amounttext.h>
#include <tables/costtext.h>

#include <QCoreApplication>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using charts::ChartData;
using charts::ChartSeries;
using controllers::CostsFigures;
using tables::CostRow;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::CostsPage", text); }

QString titleOf(const QString &dimension)
{
    const QString title = tables::dimensionTitle(dimension);
    return title.left(1).toLower() + title.mid(1);
}

/// The legend is narrow: services as their people call them. The table has the names in full.
QString shortName(const QString &name)
{
    static const QHash<QString, QString> usual{{u"Amazon Elastic Compute Cloud - Compute"_s, u"EC2"_s},
        {u"Amazon Relational Database Service"_s, u"RDS"_s}, {u"Amazon Simple Storage Service"_s, u"S3"_s},
        {u"Amazon Elastic Container Service"_s, u"ECS"_s}, {u"Amazon Elastic Kubernetes Service"_s, u"EKS"_s},
        {u"Amazon Elastic Load Balancing"_s, u"ELB"_s},
        {u"Amazon Elastic Container Service for Kubernetes"_s, u"EKS"_s},
        {u"Amazon Elastic Container Registry (ECR)"_s, u"ECR"_s}, {u"Amazon EC2 Container Registry (ECR)"_s, u"ECR"_s},
        {u"Amazon Virtual Private Cloud"_s, u"VPC"_s}, {u"Amazon Simple Queue Service"_s, u"SQS"_s},
        {u"Amazon Simple Notification Service"_s, u"SNS"_s}, {u"Amazon Elastic File System"_s, u"EFS"_s},
        {u"AWS Key Management Service"_s, u"KMS"_s}, {u"AmazonCloudWatch"_s, u"CloudWatch"_s}};
    if (const auto known = usual.constFind(name); known != usual.constEnd())
        return *known;
    for (const QString &maker : {u"Amazon "_s, u"AWS "_s}) {
        if (name.startsWith(maker) && name.size() > maker.size())
            return name.mid(maker.size());
    }
    return name;
}

ChartSeries seriesOf(const CostRow &row)
{
    ChartSeries series;
    series.key = row.isOther() ? otherSeries() : row.key;
    series.name = shortName(row.name);
    series.other = row.isOther();
    series.amounts = row.amounts;
    if (row.compared)
        series.change = row.amount == *row.compared ? u"0.0 %"_s : tables::changeText(row.amount, *row.compared);
    return series;
}

QList<charts::PeriodState> statesOf(const CostsFigures &figures)
{
    QList<charts::PeriodState> states;
    for (qsizetype period = 0; period < figures.table.periods.size(); ++period) {
        if (figures.incomplete.value(period))
            states << charts::PeriodState::Incomplete;
        else
            states << (figures.answer.estimated.value(period) ? charts::PeriodState::Estimated
                                                              : charts::PeriodState::Final);
    }
    return states;
}

charts::ForecastPoint pointOf(const QDate &start, const CostBand &band)
{
    return {start, band.mean, band.low80, band.high80, band.low95, band.high95};
}

/// Of the whole, so only where the whole is shown, and where it goes on from.
bool isForecast(const CostsFigures &figures, const CostOutlook &outlook)
{
    return figures.question.words.isEmpty() && !outlook.days.isEmpty() && outlook.days.first().day <= figures.range.to
        && outlook.days.last().day >= figures.range.to.addDays(-1);
}

QList<charts::ForecastPoint> forecastOf(const CostsFigures &figures, const CostOutlook &outlook)
{
    QList<charts::ForecastPoint> points;
    if (!isForecast(figures, outlook))
        return points;
    if (figures.table.granularity == CostGranularity::Month) {
        if (outlook.monthTotal && figures.range.from <= outlook.month)
            points << pointOf(outlook.month, *outlook.monthTotal);
        return points;
    }
    const bool toMonthsEnd = figures.question.preset == controllers::CostsPreset::MonthToDate;
    const QDate end = toMonthsEnd ? outlook.month.addMonths(1) : outlook.days.last().day.addDays(1);
    for (const CostForecastDay &each : outlook.days) {
        if (each.day < end)
            points << pointOf(each.day, each.band);
    }
    return points;
}

QList<charts::ChartAnomaly> anomaliesOf(const CostsFigures &figures, const CostOutlook &outlook)
{
    QList<charts::ChartAnomaly> marks;
    if (figures.table.granularity != CostGranularity::Day || !figures.question.words.isEmpty())
        return marks;
    for (const CostAnomaly &each : outlook.anomalies) {
        if (each.day < figures.range.from || each.day >= figures.range.to)
            continue;
        const QString sign = each.impact > 0 ? u"+"_s : QString();
        const QString label = each.key.isEmpty() ? tr("in all") : shortName(tables::groupName(each.key.first()));
        const QString impact = charts::moneyText(each.impact, each.local ? figures.table.currency : u"USD"_s);
        marks.append({each.day, each.key.value(0), each.local ? label : tr("%1 (AWS)").arg(label), sign + impact});
    }
    return marks;
}

} // namespace

QString otherSeries() { return u"\u001fothers"_s; }

ChartData chartDataOf(const CostsFigures &figures, const CostOutlook &outlook, charts::ChartKind kind,
    const QString &definition, const QString &command)
{
    const tables::CostTable::Content &table = figures.table;
    ChartData data;
    data.kind = kind;
    data.length = table.granularity == CostGranularity::Month ? charts::PeriodLength::Month : charts::PeriodLength::Day;
    const bool isGrouped = !table.dimension.isEmpty();
    const QString last = charts::dayText(figures.range.to.addDays(-1));
    data.title = isGrouped ? tr("Costs by %1").arg(titleOf(table.dimension)) : tr("Costs in all");
    data.subject = isGrouped ? tr("By %1, to %2").arg(titleOf(table.dimension), last) : tr("In all, to %1").arg(last);
    data.currency = table.currency;
    data.definition = definition;
    data.query = command;
    data.asOf = figures.answer.asOf;
    data.periods = table.periods;
    data.states = statesOf(figures);
    for (const CostRow &row : table.rows)
        data.series.append(seriesOf(row));
    if (kind != charts::ChartKind::Share)
        data.forecast = forecastOf(figures, outlook);
    if (outlook.byAws)
        data.forecaster = tr("AWS");
    data.anomalies = anomaliesOf(figures, outlook);
    if (figures.comparedRange)
        data.comparison = charts::ChartComparison{table.comparedTitle, figures.comparedTotals};
    return data;
}

} // namespace sm::pages
