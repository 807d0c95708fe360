// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/costservice.h>
#include <costservice/costinsight.h>
#include <support/gate.h>

#include <QHash>

namespace sm::test {

/// A CostService over what the test puts into it. Calls go through \c gate under names like "answer service".
class FakeCostService final : public costs::CostService
{
public:
    Gate gate;
    QList<CostSourceInfo> allSources;
    /// What a question is answered with; nothing: an answer without charges.
    std::function<Result<CostAnswer>(CostSource, const CostQuery &)> answers;
    QHash<QString, QStringList> allValues; ///< by dimension
    CostMeter today;
    QHash<QString, Error> failures; ///< by the first word of the call
    QList<CostQuery> queries; ///< all that were asked
    QList<bool> freshness; ///< beside them
    QList<costs::BillRequest> bills;
    CostSourceInfo opened; ///< what opening a bill leads to

    QCoro::Task<Result<QList<CostSourceInfo>>> sources(CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("sources"), token);
        if (!passed)
            co_return passed.error();
        co_return QList<CostSourceInfo>(allSources);
    }
    QCoro::Task<Result<CostAnswer>> answer(CostSource source, CostQuery query, bool fresh, CancelToken token) override
    {
        queries.append(query);
        freshness.append(fresh);
        const Result<void> passed = co_await pass(QStringLiteral("answer ") + query.groupBy.value(0), token);
        if (!passed)
            co_return passed.error();
        CostAnswer empty;
        empty.query = query;
        co_return answers ? answers(source, query) : Result<CostAnswer>(empty);
    }
    QCoro::Task<Result<QStringList>> values(CostSource, QString dimension, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("values ") + dimension, token);
        if (!passed)
            co_return passed.error();
        co_return allValues.value(dimension);
    }
    QCoro::Task<Result<CostSourceInfo>> openBill(
        costs::BillRequest request, ProgressHandler onProgress, CancelToken token) override
    {
        bills.append(request);
        onProgress({1, 2});
        const Result<void> passed = co_await pass(QStringLiteral("openBill"), token);
        if (!passed)
            co_return passed.error();
        if (request.known == costs::KnownBill::Refuse && failures.contains(QStringLiteral("known")))
            co_return Error(failures.value(QStringLiteral("known"), Error::cancelled()));
        co_return CostSourceInfo(opened);
    }
    QCoro::Task<Result<void>> forget(CostSource, CancelToken token) override
    {
        co_return co_await pass(QStringLiteral("forget"), token);
    }
    QCoro::Task<Result<CostMeter>> meter(CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("meter"), token);
        if (!passed)
            co_return passed.error();
        co_return CostMeter(today);
    }

private:
    QCoro::Task<Result<void>> pass(QString call, CancelToken token)
    {
        const bool wanted = co_await gate.pass(call, token);
        if (!wanted)
            co_return Error::cancelled();
        const auto failure = failures.constFind(call.section(u' ', 0, 0));
        if (failure != failures.constEnd())
            co_return Error(*failure);
        co_return ok();
    }
};

/// Says what the test wants it to.
class FakeCostInsight final : public costs::CostInsight
{
public:
    CostOutlook next;
    QList<CostDayEvent> events;
    QList<QDate> askedDays;
    savings::SavingsReport report;
    std::optional<Error> savingsProblem;
    costs::Reconciliation compared;
    Result<CostAwsForecast> awsForecastTold = CostAwsForecast();
    Result<QList<CostAnomaly>> awsAnomaliesTold = QList<CostAnomaly>();
    Result<void> tagsTold;
    int tagsAsked = 0;
    int forecastsAsked = 0;
    int anomaliesAsked = 0;

    QCoro::Task<Result<CostOutlook>> outlook(CostAnswer, QDate, CancelToken) override { co_return CostOutlook(next); }
    QCoro::Task<Result<CostAwsForecast>> awsForecast(CostMetric, QList<CostFilter>, CancelToken) override
    {
        ++forecastsAsked;
        co_return Result<CostAwsForecast>(awsForecastTold);
    }
    QCoro::Task<Result<QList<CostAnomaly>>> awsAnomalies(CancelToken) override
    {
        ++anomaliesAsked;
        co_return Result<QList<CostAnomaly>>(awsAnomaliesTold);
    }
    QCoro::Task<Result<void>> askTags(CancelToken) override
    {
        ++tagsAsked;
        co_return Result<void>(tagsTold);
    }
    QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken) override
    {
        askedDays.append(day);
        co_return QList<CostDayEvent>(events);
    }
    QCoro::Task<Result<savings::SavingsReport>> savings(CancelToken) override
    {
        if (savingsProblem)
            co_return Error(*savingsProblem);
        co_return savings::SavingsReport(report);
    }
    QCoro::Task<Result<costs::Reconciliation>> reconcile(CancelToken) override
    {
        co_return costs::Reconciliation(compared);
    }
};

/// The period of \p query that \p day is in; \p from is the first day.
inline QDate periodOf(const CostQuery &query, const QDate &day, const QDate &from)
{
    if (query.granularity == CostGranularity::Day)
        return day;
    return query.granularity == CostGranularity::Month ? QDate(day.year(), day.month(), 1) : from;
}

/// A bill of two months, in which EC2 costs 10 a day, S3 one and Lambda half of it from the second month on.
inline CostAnswer someCosts(const CostQuery &query)
{
    struct Service
    {
        QString name;
        QString daily;
        QDate from;
    };
    const QDate first(2026, 9, 1);
    const QDate end(2026, 10, 21);
    static const QList<Service> services{
        {QStringLiteral("AmazonEC2"), QStringLiteral("10.000000000000000000001"), first},
        {QStringLiteral("AmazonS3"), QStringLiteral("1"), first},
        {QStringLiteral("AWSLambda"), QStringLiteral("0.5"), QDate(2026, 10, 1)}};
    CostAnswer answer;
    answer.query = query;
    answer.currency = QStringLiteral("USD");
    answer.source = QStringLiteral("Bill file october.csv");
    answer.asOf = QDateTime(QDate(2026, 10, 20), QTime(6, 0), Qt::UTC);
    const QDate from = query.from.isValid() ? std::max(query.from, first) : first;
    const QDate to = query.to.isValid() ? std::min(query.to, end) : end;
    for (QDate day = from; day < to; day = day.addDays(1)) {
        if (const QDate period = periodOf(query, day, from); answer.periods.value(answer.periods.size() - 1) != period)
            answer.periods.append(period);
    }
    answer.estimated = QList<bool>(answer.periods.size(), false);
    for (const Service &each : services) {
        const QStringList key = query.groupBy.isEmpty() ? QStringList() : QStringList{each.name};
        CostGroup group{key, {}, QList<Decimal>(answer.periods.size())};
        for (QDate day = std::max(from, each.from); day < to; day = day.addDays(1)) {
            const Decimal amount = *Decimal::parse(each.daily);
            group.amounts[answer.periods.indexOf(periodOf(query, day, from))] += amount;
            group.amount += amount;
        }
        answer.total += group.amount;
        if (!group.amount.isZero())
            answer.groups.append(group);
    }
    return answer;
}

inline CostSourceInfo someBills()
{
    CostSourceInfo info;
    info.source = CostSource::CurBills;
    info.title = QStringLiteral("Bill files (CUR)");
    info.parts = {QStringLiteral("october.csv")};
    info.currency = QStringLiteral("USD");
    info.from = QDate(2026, 9, 1);
    info.to = QDate(2026, 10, 21);
    info.asOf = QDateTime(QDate(2026, 10, 20), QTime(6, 0), Qt::UTC);
    info.metrics = {CostMetric::Unblended, CostMetric::Amortized};
    info.dimensions = {costdimension::Service, costdimension::Account, costdimension::Region, costdimension::UsageType,
        QStringLiteral("tag:team")};
    return info;
}

inline CostSourceInfo someExplorer()
{
    CostSourceInfo info;
    info.source = CostSource::CostExplorer;
    info.title = QStringLiteral("Cost Explorer");
    info.currency = QStringLiteral("USD");
    info.metrics = {CostMetric::Unblended};
    info.dimensions = {costdimension::Service, costdimension::Region};
    info.paid = true;
    return info;
}

} // namespace sm::test
