// SPDX-License-Identifier: GPL-3.0-or-later
#include "defaultsmode.h"

#include <array>

namespace sm::aws {

using namespace std::chrono_literals;

namespace {

struct Mode
{
    QStringView name;
    ConnectLimits limits;
};

constexpr std::array<Mode, 6> modes{{
    {u"standard", {3100ms, 3100ms}},
    {u"in-region", {1100ms, 1100ms}},
    {u"cross-region", {3100ms, 3100ms}},
    {u"mobile", {30'000ms, 30'000ms}},
    {u"auto", {3100ms, 3100ms}},
    {u"legacy", {3100ms, 3100ms}},
}};

} // namespace

std::optional<ConnectLimits> connectLimits(QStringView mode)
{
    const auto *found
        = std::find_if(modes.begin(), modes.end(), [mode](const Mode &each) { return each.name == mode; });
    return found == modes.end() ? std::nullopt : std::optional(found->limits);
}

} // namespace sm::aws
