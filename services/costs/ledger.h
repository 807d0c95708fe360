// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecolumn.h"

#include <core/cost.h>

#include <QByteArray>

#include <vector>

namespace sm::costs {

/// Where the charges of a ledger come from.
enum class LedgerKind { CurLegacy, Cur2, Focus, CostExplorer, Athena, Anthropic, OpenAi };

/// One dimension of all charges: a dictionary, and for each charge the place of its value in it.
struct LedgerDimension
{
    QString name; ///< as in costdimension
    std::vector<QByteArray> values; ///< UTF-8; values[0] is always "": a charge without one
    CodeColumn codes;
};

/// One metric of all charges.
struct LedgerMetric
{
    CostMetric metric = CostMetric::Unblended;
    /// Amounts × 10^Ledger::decimals. Empty while every amount is that of Ledger::metrics[\c sameAs].
    std::vector<Int128> mantissas;
    int sameAs = -1;
};

/// Charges in columns: what every source of costs becomes, what stores keep and what queries run on. One currency.
///
/// Rows with the same day and the same codes may stand apart or be added up; queries do not see a difference.
struct Ledger
{
    LedgerKind kind = LedgerKind::CurLegacy;
    QString title; ///< "march.csv", "Cost Explorer": for people
    /// What it bills, "2023-11/123412340534": month and payer; so that a newer delivery of the same can take its place.
    QStringList bills;
    QByteArray digest; ///< 32 bytes that tell what was read from anything else: the same again changes nothing
    QString currency; ///< ISO 4217; empty: not said
    QDateTime asOf; ///< UTC: when the source said so
    bool billed = true; ///< false: computed from usage and price lists, not what is invoiced
    QString note; ///< what a person should know about it ("Dates are read as month/day/year."); may be empty

    int decimals = 0; ///< places of all mantissas, 0 to Decimal::MaxDecimals
    std::vector<qint32> days; ///< of each charge: days since 1970-01-01, UTC
    std::vector<LedgerDimension> dimensions;
    std::vector<LedgerMetric> metrics;
    /// Days that the provider still revises, ascending.
    std::vector<qint32> estimatedDays;

    std::size_t rows() const { return days.size(); }
    const LedgerDimension *dimension(const QString &name) const;
    const LedgerMetric *metric(CostMetric metric) const;
    /// The mantissas of \p metric, wherever they are kept; nullptr: it has no such metric.
    const std::vector<Int128> *mantissas(CostMetric metric) const;
};

} // namespace sm::costs
