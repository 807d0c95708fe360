// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Distances in logical pixels, all multiples of the unit of 4.
namespace sm::widgets::metrics {

inline constexpr int pageMargin = 24;
inline constexpr int cardPadding = 16;
inline constexpr int cardGap = 12; ///< between cards
inline constexpr int gap = 8; ///< between controls
inline constexpr int smallGap = 4;

inline constexpr int controlHeight = 32;
inline constexpr int rowHeight = 32;
inline constexpr int compactRowHeight = 28;
inline constexpr int smallControl = 28; ///< icon buttons; the smallest thing one has to hit
inline constexpr int iconSize = 16;

inline constexpr int radius = 6;
inline constexpr int cardRadius = 8;
inline constexpr int badgeRadius = 4;
inline constexpr int focusWidth = 2;

} // namespace sm::widgets::metrics
