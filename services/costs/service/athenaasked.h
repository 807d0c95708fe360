// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "billsource.h"

namespace sm::costs {

/// What queries over the report in Athena have brought and the store keeps. Asking it costs nothing: queries are plans
/// (athena/queryplans.h), and their price is seen before they run.
class AthenaAsked final : public AskedSource
{
public:
    /// \p store outlives it.
    AthenaAsked(CostStore &store, SystemId system);

    CostSource source() const override { return CostSource::Athena; }
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;

private:
    BillSource m_kept;
};

} // namespace sm::costs
