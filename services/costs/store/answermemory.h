// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/keptanswer.h>

#include <QHash>

#include <list>

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

    std::optional<KeptAnswer> find(const QString &key);
    void keep(const QString &key, const KeptAnswer &answer);
    void clear();
    qsizetype size() const { return m_places.size(); }

private:
    using Entry = std::pair<QString, KeptAnswer>;

    int m_most;
    std::list<Entry> m_entries; ///< the latest first
    QHash<QString, std::list<Entry>::iterator> m_places;
};

} // namespace sm::costs
