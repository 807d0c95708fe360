// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QModelIndex>

#include <optional>

namespace sm::pages {

/// The tone that a table names for a cell (UserTable::ToneRole and its like); nothing: plain text.
std::optional<widgets::Tone> toneOf(const QModelIndex &index);

} // namespace sm::pages
