// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amount.h"
#include "recordreader.h"
#include "valuedictionary.h"

#include <costs/ledger.h>

#include <QMap>
#include <QSet>

#include <map>

namespace sm::costs::bill {

/// Where something stands in what is read: the block, and the record or row in it.
struct Place
{
    qint64 block = 0;
    qint64 record = 0;
    int column = 0; ///< from 1 on

    friend auto operator<=>(const Place &, const Place &) = default;
};

/// A dimension of the charges that one thread read. A column may be shorter than the rows: the rest is "".
struct PartialDimension
{
    QString name;
    ValueDictionary values;
    std::vector<quint64> firsts; ///< of each value but the first: where it came first, ascending for blocks in order
    CodeColumn codes;

    void set(std::size_t row, std::string_view text, quint64 place)
    {
        if (!text.empty())
            setCode(row, codeOf(text, place));
    }
    quint32 codeOf(std::string_view text, quint64 place) { return counted(values.codeOf(text), place); }
    quint32 codeOf(const ValueDictionary::Wanted &wanted, quint64 place)
    {
        return counted(values.codeOf(wanted), place);
    }
    void setCode(std::size_t row, quint32 code);

private:
    quint32 counted(quint32 code, quint64 place)
    {
        if (values.isNew())
            firsts.push_back(place);
        return code;
    }
};

/// A metric of the charges that one thread read.
class PartialMetric
{
public:
    CostMetric metric = CostMetric::Unblended;
    int parent = -1; ///< the metric that it mostly equals, earlier in the list
    bool isMissing = false; ///< a charge lacked the columns for it
    bool differs = false; ///< from the parent; else it has no amounts of its own
    int decimals = 0;
    std::vector<Int128> mantissas;

    /// False when the amounts so far can not have as many decimals.
    bool append(const Amount &amount);
};

/// A currency, where it stood first and how often.
struct PartialCurrency
{
    QByteArray code;
    Place first;
    qint64 rows = 0;
};

/// A block as it was read.
struct PartialBlock
{
    qint64 number = 0;
    int file = 0;
    qint64 recordsBefore = 0;
    qint64 records = 0;
    std::size_t firstRow = 0; ///< in the columns of the PartialLedger
    std::size_t rows = 0;
};

/// The charges that one thread read, from blocks in between which others read.
struct PartialLedger
{
    std::vector<PartialBlock> blocks;
    std::vector<qint32> days;
    std::vector<std::unique_ptr<PartialDimension>> dimensions;
    std::vector<PartialMetric> metrics;
    std::vector<PartialCurrency> currencies;
    QSet<QString> bills;
    std::vector<bool> estimatedDays; ///< for each day since 1970-01-01
    std::optional<Place> firstIso;
    std::optional<Place> firstSlashes;
    std::optional<Place> unreadMap; ///< the first
    qint64 unreadMapRows = 0;
    int finestDecimals = 0;
    std::optional<Place> finest; ///< the amount with the most decimals
    bool overflowed = false; ///< amounts do not fit beside those with the most decimals
    std::optional<std::pair<Place, QString>> flaw; ///< what ended the reading

    PartialDimension *find(const QString &dimension) const;
    /// Makes it when it is not there yet. It stays where it is.
    PartialDimension &dimension(const QString &name);
    /// Gives the memory back.
    void drop(const QString &dimension);
    /// The metric itself, or the one that it equals so far.
    const PartialMetric &amountsOf(std::size_t metric) const;
    /// Sets the metrics of \p kind for the first block.
    void begin(LedgerKind kind);
};

} // namespace sm::costs::bill
