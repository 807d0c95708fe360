// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourceword.h"

#include <algorithm>
#include <array>

namespace sm::costs {

namespace {

using Named = std::pair<CostSource, const char *>;

constexpr std::array names{Named{CostSource::CurBills, "cur"}, Named{CostSource::FocusBills, "focus"},
    Named{CostSource::CostExplorer, "cost-explorer"}, Named{CostSource::Athena, "athena"},
    Named{CostSource::Anthropic, "anthropic"}, Named{CostSource::OpenAi, "openai"}};

} // namespace

QString sourceWord(CostSource source)
{
    const auto *const found
        = std::find_if(names.begin(), names.end(), [source](const Named &each) { return each.first == source; });
    return QString::fromLatin1(found->second);
}

std::optional<CostSource> sourceFrom(QStringView word)
{
    const auto *const found = std::find_if(
        names.begin(), names.end(), [word](const Named &each) { return word == QLatin1String(each.second); });
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

QStringList sourceWords()
{
    QStringList words;
    for (const Named &each : names)
        words << QString::fromLatin1(each.second);
    return words;
}

} // namespace sm::costs
