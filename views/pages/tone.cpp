// SPDX-License-Identifier: GPL-3.0-or-later
#include "tone.h"

#include <tables/usertable.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::pages {

std::optional<widgets::Tone> toneOf(const QModelIndex &index)
{
    const QString tone = index.data(tables::UserTable::ToneRole).toString();
    if (tone == "good"_L1)
        return widgets::Tone::Good;
    if (tone == "warning"_L1)
        return widgets::Tone::Warning;
    if (tone == "bad"_L1)
        return widgets::Tone::Bad;
    if (tone == "info"_L1)
        return widgets::Tone::Info;
    return tone.isEmpty() ? std::nullopt : std::optional(widgets::Tone::Neutral);
}

} // namespace sm::pages
