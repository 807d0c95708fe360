// SPDX-License-Identifier: GPL-3.0-or-later
#include "usersearch.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace sm::tables {

namespace {

using Segment = UserIndex::Segment;
using Rows = std::vector<int>;

bool invitationExpired(const Segment::Row &user, const UserFacts &facts)
{
    const auto modified = QDateTime::fromMSecsSinceEpoch(user.modifiedMs, Qt::UTC);
    return isInvitationExpired(user.status, modified, facts.temporaryPasswordDays, facts.now);
}

bool saysYes(const QString &value)
{
    return value == QLatin1String("yes") || value == QLatin1String("true") || value == QLatin1String("1");
}

/// One term of a query other than free text, ready to be asked of a row.
class RowTerm
{
public:
    RowTerm(const UserQuery::Term &term, const UserIndex &index, const UserFacts &facts)
        : m_term(term)
        , m_index(index)
        , m_facts(facts)
        , m_attribute(index.attributeId(term.key))
    {
    }

    bool accepts(int row) const { return matches(row) != m_term.excluded; }

private:
    bool matches(int row) const
    {
        const Segment::Row &entry = m_index.at(row);
        if (m_term.key == QLatin1String("enabled"))
            return entry.enabled == saysYes(m_term.value);
        if (m_term.key == QLatin1String("group"))
            return inGroup(row);
        if (m_term.key == QLatin1String("status"))
            return shownStatus(entry, m_facts).toCaseFolded().contains(m_term.value)
                || statusText(entry.status).toCaseFolded().contains(m_term.value);
        if (m_term.key == QLatin1String("invitation"))
            return matchesInvitation(entry);
        return m_index.attribute(row, m_attribute).toCaseFolded().contains(m_term.value);
    }
    bool inGroup(int row) const
    {
        const QStringList &groups = m_index.groups(row);
        if (m_term.value == QLatin1String("none"))
            return groups.isEmpty();
        return std::any_of(groups.begin(), groups.end(),
            [this](const QString &group) { return group.toCaseFolded() == m_term.value; });
    }
    bool matchesInvitation(const Segment::Row &entry) const
    {
        const bool open = entry.status == UserStatus::ForceChangePassword;
        const bool expired = invitationExpired(entry, m_facts);
        return m_term.value == QLatin1String("expired") ? expired : open && !expired;
    }

    const UserQuery::Term &m_term;
    const UserIndex &m_index;
    const UserFacts &m_facts;
    int m_attribute;
};

/// Marks the rows of \p segment whose text holds \p needle: one pass over the text, one mark a row.
void markHits(const Segment &segment, const QByteArray &needle, std::vector<char> &hits)
{
    const char *const begin = segment.text.data();
    const char *const end = begin + segment.text.size();
    if (!segment.inOrder) {
        for (size_t i = 0; i < segment.rows.size(); ++i) {
            const Segment::Row &row = segment.rows[i];
            hits[i]
                = ::memmem(begin + row.folded, row.foldedSize, needle.constData(), static_cast<size_t>(needle.size()))
                != nullptr;
        }
        return;
    }
    size_t row = 0;
    const char *at = begin;
    while (at < end) {
        const void *found
            = ::memmem(at, static_cast<size_t>(end - at), needle.constData(), static_cast<size_t>(needle.size()));
        if (!found)
            return;
        const auto offset = static_cast<quint32>(static_cast<const char *>(found) - begin);
        const auto next = std::upper_bound(segment.rows.begin() + static_cast<ptrdiff_t>(row), segment.rows.end(),
            offset, [](quint32 value, const Segment::Row &each) { return value < each.folded; });
        row = static_cast<size_t>(next - segment.rows.begin());
        hits[row - 1] = 1;
        if (row == segment.rows.size())
            return;
        at = begin + segment.rows[row].folded;
    }
}

/// Sorts by \p keyOf; ties keep the pool's order, in both directions.
template <typename KeyOf>
Rows sortedBy(const UserIndex &index, Qt::SortOrder direction, const KeyOf &keyOf)
{
    std::vector<std::pair<decltype(keyOf(0)), int>> keyed;
    keyed.reserve(static_cast<size_t>(index.size()));
    for (int row = 0; row < index.size(); ++row)
        keyed.emplace_back(keyOf(row), row);
    const bool ascending = direction == Qt::AscendingOrder;
    std::sort(keyed.begin(), keyed.end(), [ascending](const auto &a, const auto &b) {
        if (a.first < b.first || b.first < a.first)
            return ascending ? a.first < b.first : b.first < a.first;
        return a.second < b.second;
    });
    Rows rows(keyed.size());
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto &each) { return each.second; });
    return rows;
}

} // namespace

QString shownStatus(const Segment::Row &user, const UserFacts &facts)
{
    if (!user.enabled)
        return QCoreApplication::translate("sm::tables::UserTable", "Disabled");
    if (invitationExpired(user, facts))
        return QCoreApplication::translate("sm::tables::UserTable", "Invitation expired");
    return statusText(user.status);
}

std::vector<char> matches(
    const UserIndex &index, const UserQuery &query, const UserFacts &facts, const std::atomic_bool &obsolete)
{
    std::vector<RowTerm> rowTerms;
    std::vector<std::pair<QByteArray, char>> texts;
    for (const UserQuery::Term &term : query.terms) {
        if (term.key.isEmpty())
            texts.emplace_back(term.value.toUtf8(), term.excluded ? 0 : 1);
        else
            rowTerms.emplace_back(term, index, facts);
    }

    std::vector<char> accepted;
    accepted.reserve(static_cast<size_t>(index.size()));
    std::vector<char> hits;
    for (const auto &segment : index.segments()) {
        if (obsolete)
            return accepted;
        const size_t first = accepted.size();
        for (const Segment::Row &row : segment->rows)
            accepted.push_back(row.removed ? 0 : 1);
        for (const auto &[needle, wanted] : texts) {
            hits.assign(segment->rows.size(), 0);
            markHits(*segment, needle, hits);
            for (size_t i = 0; i < hits.size(); ++i)
                accepted[first + i] &= static_cast<char>(hits[i] == wanted);
        }
        for (size_t row = rowTerms.empty() ? accepted.size() : first; row < accepted.size(); ++row) {
            const auto accepts = [row](const RowTerm &term) { return term.accepts(static_cast<int>(row)); };
            accepted[row] = accepted[row] && std::all_of(rowTerms.begin(), rowTerms.end(), accepts);
        }
    }
    return accepted;
}

std::vector<int> ordered(const UserIndex &index, const UserOrder &order, const UserFacts &facts)
{
    const auto direction = order.direction;
    switch (order.column.kind) {
    case UserColumn::Kind::Created:
        return sortedBy(index, direction, [&index](int row) { return index.at(row).createdMs; });
    case UserColumn::Kind::Modified:
        return sortedBy(index, direction, [&index](int row) { return index.at(row).modifiedMs; });
    case UserColumn::Kind::Enabled:
        return sortedBy(index, direction, [&index](int row) { return index.at(row).enabled ? 0 : 1; });
    case UserColumn::Kind::Status:
        return sortedBy(index, direction, [&](int row) { return shownStatus(index.at(row), facts); });
    case UserColumn::Kind::Groups:
        return sortedBy(index, direction, [&index](int row) { return index.groups(row).join(u", ").toCaseFolded(); });
    case UserColumn::Kind::Name:
        return sortedBy(index, direction, [&index](int row) { return index.name(row).toCaseFolded(); });
    case UserColumn::Kind::Attribute:
        break;
    }
    const int id = index.attributeId(order.column.attribute);
    return sortedBy(index, direction, [&index, id](int row) { return index.attribute(row, id).toCaseFolded(); });
}

std::vector<int> shown(const std::vector<int> &order, const std::vector<char> &accepted)
{
    std::vector<int> rows;
    rows.reserve(order.size());
    std::copy_if(order.begin(), order.end(), std::back_inserter(rows), [&accepted](int row) {
        return static_cast<size_t>(row) < accepted.size() && accepted[static_cast<size_t>(row)];
    });
    return rows;
}

} // namespace sm::tables
