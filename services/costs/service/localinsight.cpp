// SPDX-License-Identifier: GPL-3.0-or-later
#include "localinsight.h"

#include "explorerasked.h"

#include "outlook.h"

#include <costexplorer/dayevents.h>
#include <costexplorer/exploreranomalies.h>
#include <costexplorer/explorerforecast.h>
#include <costexplorer/explorersource.h>
#include <coststore/coststore.h>
#include <savings/savingsservice.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrent>

namespace sm::costs {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostInsight", text); }

Error noAccount() { return {Error::Kind::NotFound, tr("There is no account that could be asked.")}; }

constexpr int DaysAhead = 31;
constexpr int DaysOfAnomalies = 90;

const QList<LedgerKind> CurKinds{LedgerKind::CurLegacy, LedgerKind::Cur2};

Error noExplorer() { return {Error::Kind::NotFound, tr("Cost Explorer can not be asked here.")}; }

CostAwsForecast awsForecastOf(const ExplorerForecast &told)
{
    CostAwsForecast forecast{told.currency, {}, told.asOf};
    for (const ExplorerForecast::Point &each : told.points) {
        const double mean = each.mean.toDouble();
        const double low = each.low.value_or(each.mean).toDouble();
        const double high = each.high.value_or(each.mean).toDouble();
        forecast.days.append({each.span.from, {mean, low, high, low, high}});
    }
    return forecast;
}

/// What nobody waits for any more is not begun.
CostOutlook outlookIfWanted(const CostAnswer &daily, const QDate &last, const CancelToken &token)
{
    return token.isCancelled() ? CostOutlook() : outlookOf(daily, last);
}

/// The days that the bills have.
QCoro::Task<ExplorerSpan> daysOf(const LocalInsight::Places *places, CancelToken token)
{
    ExplorerSpan span;
    const Result<QList<LedgerInfo>> infos = co_await places->store.infos(places->system, token);
    for (const LedgerInfo &each : infos.value_or(QList<LedgerInfo>())) {
        const bool isBill = CurKinds.contains(each.kind) || each.kind == LedgerKind::Focus;
        if (!isBill || !each.from.isValid())
            continue;
        span.from = span.from.isValid() ? std::min(span.from, each.from) : each.from;
        span.to = span.to.isValid() ? std::max(span.to, each.to) : each.to;
    }
    co_return ExplorerSpan(span);
}

} // namespace

LocalInsight::LocalInsight(Places places)
    : m_places(std::move(places))
{
    m_pool.setMaxThreadCount(1);
}

QCoro::Task<Result<CostOutlook>> LocalInsight::outlook(CostAnswer daily, QDate last, CancelToken token)
{
    QFuture<CostOutlook> computing = QtConcurrent::run(&m_pool, outlookIfWanted, daily, last, token);
    CostOutlook computed = co_await computing;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return std::move(computed);
}

QCoro::Task<Result<CostAwsForecast>> LocalInsight::awsForecast(
    CostMetric metric, QList<CostFilter> filters, CancelToken token)
{
    if (!m_places.answers)
        co_return noExplorer();
    const QDate today = m_places.clock->nowUtc().date();
    const QDate monthsEnd = QDate(today.year(), today.month(), 1).addMonths(1);
    const QDate end = std::max(monthsEnd, today.addDays(DaysAhead));
    const ExplorerForecastQuery query{metric, CostGranularity::Day, today, end, 80, std::move(filters)};
    const Result<ExplorerForecast> told
        = co_await explorerForecast(m_places.answers, m_places.clock, query, std::move(token));
    if (!told)
        co_return told.error();
    co_return awsForecastOf(*told);
}

QCoro::Task<Result<QList<CostAnomaly>>> LocalInsight::awsAnomalies(CancelToken token)
{
    if (!m_places.answers)
        co_return noExplorer();
    const QDate today = m_places.clock->nowUtc().date();
    co_return co_await explorerAnomalies(
        m_places.answers, m_places.clock, {today.addDays(-DaysOfAnomalies), today.addDays(1)}, std::move(token));
}

QCoro::Task<Result<void>> LocalInsight::askTags(CancelToken token)
{
    if (!m_places.asked)
        co_return noExplorer();
    co_return co_await m_places.asked->askTags(std::move(token));
}

QCoro::Task<Result<QList<CostDayEvent>>> LocalInsight::changesOf(QDate day, CancelToken token)
{
    if (!m_places.events)
        co_return noAccount();
    co_return co_await m_places.events->changesOn(day, std::move(token));
}

QCoro::Task<Result<savings::SavingsReport>> LocalInsight::savings(CancelToken token)
{
    if (!m_places.savings)
        co_return noAccount();
    const Result<LedgerList> ledgers = co_await m_places.store.ledgers(m_places.system, CurKinds, {}, token);
    co_return co_await m_places.savings->find({}, ledgers.value_or(LedgerList()), std::move(token));
}

QCoro::Task<Result<Reconciliation>> LocalInsight::reconcile(CancelToken token)
{
    QList<ReconciledSource> sources;
    const Result<LedgerList> cur = co_await m_places.store.ledgers(m_places.system, CurKinds, {}, token);
    if (cur && !cur->isEmpty())
        sources.append({tr("CUR"), *cur, CostMetric::Unblended});
    const Result<LedgerList> focus = co_await m_places.store.ledgers(m_places.system, {LedgerKind::Focus}, {}, token);
    if (focus && !focus->isEmpty())
        sources.append({tr("FOCUS"), *focus, CostMetric::Billed});
    if (sources.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("There is nothing to compare with. Open a bill file first."));
    if (m_places.explorer) {
        const ExplorerSpan span = co_await daysOf(&m_places, token);
        const auto asked
            = co_await m_places.explorer->ledger(CostMetric::Unblended, span, {costdimension::Service}, false, token);
        if (!asked)
            co_return asked.error();
        sources.append({tr("Cost Explorer"), {*asked}, CostMetric::Unblended});
    }
    if (sources.size() < 2)
        co_return Error(Error::Kind::NotFound, tr("There is only one source, so there is nothing to compare it with."));
    QFuture<Result<Reconciliation>> comparing = QtConcurrent::run(sm::costs::reconcile, sources, QDate(), QDate());
    Result<Reconciliation> compared = co_await comparing;
    co_return std::move(compared);
}

} // namespace sm::costs
