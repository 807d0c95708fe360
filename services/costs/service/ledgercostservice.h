// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askedsource.h"

#include <core/ids.h>
#include <costs/costservice.h>
#include <coststore/coststore.h>

#include <memory>
#include <vector>

namespace sm::costs {

class PaidRequests;

/// The CostService of one system: its bill files, and whatever other sources are added.
///
///     LedgerCostService costs(store, system.id, openBill, &paidRequests);
///     costs.add(std::make_unique<ExplorerAsked>(explorer));
///     const Result<CostAnswer> answer = co_await costs.answer(CostSource::CurBills, query, false, token);
class LedgerCostService final : public CostService
{
public:
    /// Reads the files of a bill.
    /// \error as CostService::openBill()
    using BillReader
        = std::function<QCoro::Task<Result<std::shared_ptr<const Ledger>>>(BillRequest, ProgressHandler, CancelToken)>;

    /// \p store and \p paid outlive it. \p paid nullptr: nothing that is asked here costs anything.
    LedgerCostService(CostStore &store, SystemId system, BillReader reader, PaidRequests *paid = nullptr);
    ~LedgerCostService() override;

    /// Before the first question. Sources are offered in this order, after the bills.
    void add(std::unique_ptr<AskedSource> source);

    QCoro::Task<Result<QList<CostSourceInfo>>> sources(CancelToken token) override;
    QCoro::Task<Result<CostAnswer>> answer(CostSource source, CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(CostSource source, QString dimension, CancelToken token) override;
    QCoro::Task<Result<CostSourceInfo>> openBill(
        BillRequest request, ProgressHandler onProgress, CancelToken token) override;
    QCoro::Task<Result<void>> forget(CostSource source, CancelToken token) override;
    QCoro::Task<Result<CostMeter>> meter(CancelToken token) override;

private:
    AskedSource *find(CostSource source) const;

    CostStore &m_store;
    SystemId m_system;
    BillReader m_reader;
    PaidRequests *m_paid;
    std::vector<std::unique_ptr<AskedSource>> m_sources;
};

} // namespace sm::costs
