// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerforecast.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LowestLevel = 51;
constexpr int HighestLevel = 99;
constexpr int MonthsByDay = 3;
constexpr int MonthsByMonth = 12;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message); }

/// "UNBLENDED_COST" for "UnblendedCost".
QString forecastMetric(CostMetric metric)
{
    QString word;
    const QString name = explorerMetric(metric);
    for (const QChar letter : name) {
        if (letter.isUpper() && !word.isEmpty())
            word += u'_';
        word += letter.toUpper();
    }
    return word;
}

Result<void> check(const ExplorerForecastQuery &query, const QDate &today)
{
    if (explorerMetric(query.metric).isEmpty() || query.metric == CostMetric::UsageQuantity)
        return invalid(tr("Cost Explorer forecasts unblended, blended, amortized and net costs only."));
    if (query.level < LowestLevel || query.level > HighestLevel)
        return invalid(tr("Choose a band of 51 to 99 %."));
    if (query.from < today || query.from >= query.to)
        return invalid(tr("A forecast begins today (UTC) or later, and ends after that."));
    const bool byDay = query.granularity == CostGranularity::Day;
    const QDate last = today.addMonths(byDay ? MonthsByDay : MonthsByMonth);
    if (query.to > last && byDay)
        return invalid(tr("Cost Explorer forecasts days up to 3 months ahead, until %1. Choose months for up to 12.")
                .arg(last.toString(Qt::ISODate)));
    if (query.to > last)
        return invalid(
            tr("Cost Explorer forecasts 12 months ahead at most, until %1.").arg(last.toString(Qt::ISODate)));
    const CostQuery filtered{query.metric, query.from, query.to, CostGranularity::Day, {}, query.filters};
    const Result<ExplorerShape> shape = explorerShape(filtered, {query.from, query.to}, today);
    return shape ? ok() : shape.error();
}

QJsonObject requestOf(const ExplorerForecastQuery &query)
{
    QJsonObject request{
        {u"TimePeriod"_s,
            QJsonObject{{u"Start"_s, query.from.toString(Qt::ISODate)}, {u"End"_s, query.to.toString(Qt::ISODate)}}},
        {u"Metric"_s, forecastMetric(query.metric)},
        {u"Granularity"_s, query.granularity == CostGranularity::Day ? u"DAILY"_s : u"MONTHLY"_s},
        {u"PredictionIntervalLevel"_s, query.level},
    };
    if (!query.filters.isEmpty())
        request.insert(u"Filter"_s, explorerExpression(query.filters));
    return request;
}

std::optional<Decimal> amountOf(const QJsonValue &value) { return Decimal::parse(QStringView(value.toString())); }

ExplorerForecast::Point pointOf(const QJsonValue &result)
{
    const QJsonValue period = result[u"TimePeriod"_s];
    return {{QDate::fromString(period[u"Start"_s].toString().left(10), Qt::ISODate),
                QDate::fromString(period[u"End"_s].toString().left(10), Qt::ISODate)},
        amountOf(result[u"MeanValue"_s]).value_or(Decimal()), amountOf(result[u"PredictionIntervalLowerBound"_s]),
        amountOf(result[u"PredictionIntervalUpperBound"_s])};
}

} // namespace

QCoro::Task<Result<ExplorerForecast>> explorerForecast(
    PaidAnswers *answers, const Clock *clock, ExplorerForecastQuery query, CancelToken token)
{
    if (const Result<void> possible = check(query, clock->nowUtc().date()); !possible)
        co_return possible.error();
    const aws::Call call{u"ce"_s, u"GetCostForecast"_s, requestOf(query), {}};
    const Result<PaidPages> pages = co_await answers->pages(call, false, token);
    if (!pages)
        co_return pages.error();
    ExplorerForecast forecast;
    forecast.level = query.level;
    forecast.asOf = pages->asOf;
    const QJsonArray results = pages->all(u"ForecastResultsByTime"_s);
    for (const QJsonValue &each : results)
        forecast.points << pointOf(each);
    const QJsonValue total = pages->pages.isEmpty() ? QJsonValue() : pages->pages.first().value(u"Total"_s);
    forecast.currency = total[u"Unit"_s].toString();
    forecast.total = amountOf(total[u"Amount"_s]).value_or(Decimal());
    co_return forecast;
}

} // namespace sm::costs
