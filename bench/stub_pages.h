// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// A synthetic user pool: what Cognito would answer, made once and kept as text.
class StubPages
{
public:
    static constexpr std::size_t pageSize = 60; ///< the most that ListUsers gives

    explicit StubPages(std::size_t users);

    /// The JSON (or for STS the XML) that answers \p operation with the request \p body; empty when it is not known.
    [[nodiscard]] std::string answer(std::string_view operation, std::string_view body) const;

private:
    [[nodiscard]] std::string page(std::size_t number, std::size_t count, std::string_view tokenName) const;
    [[nodiscard]] std::string groupPage(std::string_view body) const;

    std::size_t m_users;
    std::vector<std::string> m_pages; ///< the elements of "Users", without the brackets
};

} // namespace bench
