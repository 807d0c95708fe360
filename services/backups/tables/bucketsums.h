// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "itemdigest.h"

#include <vector>

namespace sm::backups {

/// Sums over the items of a table, by buckets of their keys' hashes: of two tables those buckets are the same that hold
/// the same items, in whatever order they came. 3 MB, however large the table.
class BucketSums
{
public:
    static constexpr int Bits = 17;
    static constexpr quint32 Count = 1U << Bits;

    BucketSums();

    static quint32 bucketOf(quint64 key) { return static_cast<quint32>(key >> (64 - Bits)); }
    void add(const ItemDigest &item);

    qint64 items() const { return m_items; }
    quint32 itemsIn(quint32 bucket) const { return m_buckets[bucket].items; }
    /// The buckets that are not the same, in order.
    std::vector<quint32> differingFrom(const BucketSums &other) const;

private:
    struct Bucket
    {
        quint64 high = 0;
        quint64 low = 0;
        quint32 items = 0;
        friend bool operator==(const Bucket &, const Bucket &) = default;
    };

    std::vector<Bucket> m_buckets;
    qint64 m_items = 0;
};

} // namespace sm::backups
