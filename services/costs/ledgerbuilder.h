// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger.h"

#include <core/result.h>

#include <QHash>

namespace sm::costs {

/// Makes a ledger charge by charge, for sources whose answers are short: a page at a time is in memory anyway.
class LedgerBuilder
{
public:
    /// \p dimensions as in costdimension, \p metrics in the order in which add() gets them.
    LedgerBuilder(LedgerKind kind, const QStringList &dimensions, QList<CostMetric> metrics);

    /// One charge: a value for each dimension (UTF-8, "" for none) and an amount for each metric.
    void add(const QDate &day, const QList<QByteArray> &values, const QList<Decimal> &amounts);
    /// The provider still revises \p day.
    void markEstimated(const QDate &day);
    std::size_t rows() const { return m_ledger.rows(); }

    /// The ledger; the builder is empty afterwards.
    /// \error Kind::BadReply amounts that no bill has: too large and too fine for one column
    Result<Ledger> take();

private:
    Result<void> scale();

    Ledger m_ledger;
    QList<CostMetric> m_metrics;
    std::vector<QHash<QByteArray, quint32>> m_codes; ///< for each dimension
    std::vector<std::vector<Decimal>> m_amounts; ///< for each metric
};

} // namespace sm::costs
