// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "partialledger.h"

namespace sm::costs::bill {

/// One ledger of what several threads read, the same whichever thread read what: charges in the order of the bill,
/// values of dimensions as they come first. Takes \p parts apart to need little memory.
class LedgerMerge
{
public:
    explicit LedgerMerge(std::vector<PartialLedger *> parts);

    /// Fills the columns of \p ledger. False when the amounts do not fit beside those with the most decimals.
    bool into(Ledger &ledger);
    /// The blocks in the order of the bill.
    std::vector<PartialBlock> blocks() const;

private:
    /// Rows of a part that follow each other in the bill.
    struct Run
    {
        PartialLedger *part = nullptr;
        std::size_t partNumber = 0;
        PartialBlock block;
    };
    void days(Ledger &ledger);
    void dimensions(Ledger &ledger);
    LedgerDimension dimension(const QString &name);
    std::vector<std::vector<quint32>> codes(const QString &name, std::vector<QByteArray> &values);
    bool metrics(Ledger &ledger);
    bool metric(std::size_t number, LedgerMetric &merged, int decimals);
    bool isMissing(std::size_t metric) const;
    bool isParents(std::size_t metric) const;
    int decimals() const;

    std::vector<PartialLedger *> m_parts;
    std::vector<Run> m_runs;
    std::size_t m_rows = 0;
};

} // namespace sm::costs::bill
