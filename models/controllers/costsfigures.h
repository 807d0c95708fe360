// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsquestion.h"

#include <core/costoutlook.h>
#include <tables/costtable.h>

namespace sm::controllers {

/// What chart and table both show: made once from the answers, so they always agree.
struct CostsFigures
{
    CostsQuestion question;
    CostsRange range;
    std::optional<CostsRange> comparedRange;
    CostAnswer answer; ///< its groups are not kept here
    tables::CostTable::Content table;
    QList<Decimal> comparedTotals; ///< by period of the other range
    QList<bool> incomplete; ///< by period: not all of it has been seen
    int groups = 0; ///< that there are
    int matching = 0; ///< whose names hold the words

    bool isEmpty() const { return table.rows.isEmpty(); }
};

/// \param last the last day with charges
CostsFigures costsFigures(const CostsQuestion &question, const CostsRange &range, const CostAnswer &answer,
    const std::optional<CostAnswer> &compared, const QDate &last);

/// The figures on top of the page, of the month of the last day with charges.
struct CostsSummary
{
    QDate month; ///< its first day
    QDate last; ///< the last day with charges
    QString currency;
    Decimal monthToDate;
    std::optional<Decimal> sameDaysBefore; ///< of the month before; nothing when there was none
    QString mover; ///< the group that changed most since; empty: none
    Decimal moverChange;
    QList<QDate> days; ///< for sparklines and forecasts
    QList<Decimal> totals; ///< by day
};

/// \p daily: by day and group over the months before.
CostsSummary costsSummary(const CostAnswer &daily, const QDate &last);

/// "October, same days", "October 2025", "3 Aug – 2 Sep 2026".
QString rangeTitle(const CostsRange &range);

} // namespace sm::controllers
