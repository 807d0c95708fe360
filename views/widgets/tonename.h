// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QString>

#include <optional>

namespace sm::widgets {

/// The tone that a table names for a cell: "good", "warning", "bad", "info", "neutral"; nothing for an empty name.
std::optional<Tone> toneNamed(const QString &name);

} // namespace sm::widgets
