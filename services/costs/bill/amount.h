// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

#include <array>
#include <string_view>

namespace sm::costs::bill {

/// An exact amount as a bill writes it: \c mantissa × 10^-\c decimals, without zeros at the end of the decimals, so
/// that equal amounts are equal member by member. Below 10^36, with at most 36 decimals and 38 digits that count.
struct Amount
{
    Int128 mantissa = 0;
    int decimals = 0;

    friend bool operator==(const Amount &, const Amount &) = default;
};

enum class AmountProblem {
    None,
    NoNumber, ///< "NaN", "1,5", "12 USD"
    TooLarge, ///< not below 10^36
    TooFine, ///< more decimals or digits than can be held exactly
};

/// Reads "12", "-0.50", ".5", "1.81E-8", "+3e2". Blanks are not taken.
AmountProblem readAmount(std::string_view text, Amount &amount);

/// \p a + \p b, or with \p sign -1 their difference.
AmountProblem addAmounts(const Amount &a, const Amount &b, int sign, Amount &sum);

inline constexpr auto powersOfTen = [] {
    std::array<Int128, 39> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// \p mantissa × 10^\p places; false when it does not fit.
inline bool scaleUp(Int128 &mantissa, int places)
{
    return places == 0 || !__builtin_mul_overflow(mantissa, powersOfTen[static_cast<std::size_t>(places)], &mantissa);
}

} // namespace sm::costs::bill
