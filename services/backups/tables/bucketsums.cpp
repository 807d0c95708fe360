// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketsums.h"

namespace sm::backups {

BucketSums::BucketSums()
    : m_buckets(Count)
{
}

void BucketSums::add(const ItemDigest &item)
{
    Bucket &bucket = m_buckets[bucketOf(item.key)];
    bucket.low += item.low;
    bucket.high += item.high + (bucket.low < item.low ? 1 : 0);
    ++bucket.items;
    ++m_items;
}

std::vector<quint32> BucketSums::differingFrom(const BucketSums &other) const
{
    std::vector<quint32> differing;
    for (quint32 bucket = 0; bucket < Count; ++bucket) {
        if (!(m_buckets[bucket] == other.m_buckets[bucket]))
            differing.push_back(bucket);
    }
    return differing;
}

} // namespace sm::backups
