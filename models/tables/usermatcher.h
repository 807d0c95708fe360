// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "userindex.h"
#include "userquery.h"
#include "usersearch.h"

namespace sm::tables {

/// A query made ready to be asked of the rows of one index, which outlives it as the query and the facts do. Read-only
/// once made, so several threads may ask.
class UserMatcher
{
public:
    UserMatcher(const UserIndex &index, const UserQuery &query, const UserFacts &facts);

    /// One row; the quick way for a few.
    bool accepts(int row) const;
    /// A whole segment: \p accepted gets one entry a row, 1 or 0.
    void acceptSegment(size_t number, char *accepted) const;

private:
    struct Text
    {
        std::string needle;
        bool excluded;
    };
    /// What a term asks of everything but the text of all attributes.
    struct Test
    {
        enum class Kind { Enabled, Group, Status, Invitation, Attribute };
        Kind kind = Kind::Attribute;
        bool excluded = false;
        bool wanted = false; ///< Enabled: yes; Invitation: expired
        std::vector<char> set; ///< Group: by group set; Status: by status, disabled and expired at the end
        int attribute = -1;
        std::string needle;
    };
    Test testOf(const UserQuery::Term &term) const;
    std::vector<char> groupSetsWith(const QString &name) const;
    bool passes(const Test &test, int row) const;
    bool passesTests(int row) const;

    const UserIndex &m_index;
    const UserFacts &m_facts;
    std::vector<Text> m_texts;
    std::vector<Test> m_tests;
};

} // namespace sm::tables
