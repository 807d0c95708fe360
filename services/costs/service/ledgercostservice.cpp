// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgercostservice.h"

#include "billsource.h"

#include <coststore/paidrequests.h>

#include <QCoreApplication>

namespace sm::costs {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::LedgerCostService", text); }

Error notThere() { return {Error::Kind::NotFound, tr("This system has no such source of costs.")}; }

} // namespace

LedgerCostService::LedgerCostService(CostStore &store, SystemId system, BillReader reader, PaidRequests *paid)
    : m_store(store)
    , m_system(std::move(system))
    , m_reader(std::move(reader))
    , m_paid(paid)
{
    add(std::make_unique<BillSource>(m_store, m_system, CostSource::CurBills));
    add(std::make_unique<BillSource>(m_store, m_system, CostSource::FocusBills));
}

LedgerCostService::~LedgerCostService() = default;

void LedgerCostService::add(std::unique_ptr<AskedSource> source) { m_sources.push_back(std::move(source)); }

AskedSource *LedgerCostService::find(CostSource source) const
{
    const auto found = std::find_if(
        m_sources.begin(), m_sources.end(), [source](const auto &each) { return each->source() == source; });
    return found == m_sources.end() ? nullptr : found->get();
}

/// One that can not say what it has does not hide the others.
QCoro::Task<Result<QList<CostSourceInfo>>> LedgerCostService::sources(CancelToken token)
{
    QList<CostSourceInfo> infos;
    std::optional<Error> problem;
    for (const auto &each : m_sources) {
        const Result<CostSourceInfo> info = co_await each->info(token);
        if (token.isCancelled())
            co_return Error::cancelled();
        if (info)
            infos.append(*info);
        else if (info.error().kind() != Error::Kind::NotFound)
            problem = info.error();
    }
    if (infos.isEmpty() && problem)
        co_return std::move(*problem);
    co_return std::move(infos);
}

QCoro::Task<Result<CostAnswer>> LedgerCostService::answer(
    CostSource source, CostQuery query, bool fresh, CancelToken token)
{
    AskedSource *asked = find(source);
    if (!asked)
        co_return notThere();
    co_return co_await asked->answer(std::move(query), fresh, token);
}

QCoro::Task<Result<QStringList>> LedgerCostService::values(CostSource source, QString dimension, CancelToken token)
{
    AskedSource *asked = find(source);
    if (!asked)
        co_return notThere();
    co_return co_await asked->values(std::move(dimension), token);
}

QCoro::Task<Result<CostSourceInfo>> LedgerCostService::openBill(
    BillRequest request, ProgressHandler onProgress, CancelToken token)
{
    const Result<std::shared_ptr<const Ledger>> ledger = co_await m_reader(request, std::move(onProgress), token);
    if (!ledger)
        co_return ledger.error();
    const CostSource source = BillSource::sourceOf((*ledger)->kind);
    const Result<Added> added = co_await m_store.add(m_system, *ledger, request.known, token);
    if (!added)
        co_return added.error();
    AskedSource *asked = find(source);
    if (!asked)
        co_return notThere();
    co_return co_await asked->info(token);
}

QCoro::Task<Result<void>> LedgerCostService::forget(CostSource source, CancelToken token)
{
    co_return co_await m_store.forget(m_system, BillSource::kindsOf(source), token);
}

QCoro::Task<Result<CostMeter>> LedgerCostService::meter(CancelToken)
{
    if (!m_paid)
        co_return CostMeter();
    co_return co_await m_paid->today();
}

} // namespace sm::costs
