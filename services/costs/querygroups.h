// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

namespace sm::costs {

/// Numbers 64-bit keys from 0 on, in the order in which they come: by a table where the keys are few, else by hashing.
class KeyNumbers
{
public:
    /// \p keys are below \p space
    explicit KeyNumbers(quint64 space);

    quint32 numberOf(quint64 key)
    {
        if (m_isTable) {
            quint32 &number = m_table[static_cast<std::size_t>(key)];
            return number != None ? number : number = added(key);
        }
        return hashed(key);
    }
    std::size_t size() const { return m_keys.size(); }
    quint64 keyOf(quint32 number) const { return m_keys[number]; }

private:
    static constexpr quint32 None = 0xffffffff;

    quint32 added(quint64 key);
    quint32 hashed(quint64 key);
    std::size_t placeOf(quint64 key) const;
    void grow();

    bool m_isTable;
    std::vector<quint32> m_table; ///< by key, or by place of the hash; None: free
    std::vector<quint64> m_keys;
};

/// Numbers tuples of codes, one for each column, however many columns there are and however large they are.
class GroupNumbers
{
public:
    /// \param sizes of each column: how many codes it has
    explicit GroupNumbers(const std::vector<std::size_t> &sizes);

    /// \p codesOf gives the codes of a column for all rows of a block: `codesOf(column, multiply)` calls
    /// `multiply(row, code)` for each. \p numbers takes the group of each row.
    template <typename CodesOf>
    void number(std::span<quint32> numbers, CodesOf codesOf);

    /// How many groups there are by now.
    std::size_t size() const;
    /// The codes of \p group, one for each column.
    std::vector<quint32> codesOf(quint32 group) const;

private:
    /// Some columns that fit into one key, together with the number that the columns before them have.
    struct Stage
    {
        std::vector<std::size_t> columns;
        KeyNumbers numbers;
    };

    std::vector<std::size_t> m_sizes;
    std::vector<Stage> m_stages;
    std::vector<quint64> m_keys; ///< of the rows of a block
};

template <typename CodesOf>
void GroupNumbers::number(std::span<quint32> numbers, CodesOf codesOf)
{
    m_keys.assign(numbers.size(), 0);
    for (Stage &stage : m_stages) {
        for (const std::size_t column : stage.columns) {
            const quint64 size = m_sizes[column];
            codesOf(column, [this, size](std::size_t row, quint32 code) { m_keys[row] = m_keys[row] * size + code; });
        }
        for (std::size_t row = 0; row < numbers.size(); ++row)
            m_keys[row] = numbers[row] = stage.numbers.numberOf(m_keys[row]);
    }
}

} // namespace sm::costs
