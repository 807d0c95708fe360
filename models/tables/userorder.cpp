// SPDX-License-Identifier: GPL-3.0-or-later
#include "packedtext.h"
#include "usersearch.h"

#include <algorithm>
#include <cstring>

namespace sm::tables {

namespace {

/// A text to sort by: its first bytes as a number, which decides nearly every comparison, and where all of it is.
struct TextKey
{
    quint64 prefix = 0;
    quint32 offset = 0;
    quint32 size = 0;
};

class TextKeys
{
public:
    TextKey add(std::string_view folded)
    {
        TextKey key;
        key.offset = static_cast<quint32>(m_text.size());
        key.size = static_cast<quint32>(folded.size());
        for (size_t i = 0; i < sizeof key.prefix; ++i)
            key.prefix = key.prefix << 8 | (i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0U);
        m_text.append(folded);
        return key;
    }
    int compare(const TextKey &a, const TextKey &b) const
    {
        if (a.prefix != b.prefix)
            return a.prefix < b.prefix ? -1 : 1;
        return std::string_view(m_text)
            .substr(a.offset, a.size)
            .compare(std::string_view(m_text).substr(b.offset, b.size));
    }

private:
    std::string m_text;
};

/// Sorts all rows by \p keyOf and \p compare; ties keep the pool's order, in both directions.
template <typename KeyOf, typename Compare>
Rows sortedBy(const UserIndex &index, Qt::SortOrder direction, const KeyOf &keyOf, const Compare &compare)
{
    std::vector<std::pair<decltype(keyOf(0)), int>> keyed;
    keyed.reserve(static_cast<size_t>(index.size()));
    for (int row = 0; row < index.size(); ++row)
        keyed.emplace_back(keyOf(row), row);
    const int sign = direction == Qt::AscendingOrder ? 1 : -1;
    std::sort(keyed.begin(), keyed.end(), [&compare, sign](const auto &a, const auto &b) {
        const int difference = sign * compare(a.first, b.first);
        return difference != 0 ? difference < 0 : a.second < b.second;
    });
    Rows rows(keyed.size());
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto &each) { return each.second; });
    return rows;
}

template <typename KeyOf>
Rows sortedByNumber(const UserIndex &index, Qt::SortOrder direction, const KeyOf &keyOf)
{
    return sortedBy(index, direction, keyOf, [](qint64 a, qint64 b) { return a < b ? -1 : a > b ? 1 : 0; });
}

/// \p appendText appends the case-folded text of a row.
template <typename AppendText>
Rows sortedByText(const UserIndex &index, Qt::SortOrder direction, const AppendText &appendText)
{
    TextKeys keys;
    std::string text;
    const auto keyOf = [&](int row) {
        text.clear();
        appendText(text, row);
        return keys.add(text);
    };
    return sortedBy(
        index, direction, keyOf, [&keys](const TextKey &a, const TextKey &b) { return keys.compare(a, b); });
}

} // namespace

Rows ordered(const UserIndex &index, const UserOrder &order, const UserFacts &facts)
{
    const auto direction = order.direction;
    const auto byAttribute = [&index, direction](int id) {
        return sortedByText(
            index, direction, [&index, id](std::string &text, int row) { appendFolded(text, index.utf8(row, id)); });
    };
    switch (order.column.kind) {
    case UserColumn::Kind::Created:
        return sortedByNumber(index, direction, [&index](int row) { return index.at(row).createdMs; });
    case UserColumn::Kind::Modified:
        return sortedByNumber(index, direction, [&index](int row) { return index.at(row).modifiedMs; });
    case UserColumn::Kind::Enabled:
        return sortedByNumber(index, direction, [&index](int row) { return qint64(!index.at(row).enabled); });
    case UserColumn::Kind::Status:
        return sortedByText(index, direction,
            [&](std::string &text, int row) { appendFolded(text, shownStatus(index.at(row), facts)); });
    case UserColumn::Kind::Groups:
        return sortedByText(index, direction,
            [&index](std::string &text, int row) { appendFolded(text, index.groups(row).join(u", ")); });
    case UserColumn::Kind::Name:
        return byAttribute(0);
    case UserColumn::Kind::Attribute:
        break;
    }
    return byAttribute(index.attributeId(order.column.attribute));
}

} // namespace sm::tables
