// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askedsource.h"

#include <core/ids.h>
#include <coststore/coststore.h>

namespace sm::costs {

/// The bill files of one form that a store has.
class BillSource final : public AskedSource
{
public:
    /// \p store outlives it. \p source is CostSource::CurBills or FocusBills.
    BillSource(CostStore &store, SystemId system, CostSource source);

    CostSource source() const override { return m_source; }
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;

    /// The kinds of ledgers that \p source is of.
    static QList<LedgerKind> kindsOf(CostSource source);
    /// Where ledgers of \p kind are shown.
    static CostSource sourceOf(LedgerKind kind);

private:
    CostStore &m_store;
    SystemId m_system;
    CostSource m_source;
};

} // namespace sm::costs
