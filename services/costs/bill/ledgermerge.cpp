// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgermerge.h"

#include <algorithm>
#include <map>

namespace sm::costs::bill {

namespace {

QByteArray bytesOf(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

template <typename Vector>
void release(Vector &vector)
{
    Vector().swap(vector);
}

} // namespace

LedgerMerge::LedgerMerge(std::vector<PartialLedger *> parts)
    : m_parts(std::move(parts))
{
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        for (const PartialBlock &block : m_parts[number]->blocks)
            m_runs.push_back({m_parts[number], number, block});
        m_rows += m_parts[number]->days.size();
    }
    std::sort(m_runs.begin(), m_runs.end(),
        [](const Run &left, const Run &right) { return left.block.number < right.block.number; });
}

std::vector<PartialBlock> LedgerMerge::blocks() const
{
    std::vector<PartialBlock> all;
    std::transform(m_runs.cbegin(), m_runs.cend(), std::back_inserter(all), [](const Run &run) { return run.block; });
    return all;
}

bool LedgerMerge::into(Ledger &ledger)
{
    days(ledger);
    dimensions(ledger);
    return metrics(ledger);
}

void LedgerMerge::days(Ledger &ledger)
{
    ledger.days.reserve(m_rows);
    for (const Run &run : m_runs) {
        const auto begin = run.part->days.cbegin() + static_cast<qsizetype>(run.block.firstRow);
        ledger.days.insert(ledger.days.end(), begin, begin + static_cast<qsizetype>(run.block.rows));
    }
    for (PartialLedger *part : m_parts)
        release(part->days);
}

/// Those of columns in their usual order, then tags and cost categories by name.
void LedgerMerge::dimensions(Ledger &ledger)
{
    QStringList names;
    for (const PartialLedger *part : m_parts) {
        for (const std::unique_ptr<PartialDimension> &each : part->dimensions) {
            if (!names.contains(each->name))
                names.append(each->name);
        }
    }
    const auto isNamed = [](const QString &name) { return name.contains(u':'); };
    std::sort(names.begin(), names.end(), [&isNamed](const QString &left, const QString &right) {
        return std::pair(isNamed(left), left) < std::pair(isNamed(right), right);
    });
    for (const QString &name : std::as_const(names))
        ledger.dimensions.push_back(dimension(name));
}

LedgerDimension LedgerMerge::dimension(const QString &name)
{
    LedgerDimension merged;
    merged.name = name;
    const std::vector<std::vector<quint32>> codes = this->codes(name, merged.values);
    merged.codes.widenFor(static_cast<quint32>(merged.values.size()) - 1);
    merged.codes.reserve(m_rows);
    for (const Run &run : m_runs) {
        const PartialDimension *from = run.part->find(name);
        const std::size_t filled = from
            ? std::clamp(from->codes.size(), run.block.firstRow, run.block.firstRow + run.block.rows)
                - run.block.firstRow
            : 0;
        if (filled > 0)
            merged.codes.visit([&](auto &to) {
                from->codes.visit([&](const auto &source) {
                    const std::vector<quint32> &renumbered = codes[run.partNumber];
                    using Code = typename std::decay_t<decltype(to)>::value_type;
                    for (std::size_t i = 0; i < filled; ++i)
                        to.push_back(static_cast<Code>(renumbered[source[run.block.firstRow + i]]));
                });
            });
        merged.codes.appendZeros(run.block.rows - filled);
    }
    for (PartialLedger *part : m_parts)
        part->drop(name);
    return merged;
}

/// For each part the new numbers of its values; \p values get them in the order in which they come first.
std::vector<std::vector<quint32>> LedgerMerge::codes(const QString &name, std::vector<QByteArray> &values)
{
    struct First
    {
        quint64 place;
        std::size_t part;
        quint32 code;
    };
    std::vector<First> firsts;
    std::vector<std::vector<quint32>> renumbered(m_parts.size(), std::vector<quint32>(1));
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        const PartialDimension *each = m_parts[number]->find(name);
        for (quint32 code = 1; each && code < each->values.size(); ++code)
            firsts.push_back({each->firsts[code - 1], number, code});
        renumbered[number].resize(each ? each->values.size() : 1);
    }
    std::sort(firsts.begin(), firsts.end(), [](const First &left, const First &right) {
        return std::pair(left.place, left.code) < std::pair(right.place, right.code);
    });
    ValueDictionary merged;
    for (const First &first : firsts)
        renumbered[first.part][first.code] = merged.codeOf(m_parts[first.part]->find(name)->values.value(first.code));
    values.reserve(merged.size());
    for (quint32 code = 0; code < merged.size(); ++code)
        values.push_back(bytesOf(merged.value(code)));
    return renumbered;
}

bool LedgerMerge::metrics(Ledger &ledger)
{
    ledger.decimals = decimals();
    const std::size_t count = m_parts.front()->metrics.size();
    std::vector<LedgerMetric> merged(count);
    bool fits = true;
    // The last first: where a metric has no amounts of its own they are those of one before it, still needed.
    for (std::size_t number = count; number-- > 0;) {
        if (!isMissing(number))
            fits = metric(number, merged[number], ledger.decimals) && fits;
        for (PartialLedger *part : m_parts)
            release(part->metrics[number].mantissas);
    }
    std::vector<int> places(count, -1);
    for (std::size_t number = 0; number < count; ++number) {
        if (isMissing(number))
            continue;
        places[number] = static_cast<int>(ledger.metrics.size());
        const int parent = merged[number].sameAs;
        merged[number].sameAs = parent < 0 ? -1 : places[static_cast<std::size_t>(parent)];
        ledger.metrics.push_back(std::move(merged[number]));
    }
    return fits;
}

bool LedgerMerge::metric(std::size_t number, LedgerMetric &merged, int decimals)
{
    const PartialMetric &any = m_parts.front()->metrics[number];
    merged.metric = any.metric;
    if (isParents(number)) {
        merged.sameAs = any.parent;
        return true;
    }
    bool fits = true;
    merged.mantissas.reserve(m_rows);
    for (const Run &run : m_runs) {
        const PartialMetric &source = run.part->amountsOf(number);
        for (std::size_t i = 0; i < run.block.rows; ++i) {
            Int128 mantissa = source.mantissas[run.block.firstRow + i];
            fits = scaleUp(mantissa, decimals - source.decimals) && fits;
            merged.mantissas.push_back(mantissa);
        }
    }
    return fits;
}

bool LedgerMerge::isMissing(std::size_t metric) const
{
    return std::any_of(m_parts.cbegin(), m_parts.cend(),
        [metric](const PartialLedger *part) { return part->metrics[metric].isMissing; });
}

bool LedgerMerge::isParents(std::size_t metric) const
{
    return std::none_of(m_parts.cbegin(), m_parts.cend(),
        [metric](const PartialLedger *part) { return part->metrics[metric].differs; });
}

int LedgerMerge::decimals() const
{
    int most = 0;
    for (const PartialLedger *part : m_parts) {
        for (const PartialMetric &metric : part->metrics)
            most = std::max(most, metric.isMissing ? 0 : metric.decimals);
    }
    return most;
}

} // namespace sm::costs::bill
