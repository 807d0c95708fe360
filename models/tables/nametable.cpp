// SPDX-License-Identifier: GPL-3.0-or-later
#include "nametable.h"

#include <QHashFunctions>

namespace sm::tables {

size_t NameTable::hashOf(std::string_view utf8) { return qHashBits(utf8.data(), utf8.size()); }

void NameTable::insert(size_t hash, int row)
{
    size_t at = hash % Slots;
    while (m_slots[at].row != Free)
        at = (at + 1) % Slots;
    m_slots[at] = {tagOf(hash), static_cast<quint16>(row)};
}

} // namespace sm::tables
