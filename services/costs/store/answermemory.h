// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

#include <QHash>

#include <list>
#include <optional>

namespace sm::costs {

/// The answers that were asked for last.
class AnswerMemory
{
public:
    /// \param most how many; 0: none
    explicit AnswerMemory(int most)
        : m_most(most)
    {
    }

    std::optional<CostAnswer> find(const QString &key);
    void keep(const QString &key, const CostAnswer &answer);
    void clear();

private:
    using Entry = std::pair<QString, CostAnswer>;

    int m_most;
    std::list<Entry> m_entries; ///< the latest first
    QHash<QString, std::list<Entry>::iterator> m_places;
};

} // namespace sm::costs
