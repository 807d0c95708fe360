// SPDX-License-Identifier: GPL-3.0-or-later
#include "usermatcher.h"

#include "packedtext.h"

#include <algorithm>

namespace sm::tables {

namespace {

using Segment = UserIndex::Segment;

constexpr size_t Statuses = static_cast<size_t>(UserStatus::ExternalProvider) + 1;
constexpr size_t Disabled = Statuses; ///< places in the set of statuses for what is shown in their stead
constexpr size_t Expired = Statuses + 1;

bool saysYes(const QString &value)
{
    return value == QLatin1String("yes") || value == QLatin1String("true") || value == QLatin1String("1");
}

std::vector<char> statusesLike(const QString &word)
{
    const auto isLike = [&word](const QString &text) { return text.toCaseFolded().contains(word); };
    std::vector<char> set;
    for (size_t status = 0; status < Statuses; ++status)
        set.push_back(isLike(statusText(static_cast<UserStatus>(status))));
    set.push_back(isLike(disabledText()));
    set.push_back(isLike(invitationExpiredText()));
    return set;
}

bool contains(const Segment &segment, const Segment::Row &row, std::string_view needle)
{
    const char *const begin = segment.text.data() + row.folded;
    return findText(begin, begin + row.foldedSize, needle) != nullptr;
}

/// The row after the one whose text holds \p offset, looked for from \p row on: the next hit is mostly near.
size_t rowAfter(const Segment &segment, size_t row, size_t offset)
{
    size_t step = 1;
    while (row + step < segment.rows.size() && segment.rows[row + step].folded <= offset)
        step *= 2;
    const auto begin = segment.rows.begin();
    const auto last = begin + static_cast<ptrdiff_t>(std::min(row + step, segment.rows.size()));
    const auto next = std::upper_bound(begin + static_cast<ptrdiff_t>(row + step / 2), last, offset,
        [](size_t value, const Segment::Row &each) { return value < each.folded; });
    return static_cast<size_t>(next - begin);
}

/// Marks the rows of \p segment whose text holds \p needle: one pass over the text, one mark a row.
void markHits(const Segment &segment, std::string_view needle, std::vector<char> &hits)
{
    hits.assign(segment.rows.size(), 0);
    if (!segment.inOrder) {
        for (size_t row = 0; row < hits.size(); ++row)
            hits[row] = contains(segment, segment.rows[row], needle);
        return;
    }
    const char *const begin = segment.text.data();
    const char *const end = begin + segment.text.size();
    const char *at = begin;
    for (size_t row = 0; row < hits.size(); at = begin + segment.rows[row].folded) {
        const char *const found = findText(at, end, needle);
        if (!found)
            return;
        row = rowAfter(segment, row, static_cast<size_t>(found - begin));
        hits[row - 1] = 1;
        if (row == hits.size())
            return;
    }
}

} // namespace

UserMatcher::UserMatcher(const UserIndex &index, const UserQuery &query, const UserFacts &facts)
    : m_index(index)
    , m_facts(facts)
{
    for (const UserQuery::Term &term : query.terms) {
        if (term.key.isEmpty())
            m_texts.push_back({term.value.toStdString(), term.excluded});
        else
            m_tests.push_back(testOf(term));
    }
}

UserMatcher::Test UserMatcher::testOf(const UserQuery::Term &term) const
{
    using Kind = Test::Kind;
    Test test;
    test.excluded = term.excluded;
    if (term.key == QLatin1String("enabled")) {
        test.kind = Kind::Enabled;
        test.wanted = saysYes(term.value);
    } else if (term.key == QLatin1String("group")) {
        test.kind = Kind::Group;
        test.set = groupSetsWith(term.value);
    } else if (term.key == QLatin1String("status")) {
        test.kind = Kind::Status;
        test.set = statusesLike(term.value);
    } else if (term.key == QLatin1String("invitation")) {
        test.kind = Kind::Invitation;
        test.wanted = term.value == QLatin1String("expired");
    } else {
        test.attribute = m_index.attributeId(term.key);
        test.needle = term.value.toStdString();
    }
    return test;
}

std::vector<char> UserMatcher::groupSetsWith(const QString &name) const
{
    std::vector<char> sets;
    for (const QStringList &groups : m_index.groupSets()) {
        const bool holds = std::any_of(
            groups.begin(), groups.end(), [&name](const QString &group) { return group.toCaseFolded() == name; });
        sets.push_back(name == QLatin1String("none") ? groups.isEmpty() : holds);
    }
    return sets;
}

bool UserMatcher::passes(const Test &test, int row) const
{
    const Segment::Row &entry = m_index.at(row);
    switch (test.kind) {
    case Test::Kind::Enabled:
        return entry.enabled == test.wanted;
    case Test::Kind::Group:
        return test.set[entry.groupSet];
    case Test::Kind::Status:
        return test.set[static_cast<size_t>(entry.status)] || (!entry.enabled && test.set[Disabled])
            || (entry.enabled && test.set[Expired] && isInvitationExpired(entry, m_facts));
    case Test::Kind::Invitation:
        return entry.status == UserStatus::ForceChangePassword && isInvitationExpired(entry, m_facts) == test.wanted;
    case Test::Kind::Attribute:
        break;
    }
    thread_local std::string value; // one allocation for all rows
    value.clear();
    appendFolded(value, m_index.utf8(row, test.attribute));
    return value.find(test.needle) != std::string::npos;
}

bool UserMatcher::passesTests(int row) const
{
    return std::all_of(
        m_tests.begin(), m_tests.end(), [this, row](const Test &test) { return passes(test, row) != test.excluded; });
}

bool UserMatcher::accepts(int row) const
{
    const Segment::Row &entry = m_index.at(row);
    const Segment &segment = *m_index.segments()[static_cast<size_t>(row / UserIndex::RowsPerSegment)];
    const auto fits = [&](const Text &text) { return contains(segment, entry, text.needle) != text.excluded; };
    return !entry.removed && std::all_of(m_texts.begin(), m_texts.end(), fits) && passesTests(row);
}

void UserMatcher::acceptSegment(size_t number, char *accepted) const
{
    const Segment &segment = *m_index.segments()[number];
    const size_t size = segment.rows.size();
    for (size_t i = 0; i < size; ++i)
        accepted[i] = segment.rows[i].removed ? 0 : 1;
    std::vector<char> hits;
    for (const Text &text : m_texts) {
        markHits(segment, text.needle, hits);
        for (size_t i = 0; i < size; ++i)
            accepted[i] &= static_cast<char>(hits[i] ^ char(text.excluded));
    }
    if (m_tests.empty())
        return;
    const int first = static_cast<int>(number) * UserIndex::RowsPerSegment;
    for (size_t i = 0; i < size; ++i)
        accepted[i] = accepted[i] && passesTests(first + static_cast<int>(i));
}

} // namespace sm::tables
