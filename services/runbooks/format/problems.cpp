// SPDX-License-Identifier: GPL-3.0-or-later
#include "problems.h"

#include <algorithm>
#include <tuple>

namespace sm::runbooks {

void Problems::add(const Place &place, const QString &message)
{
    if (m_list.size() < most)
        m_list.append({place, message});
}

QList<Problem> Problems::inOrder() const
{
    QList<Problem> list = m_list;
    std::sort(list.begin(), list.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.place.line, a.place.column, a.message) < std::tie(b.place.line, b.place.column, b.message);
    });
    return list;
}

} // namespace sm::runbooks
