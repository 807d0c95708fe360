// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "billrow.h"
#include "blockindex.h"
#include "blockreader.h"
#include "chargeamounts.h"
#include "instant.h"
#include "mapreader.h"
#include "partialledger.h"

namespace sm::costs::bill {

/// Reads the charges of blocks into a PartialLedger. One for each thread.
class ChargeReader
{
public:
    /// \param currency the charges to keep; empty: all
    explicit ChargeReader(QByteArray currency);

    /// False when the block is flawed: result().flaw says where.
    bool read(const Block &block);
    PartialLedger &result() { return m_result; }

private:
    /// A column whose text is the value of a dimension.
    struct TextColumn
    {
        int column = 0;
        PartialDimension *dimension = nullptr;
    };
    /// A column of dates, and the last one read: rows repeat them.
    struct DateColumn
    {
        int column = -1;
        std::string text;
        Instant instant;
    };

    void bind(const std::shared_ptr<const BillLayout> &layout);
    void bindText(Role role, const QString &dimension);
    std::optional<Flaw> index(const Block &block);
    bool record();
    bool readDates();
    bool readDate(DateColumn &column);
    bool isWanted();
    bool readBill();
    void readEstimated();
    void readDimensions();
    void readColumn(const TextColumn &column);
    void readRegion();
    void readMaps();
    /// Makes m_fields the record of one of m_kept.
    void go(std::size_t kept);
    quint64 order() const { return static_cast<quint64>(m_block) << 32U | m_record; }
    bool readAmounts();
    void append(const RowAmounts &amounts);
    void beginOwn(PartialMetric &metric);
    Place place(int column) const { return {m_block, static_cast<qint64>(m_record), column + 1}; }
    bool fail(int column, const QString &reason);

    QByteArray m_currency;
    PartialLedger m_result;
    std::shared_ptr<const BillLayout> m_layout;
    std::vector<TextColumn> m_texts;
    PartialDimension *m_region = nullptr;
    std::vector<std::pair<int, MapReader>> m_maps;
    std::optional<ChargeAmounts> m_amounts;
    DateColumn m_start;
    DateColumn m_end;
    DateColumn m_period;
    std::string m_payer; ///< of the last row
    qint32 m_estimated = -1; ///< the last estimated day
    std::size_t m_currencyAt = 0; ///< of the last row

    static constexpr std::size_t Together = 16; ///< so many texts are looked for at a time
    std::array<std::string, Together> m_quoted;
    BlockIndex m_index;
    const char *m_bytes = nullptr; ///< of the block
    std::vector<std::size_t> m_kept; ///< the records of the block that are charges to keep
    BillRow m_fields;
    qint64 m_block = 0;
    std::size_t m_record = 0; ///< in the block
    std::size_t m_row = 0; ///< in the result
};

} // namespace sm::costs::bill
