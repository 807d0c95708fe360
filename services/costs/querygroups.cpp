// SPDX-License-Identifier: GPL-3.0-or-later
#include "querygroups.h"

#include <algorithm>

namespace sm::costs {

namespace {

constexpr quint64 LargestTable = quint64{1} << 20;
constexpr quint64 MostNumbers = quint64{1} << 32; // of a stage
constexpr std::size_t FirstPlaces = 1 << 12; // a power of two

} // namespace

KeyNumbers::KeyNumbers(quint64 space)
    : m_isTable(space <= LargestTable)
    , m_table(m_isTable ? static_cast<std::size_t>(space) : FirstPlaces, None)
{
}

quint32 KeyNumbers::added(quint64 key)
{
    m_keys.push_back(key);
    return static_cast<quint32>(m_keys.size() - 1);
}

/// Where \p key is or would be.
std::size_t KeyNumbers::placeOf(quint64 key) const
{
    const std::size_t mask = m_table.size() - 1;
    quint64 mixed = key * 0x9e3779b97f4a7c15; // Fibonacci hashing: its high bits depend on all of the key
    mixed ^= mixed >> 32;
    std::size_t place = static_cast<std::size_t>(mixed) & mask;
    while (m_table[place] != None && m_keys[m_table[place]] != key)
        place = (place + 1) & mask;
    return place;
}

quint32 KeyNumbers::hashed(quint64 key)
{
    const std::size_t place = placeOf(key);
    if (m_table[place] != None)
        return m_table[place];
    const quint32 number = m_table[place] = added(key);
    if (m_keys.size() * 2 > m_table.size())
        grow();
    return number;
}

void KeyNumbers::grow()
{
    m_table.assign(m_table.size() * 2, None);
    for (std::size_t number = 0; number < m_keys.size(); ++number)
        m_table[placeOf(m_keys[number])] = static_cast<quint32>(number);
}

GroupNumbers::GroupNumbers(const std::vector<std::size_t> &sizes)
    : m_sizes(sizes)
{
    std::vector<std::size_t> columns;
    quint64 space = 1;
    for (std::size_t column = 0; column < sizes.size(); ++column) {
        const quint64 size = std::max<quint64>(sizes[column], 1);
        quint64 larger = 0;
        if (__builtin_mul_overflow(space, size, &larger)) {
            m_stages.push_back({std::move(columns), KeyNumbers(space)});
            columns.clear();
            larger = MostNumbers * size;
        }
        columns.push_back(column);
        space = larger;
    }
    m_stages.push_back({std::move(columns), KeyNumbers(space)});
}

std::size_t GroupNumbers::size() const { return m_stages.back().numbers.size(); }

std::vector<quint32> GroupNumbers::codesOf(quint32 group) const
{
    std::vector<quint32> codes(m_sizes.size());
    quint64 number = group;
    for (auto stage = m_stages.rbegin(); stage != m_stages.rend(); ++stage) {
        number = stage->numbers.keyOf(static_cast<quint32>(number));
        for (auto column = stage->columns.rbegin(); column != stage->columns.rend(); ++column) {
            codes[*column] = static_cast<quint32>(number % m_sizes[*column]);
            number /= m_sizes[*column];
        }
    }
    return codes;
}

} // namespace sm::costs
