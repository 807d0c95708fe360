// SPDX-License-Identifier: GPL-3.0-or-later
#include "stub_pages.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace bench {

namespace {

constexpr const char *poolId = "us-east-1_STUB00000";
constexpr std::array given{"Adaeze", "Bram", "Chiara", "Diego", "Efua", "Freya", "Giulia", "Haruto", "Ingrid", "Jonas"};
constexpr std::array family{"Okafor", "Jansen", "Rossi", "Vargas", "Mensah", "Larsen", "Tanaka", "Keller", "Novak"};
constexpr std::array department{"Forecasting", "Wind", "Solar", "Trading", "Billing", "Grid Operations", "Finance"};

struct Group
{
    const char *name;
    std::size_t pages; ///< of members: the first so many pages of the pool
};
constexpr std::array groups{Group{"Admins", 10}, Group{"Analysts", 50}, Group{"Viewers", 100}};

/// The text of the string member \p name in \p body; our own tokens and group names contain no escapes.
std::string_view member(std::string_view body, std::string_view name)
{
    std::size_t at = body.find(std::string("\"").append(name).append("\""));
    if (at == std::string_view::npos)
        return {};
    at = body.find('"', body.find(':', at));
    const std::size_t end = at == std::string_view::npos ? at : body.find('"', at + 1);
    return end == std::string_view::npos ? std::string_view{} : body.substr(at + 1, end - at - 1);
}

/// As long as a real one, which is opaque: the page number at its end.
std::string token(std::size_t page) { return std::string(120, 'c').append(std::to_string(page)); }

std::size_t pageOf(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('c'), text.size()));
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string user(std::size_t i)
{
    const char *first = given[i % given.size()];
    const char *last = family[i / given.size() % family.size()];
    const char *status = i % 9 == 0 ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED";
    const std::size_t changed = 1'760'000'000 + i * 37 % 30'000'000;
    std::array<char, 1024> text{};
    const int length = std::snprintf(text.data(), text.size(),
        R"({"Attributes":[{"Name":"sub","Value":"%08zx-5a3c-4e1b-9d2f-%012zx"},)"
        R"({"Name":"email","Value":"user%06zu@example.com"},)"
        R"({"Name":"email_verified","Value":"true"},{"Name":"name","Value":"%s %s"},)"
        R"({"Name":"custom:department","Value":"%s"}],"Enabled":%s,"UserCreateDate":%zu.123,)"
        R"("UserLastModifiedDate":%zu.456,"UserStatus":"%s","Username":"user%06zu@example.com"})",
        i * 2'654'435'761 % 4'294'967'296, i, i, first, last, department[i % department.size()],
        i % 17 == 0 ? "false" : "true", changed - 1'000'000, changed, status, i);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string describePool(std::size_t users)
{
    return R"({"UserPool":{"Id":")" + std::string(poolId)
        + R"(","Name":"stub","Arn":"arn:aws:cognito-idp:us-east-1:123456789012:userpool/)" + poolId
        + R"(","EstimatedNumberOfUsers":)" + std::to_string(users)
        + R"(,"MfaConfiguration":"OFF","CreationDate":1700000000.0,"LastModifiedDate":1760000000.0,)"
          R"("Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,)"
          R"("RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7}},"SchemaAttributes":[)"
          R"({"Name":"email","AttributeDataType":"String","Mutable":true,"Required":true},)"
          R"({"Name":"custom:department","AttributeDataType":"String","Mutable":true,"Required":false}]}})";
}

std::string listGroups()
{
    std::string result = R"({"Groups":[)";
    for (const Group &group : groups)
        result.append(result.back() == '[' ? "" : ",")
            .append(R"({"GroupName":")")
            .append(group.name)
            .append(R"(","UserPoolId":")")
            .append(poolId)
            .append(R"(","Precedence":1,"CreationDate":1700000000.0,"LastModifiedDate":1700000000.0})");
    return result.append("]}");
}

const char *const identity
    = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
      "<Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDABENCH</UserId><Account>123456789012</Account>"
      "</GetCallerIdentityResult><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>"
      "</GetCallerIdentityResponse>";

} // namespace

StubPages::StubPages(std::size_t users)
    : m_users(users)
{
    for (std::size_t first = 0; first < users; first += pageSize) {
        std::string &text = m_pages.emplace_back();
        for (std::size_t i = first; i < std::min(first + pageSize, users); ++i)
            text.append(i == first ? "" : ",").append(user(i));
    }
}

std::string StubPages::answer(std::string_view operation, std::string_view body) const
{
    if (operation == "ListUsers")
        return page(pageOf(member(body, "PaginationToken")), m_pages.size(), "PaginationToken");
    if (operation == "ListUsersInGroup")
        return groupPage(body);
    if (operation == "ListUserPools")
        return R"({"UserPools":[{"Id":")" + std::string(poolId)
            + R"(","Name":"stub","CreationDate":1700000000.0,"LastModifiedDate":1700000000.0}]})";
    if (operation == "DescribeUserPool")
        return describePool(m_users);
    if (operation == "ListGroups")
        return listGroups();
    return operation == "GetCallerIdentity" ? identity : "";
}

std::string StubPages::groupPage(std::string_view body) const
{
    const std::string_view name = member(body, "GroupName");
    const auto group
        = std::find_if(groups.begin(), groups.end(), [name](const Group &each) { return each.name == name; });
    const std::size_t count = group == groups.end() ? 0 : std::min(group->pages, m_pages.size());
    return page(pageOf(member(body, "NextToken")), count, "NextToken");
}

std::string StubPages::page(std::size_t number, std::size_t count, std::string_view tokenName) const
{
    std::string result = R"({"Users":[)";
    if (number < count)
        result.append(m_pages[number]);
    result.append("]");
    if (number + 1 < count)
        result.append(",\"").append(tokenName).append("\":\"").append(token(number + 1)).append("\"");
    return result.append("}");
}

} // namespace bench
