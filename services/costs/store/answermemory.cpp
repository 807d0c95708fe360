// SPDX-License-Identifier: GPL-3.0-or-later
#include "answermemory.h"

namespace sm::costs {

std::optional<CostAnswer> AnswerMemory::find(const QString &key)
{
    const auto place = m_places.constFind(key);
    if (place == m_places.constEnd())
        return {};
    m_entries.splice(m_entries.begin(), m_entries, *place);
    return m_entries.front().second;
}

void AnswerMemory::keep(const QString &key, const CostAnswer &answer)
{
    if (const auto place = m_places.constFind(key); place != m_places.constEnd())
        m_entries.erase(*place);
    m_entries.emplace_front(key, answer);
    m_places.insert(key, m_entries.begin());
    while (m_places.size() > m_most) {
        m_places.remove(m_entries.back().first);
        m_entries.pop_back();
    }
}

void AnswerMemory::clear()
{
    m_places.clear();
    m_entries.clear();
}

} // namespace sm::costs
