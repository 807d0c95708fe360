// SPDX-License-Identifier: GPL-3.0-or-later
#include "querysums.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>

namespace sm::costs {

namespace {

constexpr std::size_t BlockRows = 2048; // what the loops touch at once stays in the first-level cache
constexpr std::size_t MostSums = 8'000'000;

/// The rows of one block of a ledger that pass.
class Block
{
public:
    void take(std::size_t begin, std::size_t end)
    {
        m_count = end - begin;
        for (std::size_t i = 0; i < m_count; ++i)
            m_rows[i] = begin + i;
    }
    /// Only rows whose \p passes(row) is true stay.
    template <typename Passes>
    void keep(Passes passes)
    {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_count; ++i) {
            const std::size_t row = m_rows[i];
            m_rows[kept] = row;
            kept += passes(row) ? 1 : 0;
        }
        m_count = kept;
    }
    std::span<const std::size_t> rows() const { return {m_rows.data(), m_count}; }

private:
    std::array<std::size_t, BlockRows> m_rows;
    std::size_t m_count = 0;
};

/// Sums as 128-bit integers of one scale: fast, as long as nothing overflows.
class FastAdder
{
public:
    explicit FastAdder(int decimals)
        : m_decimals(decimals)
    {
    }
    bool hasOverflowed() const { return m_overflowed; }
    void begin(const Ledger &ledger)
    {
        const std::optional<Int128> factor = Decimal(1).scaled(m_decimals - ledger.decimals);
        m_factor = *factor;
        m_isSmall = m_factor <= std::numeric_limits<qint64>::max();
    }
    void resize(std::size_t count) { m_sums.resize(count); }
    void add(std::size_t place, Int128 mantissa)
    {
        if (m_factor != 1)
            mantissa = scaled(mantissa);
        m_overflowed |= __builtin_add_overflow(m_sums[place], mantissa, &m_sums[place]);
    }
    std::vector<Int128> take() { return std::move(m_sums); }

private:
    Int128 scaled(Int128 mantissa)
    {
        // A product of two 64-bit numbers always fits, and is many times as fast.
        const auto narrow = static_cast<qint64>(mantissa);
        if (m_isSmall && narrow == mantissa)
            return Int128{narrow} * static_cast<qint64>(m_factor);
        Int128 product = 0;
        m_overflowed |= __builtin_mul_overflow(mantissa, m_factor, &product);
        return product;
    }

    int m_decimals;
    Int128 m_factor = 1;
    bool m_isSmall = true;
    bool m_overflowed = false;
    std::vector<Int128> m_sums;
};

/// The same for numbers of any size.
class ExactAdder
{
public:
    bool hasOverflowed() const { return false; }
    void begin(const Ledger &ledger) { m_decimals = ledger.decimals; }
    void resize(std::size_t count) { m_sums.resize(count); }
    void add(std::size_t place, Int128 mantissa) { m_sums[place] += Decimal::fromScaled(mantissa, m_decimals); }
    std::vector<Decimal> take() { return std::move(m_sums); }

private:
    int m_decimals = 0;
    std::vector<Decimal> m_sums;
};

/// One run over the charges.
class Summing
{
public:
    Summing(const LedgerList &ledgers, const QueryDays &days, const CostQuery &query)
        : m_ledgers(ledgers)
        , m_days(days)
        , m_query(query)
        , m_columns(columnsFor(ledgers, days, query))
        , m_groups(sizesOf(m_columns))
    {
    }

    /// False: there would be too many sums, or they do not fit into \p adder.
    template <typename Adder>
    bool run(Adder &adder)
    {
        m_groups = GroupNumbers(sizesOf(m_columns));
        for (qsizetype i = 0; i < m_ledgers.size() && !m_isTooMuch && !adder.hasOverflowed(); ++i)
            addLedger(static_cast<std::size_t>(i), adder);
        adder.resize(m_groups.size() * periods());
        return !m_isTooMuch && !adder.hasOverflowed();
    }
    bool isTooMuch() const { return m_isTooMuch; }
    QList<QStringList> keys() const
    {
        std::vector<std::vector<QString>> texts;
        for (const GroupColumn &each : m_columns)
            texts.emplace_back(each.values.size());
        QList<QStringList> keys(static_cast<qsizetype>(m_groups.size()));
        for (qsizetype group = 0; group < keys.size(); ++group) {
            const std::vector<quint32> codes = m_groups.codesOf(static_cast<quint32>(group));
            keys[group].reserve(static_cast<qsizetype>(codes.size()));
            for (std::size_t column = 0; column < codes.size(); ++column)
                keys[group] << textOf(column, codes[column], texts[column]);
        }
        return keys;
    }

private:
    /// Made once for each value that a group has.
    QString textOf(std::size_t column, quint32 code, std::vector<QString> &texts) const
    {
        if (texts[code].isNull())
            texts[code] = QString::fromUtf8(m_columns[column].values[code]);
        return texts[code];
    }
    static std::vector<GroupColumn> columnsFor(const LedgerList &ledgers, const QueryDays &days, const CostQuery &query)
    {
        std::vector<GroupColumn> columns;
        for (const QString &name : query.groupBy)
            columns.push_back(groupColumnFor(ledgers, days, name));
        return columns;
    }
    static std::vector<std::size_t> sizesOf(const std::vector<GroupColumn> &columns)
    {
        std::vector<std::size_t> sizes;
        for (const GroupColumn &each : columns)
            sizes.push_back(each.values.size());
        return sizes;
    }
    std::size_t periods() const { return static_cast<std::size_t>(m_days.periods.size()); }

    template <typename Adder>
    void addLedger(std::size_t place, Adder &adder)
    {
        const Ledger &ledger = *m_ledgers.at(static_cast<qsizetype>(place));
        const DaySpan &range = m_days.ofLedgers[place];
        if (range.intersected(m_days.charged).isEmpty())
            return;
        const std::vector<ValueMask> masks = masksFor(ledger, range, m_days, m_query.filters);
        if (std::any_of(masks.begin(), masks.end(), [](const ValueMask &each) { return each.passesNone(); }))
            return;
        adder.begin(ledger);
        for (std::size_t row = 0; row < ledger.rows() && !m_isTooMuch; row += BlockRows) {
            m_block.take(row, std::min(row + BlockRows, ledger.rows()));
            for (const ValueMask &mask : masks)
                apply(mask, ledger);
            addBlock(ledger, place, adder);
        }
    }

    void apply(const ValueMask &mask, const Ledger &ledger)
    {
        const quint8 *passes = mask.passes.data();
        switch (mask.source.kind) {
        case ValueSource::Kind::Codes:
            mask.source.codes->visit([this, passes](const auto &codes) {
                m_block.keep([passes, from = codes.data()](std::size_t row) { return passes[from[row]] != 0; });
            });
            break;
        case ValueSource::Kind::Days:
            m_block.keep([&mask, passes, first = m_days.charged.first, from = ledger.days.data()](std::size_t row) {
                const auto day = static_cast<quint64>(from[row] - first); // before the first: very large
                return day < mask.passes.size() && passes[day] != 0;
            });
            break;
        case ValueSource::Kind::Nothing:
            break; // passes none, and then the ledger is left out
        }
    }

    template <typename Multiply>
    void codesOf(const GroupColumn::Part &part, const Ledger &ledger, Multiply multiply)
    {
        const std::span<const std::size_t> rows = m_block.rows();
        const quint32 *toColumn = part.toColumn.data();
        switch (part.source.kind) {
        case ValueSource::Kind::Codes:
            part.source.codes->visit([&](const auto &codes) {
                const auto *from = codes.data();
                for (std::size_t i = 0; i < rows.size(); ++i)
                    multiply(i, toColumn[from[rows[i]]]);
            });
            break;
        case ValueSource::Kind::Days:
            for (std::size_t i = 0; i < rows.size(); ++i)
                multiply(i, toColumn[ledger.days[rows[i]] - m_days.charged.first]);
            break;
        case ValueSource::Kind::Nothing:
            for (std::size_t i = 0; i < rows.size(); ++i)
                multiply(i, toColumn[0]);
            break;
        }
    }

    template <typename Adder>
    void addBlock(const Ledger &ledger, std::size_t place, Adder &adder)
    {
        const std::span<const std::size_t> rows = m_block.rows();
        const std::span<quint32> numbers(m_numbers.data(), rows.size());
        m_groups.number(numbers,
            [&](std::size_t column, auto multiply) { codesOf(m_columns[column].parts[place], ledger, multiply); });
        if (m_groups.size() * periods() > MostSums) {
            m_isTooMuch = true;
            return;
        }
        adder.resize(m_groups.size() * periods());
        const Int128 *mantissas = ledger.mantissas(m_query.metric)->data();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto day = static_cast<std::size_t>(ledger.days[rows[i]] - m_days.charged.first);
            adder.add(numbers[i] * periods() + m_days.periodOf[day], mantissas[rows[i]]);
        }
    }

    const LedgerList &m_ledgers;
    const QueryDays &m_days;
    const CostQuery &m_query;
    std::vector<GroupColumn> m_columns;
    GroupNumbers m_groups;
    Block m_block;
    std::array<quint32, BlockRows> m_numbers;
    bool m_isTooMuch = false;
};

} // namespace

Result<QuerySums> sumUp(const LedgerList &ledgers, const QueryDays &days, const CostQuery &query)
{
    QuerySums sums;
    for (const auto &ledger : ledgers)
        sums.decimals = std::max(sums.decimals, ledger->decimals);
    Summing summing(ledgers, days, query);
    FastAdder fast(sums.decimals);
    ExactAdder exact;
    if (summing.run(fast))
        sums.mantissas = fast.take();
    else if (!summing.isTooMuch() && summing.run(exact))
        sums.exact = exact.take();
    else
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::costs::Query",
                "That is more than 8 million amounts. Group by something with fewer values, or by month instead of "
                "day."));
    sums.keys = summing.keys();
    return sums;
}

} // namespace sm::costs
