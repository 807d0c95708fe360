// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "billfile.h"
#include "billstream.h"
#include "chargereader.h"

namespace sm::costs::bill {

/// One reading of bills: what readBill() does, with the sizes that tests change.
class BillReading
{
public:
    struct Sizes
    {
        std::size_t blockBytes = BlockReader::BlockBytes;
        int threads = 2; ///< 1 or 2
    };

    BillReading(QStringList files, BillOptions options, Sizes sizes,
        std::function<void(const BillProgress &)> onProgress, CancelToken token);

    /// \error as readBill()
    Result<Ledger> run();

private:
    void readAll();
    void readBlocks(ChargeReader &reader);
    Result<Ledger> merged();
    std::optional<Error> firstError() const;
    std::optional<Error> streamError() const;
    using Found = std::optional<std::pair<Place, QString>>;
    Found secondCurrency() const;
    Found mixedDates() const;
    PartialBlock blockOf(const Place &place) const;
    qint64 rowOf(const Place &place) const;
    Error at(const Place &place, const QString &reason) const;
    std::vector<PartialCurrency> currencies() const;
    std::vector<PartialCurrency> leftOut() const;
    Result<void> checkRows() const;
    void describe(Ledger &ledger) const;
    QString note() const;
    QString title() const;

    BillOptions m_options;
    Sizes m_sizes;
    BillStream m_stream;
    std::vector<std::unique_ptr<ChargeReader>> m_readers;
};

} // namespace sm::costs::bill
