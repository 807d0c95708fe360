// SPDX-License-Identifier: GPL-3.0-or-later
#include "differingitems.h"

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostItems = 500'000; // of both tables together: 12 MB
constexpr qint64 mostNamed = 4'000;

} // namespace

DifferingItems::DifferingItems(const BucketSums &source, const BucketSums &copy)
    : m_wanted(BucketSums::Count)
    , m_named(BucketSums::Count)
{
    qint64 items = 0;
    m_alike = source.items();
    for (const quint32 bucket : source.differingFrom(copy)) {
        const qint64 ofSource = source.itemsIn(bucket);
        const qint64 ofCopy = copy.itemsIn(bucket);
        m_areThere = true;
        m_alike -= ofSource;
        items += ofSource + ofCopy;
        m_wanted[bucket] = items <= mostItems;
        m_named[bucket] = items <= mostNamed;
        if (!m_wanted[bucket])
            m_leftOut += std::max(ofSource, ofCopy);
    }
}

void DifferingItems::add(std::vector<Entry> &side, const ItemDigest &item)
{
    Entry entry{item.key, item.low};
    if (!item.keyValues.isEmpty()) {
        entry.name = static_cast<int>(m_names.size());
        m_names.push_back(item.keyValues);
    }
    side.push_back(entry);
}

void DifferingItems::note(Comparison &comparison, const QString &what, const Entry &entry) const
{
    if (entry.name >= 0)
        comparison.addExample(what, m_names[static_cast<size_t>(entry.name)]);
}

void DifferingItems::resolve(Comparison &comparison)
{
    const auto byKey = [](const Entry &a, const Entry &b) { return a.key < b.key; };
    std::sort(m_source.begin(), m_source.end(), byKey);
    std::sort(m_copy.begin(), m_copy.end(), byKey);
    comparison.same = m_alike;
    comparison.unresolved = m_leftOut;
    auto source = m_source.cbegin();
    auto copy = m_copy.cbegin();
    while (source != m_source.cend() || copy != m_copy.cend()) {
        if (copy == m_copy.cend() || (source != m_source.cend() && source->key < copy->key)) {
            ++comparison.onlySource;
            note(comparison, u"onlySource"_s, *source++);
        } else if (source == m_source.cend() || copy->key < source->key) {
            ++comparison.onlyCopy;
            note(comparison, u"onlyCopy"_s, *copy++);
        } else {
            const bool isSame = source->content == copy->content;
            ++(isSame ? comparison.same : comparison.different);
            if (!isSame)
                note(comparison, u"different"_s, *source);
            ++source;
            ++copy;
        }
    }
}

} // namespace sm::backups
