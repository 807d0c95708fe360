// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketsums.h"
#include "comparison.h"

namespace sm::backups {

/// Finds out what it is that differs in the buckets that differ, from a second walk through both tables. Holds half a
/// million items at most; what is in further buckets is only counted.
class DifferingItems
{
public:
    DifferingItems(const BucketSums &source, const BucketSums &copy);

    /// Whether a second walk would tell anything.
    bool areThere() const { return m_areThere; }
    bool isWanted(quint64 key) const { return m_wanted[BucketSums::bucketOf(key)]; }
    /// Whether its key is kept, as an example.
    bool isNamed(quint64 key) const { return m_named[BucketSums::bucketOf(key)]; }

    void addSource(const ItemDigest &item) { add(m_source, item); }
    void addCopy(const ItemDigest &item) { add(m_copy, item); }

    /// Completes \p comparison, which has the sums' figures.
    void resolve(Comparison &comparison);

private:
    struct Entry
    {
        quint64 key = 0;
        quint64 content = 0;
        int name = -1; ///< in m_names
    };
    void add(std::vector<Entry> &side, const ItemDigest &item);
    void note(Comparison &comparison, const QString &what, const Entry &entry) const;

    std::vector<bool> m_wanted;
    std::vector<bool> m_named;
    bool m_areThere = false;
    qint64 m_leftOut = 0;
    qint64 m_alike = 0; ///< items of the buckets that do not differ
    std::vector<Entry> m_source;
    std::vector<Entry> m_copy;
    std::vector<QJsonObject> m_names;
};

} // namespace sm::backups
