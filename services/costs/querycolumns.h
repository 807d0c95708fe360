// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "querydays.h"

#include <vector>

namespace sm::costs {

/// Where the values of one dimension of one ledger come from.
struct ValueSource
{
    enum class Kind { Codes, Days, Nothing };

    Kind kind = Kind::Nothing;
    const CodeColumn *codes = nullptr; ///< of Kind::Codes
};

/// What is grouped by, over all ledgers: one dictionary, and for each ledger what its codes are in it.
struct GroupColumn
{
    struct Part
    {
        ValueSource source;
        std::vector<quint32> toColumn; ///< by code; by day of QueryDays::charged; one element where there is nothing
    };

    std::vector<QByteArray> values; ///< UTF-8
    std::vector<Part> parts; ///< for each ledger
};

/// Which values of one dimension of one ledger pass. Days beyond QueryDays::charged never do.
struct ValueMask
{
    ValueSource source;
    std::vector<quint8> passes; ///< as GroupColumn::Part::toColumn

    bool passesAll() const;
    bool passesNone() const;
};

/// The dimension of \p ledger that \p name means: a tag is found with and without the "user:" that AWS puts in front
/// of it. nullptr: it has none.
const LedgerDimension *dimensionOf(const Ledger &ledger, const QString &name);

/// Service, account, region, usage type, resource and line item type are known of every bill: "" where it does not say.
/// \error Kind::Invalid no ledger has such a dimension; names those there are
Result<void> checkDimension(const LedgerList &ledgers, const QString &name);

GroupColumn groupColumnFor(const LedgerList &ledgers, const QueryDays &days, const QString &name);

/// What \p filters and the range leave of \p ledger, without those that leave everything.
std::vector<ValueMask> masksFor(
    const Ledger &ledger, const DaySpan &ofLedger, const QueryDays &days, const QList<CostFilter> &filters);

} // namespace sm::costs
