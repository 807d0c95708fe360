// SPDX-License-Identifier: GPL-3.0-or-later
#include "tonename.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::widgets {

std::optional<Tone> toneNamed(const QString &name)
{
    if (name == "good"_L1)
        return Tone::Good;
    if (name == "warning"_L1)
        return Tone::Warning;
    if (name == "bad"_L1)
        return Tone::Bad;
    if (name == "info"_L1)
        return Tone::Info;
    return name.isEmpty() ? std::nullopt : std::optional(Tone::Neutral);
}

} // namespace sm::widgets
