// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace sm::tables {

/// Finds rows of one segment of the index by user name. It holds no names: whoever asks compares.
class NameTable
{
public:
    static constexpr int MostRows = 4096;

    static size_t hashOf(std::string_view utf8);

    /// \p row is less than MostRows; equal hashes may come any number of times.
    void insert(size_t hash, int row);

    /// The first row of that hash for which \p isIt holds, -1: none.
    template <typename IsIt>
    int find(size_t hash, const IsIt &isIt) const
    {
        for (size_t at = hash % Slots; m_slots[at].row != Free; at = (at + 1) % Slots) {
            if (m_slots[at].tag == tagOf(hash) && isIt(m_slots[at].row))
                return m_slots[at].row;
        }
        return -1;
    }

private:
    static constexpr size_t Slots = 2 * MostRows; // never full, so every search ends
    static constexpr quint16 Free = 0xffff;
    struct Slot
    {
        quint16 tag = 0; ///< other bits of the hash than those that chose the place
        quint16 row = Free;
    };
    static quint16 tagOf(size_t hash) { return static_cast<quint16>(hash >> 32); }

    std::vector<Slot> m_slots{Slots};
};

} // namespace sm::tables
