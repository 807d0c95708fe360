// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm::test {

/// Whether this program looks at each access to its memory: then it takes ten times as long, and what it frees stays.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif
#else
inline constexpr bool isSanitized = false;
#endif

} // namespace sm::test
