// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query.h"

namespace sm::costs {

/// One of the sources that are compared.
struct ReconciledSource
{
    QString title; ///< of its column
    LedgerList ledgers;
    CostMetric metric = CostMetric::Unblended;
};

/// What the sources say of one service in one month.
///
/// \c difference and \c remainder are how far the sources lie apart: the largest amount less the smallest, 0 when all
/// agree. \c remainder counts only days that all of them have: what is left of it no missing day explains.
struct ReconciledLine
{
    QDate month; ///< its first day
    QString service; ///< the name that the sources' own names are matched to
    QList<QStringList> names; ///< for each source: what it calls the service; empty: it does not have it
    QList<Decimal> amounts; ///< for each source; zero where it does not have the service
    Decimal difference;
    Decimal remainder;
    bool isMatched = false; ///< false: only one source has it, perhaps under a name that nothing matches

    friend bool operator==(const ReconciledLine &, const ReconciledLine &) = default;
};

/// Sources side by side. Their figures are compared and never added up.
struct Reconciliation
{
    QStringList sources;
    QString currency; ///< ISO 4217; empty: not said
    QDate from; ///< of the days that all sources have; invalid: there are none
    QDate to; ///< the day after the last
    QList<ReconciledLine> lines; ///< by month, then the largest difference first
    QList<Decimal> totals; ///< for each source
    Decimal difference; ///< between the totals
    Decimal remainder;
};

/// Compares what \p sources say by service and month, in the range from \p from to before \p to (either may be invalid:
/// open). Pure: may run on any thread.
///
/// Bills have a tax on the service that it is for, Cost Explorer has all taxes as the service "Tax": here they are
/// "Tax" everywhere. Services are matched by resources/costs/reconciliation/services.json, else by the same name.
/// \error Kind::Invalid as answer(), or two of the sources have different currencies
Result<Reconciliation> reconcile(const QList<ReconciledSource> &sources, QDate from = {}, QDate to = {});

} // namespace sm::costs
