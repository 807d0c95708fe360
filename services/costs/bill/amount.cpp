// SPDX-License-Identifier: GPL-3.0-or-later
#include "amount.h"

#include <algorithm>

namespace sm::costs::bill {

namespace {

constexpr qint64 MaxDigits = 36; // before the point
constexpr qint64 MaxSignificant = 38; // 10^38 is below 2^127

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "-8"; false when it is none. Beyond a million it makes no difference any more.
bool readExponent(std::string_view text, qint64 &exponent)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    if (text.empty())
        return false;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        exponent = std::min<qint64>(exponent * 10 + (c - '0'), 1'000'000);
    }
    if (negative)
        exponent = -exponent;
    return true;
}

/// The digits of a number: where they are, and which of them count.
struct Digits
{
    std::string_view whole;
    std::string_view fraction;

    std::size_t size() const { return whole.size() + fraction.size(); }
    char last() const { return fraction.empty() ? whole.back() : fraction.back(); }
    void dropLast() { (fraction.empty() ? whole : fraction).remove_suffix(1); }
    void dropLeadingZeros()
    {
        while (!whole.empty() && whole.front() == '0')
            whole.remove_prefix(1);
    }
    std::size_t zerosAfterPoint() const
    {
        const std::size_t found = fraction.find_first_not_of('0');
        return found == std::string_view::npos ? fraction.size() : found;
    }
};

/// Splits at the point; false when there is anything else than digits, or none.
bool split(std::string_view text, Digits &digits)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at != end && isDigit(*at))
        ++at;
    digits.whole = text.substr(0, static_cast<std::size_t>(at - text.data()));
    if (at == end)
        return !digits.whole.empty();
    if (*at != '.')
        return false;
    const char *const fraction = ++at;
    while (at != end && isDigit(*at))
        ++at;
    digits.fraction = std::string_view(fraction, static_cast<std::size_t>(at - fraction));
    return at == end && digits.size() > 0;
}

Int128 valueOf(const Digits &digits)
{
    Int128 value = 0;
    quint64 part = 0;
    quint64 unit = 1;
    for (const std::string_view piece : {digits.whole, digits.fraction}) {
        for (const char c : piece) {
            part = part * 10 + static_cast<quint64>(c - '0');
            unit *= 10;
            if (unit == 10'000'000'000'000'000'000U) {
                value = value * static_cast<Int128>(unit) + static_cast<Int128>(part);
                part = 0;
                unit = 1;
            }
        }
    }
    return value * static_cast<Int128>(unit) + static_cast<Int128>(part);
}

AmountProblem withoutSign(Digits digits, qint64 exponent, Amount &amount)
{
    digits.dropLeadingZeros();
    qint64 decimals = static_cast<qint64>(digits.fraction.size()) - exponent;
    while (decimals > 0 && digits.size() > 0 && digits.last() == '0') {
        digits.dropLast();
        --decimals;
    }
    const std::size_t leading = digits.whole.empty() ? digits.zerosAfterPoint() : 0;
    const auto significant = static_cast<qint64>(digits.size() - leading);
    amount = Amount();
    if (significant == 0)
        return AmountProblem::None;
    if (significant - decimals > MaxDigits)
        return AmountProblem::TooLarge;
    if (decimals > Decimal::MaxDecimals || significant > MaxSignificant)
        return AmountProblem::TooFine;
    amount.mantissa = valueOf(digits);
    if (decimals < 0)
        amount.mantissa *= powersOfTen[static_cast<std::size_t>(-decimals)];
    amount.decimals = static_cast<int>(std::max<qint64>(decimals, 0));
    return AmountProblem::None;
}

} // namespace

AmountProblem readAmount(std::string_view text, Amount &amount)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    qint64 exponent = 0;
    const std::size_t mark = text.find_first_of("eE");
    if (mark != std::string_view::npos) {
        if (!readExponent(text.substr(mark + 1), exponent))
            return AmountProblem::NoNumber;
        text = text.substr(0, mark);
    }
    Digits digits;
    if (!split(text, digits))
        return AmountProblem::NoNumber;
    const AmountProblem problem = withoutSign(digits, exponent, amount);
    if (negative)
        amount.mantissa = -amount.mantissa;
    return problem;
}

AmountProblem addAmounts(const Amount &a, const Amount &b, int sign, Amount &sum)
{
    const int decimals = std::max(a.decimals, b.decimals);
    Int128 left = a.mantissa;
    Int128 right = sign < 0 ? -b.mantissa : b.mantissa;
    if (!scaleUp(left, decimals - a.decimals) || !scaleUp(right, decimals - b.decimals)
        || __builtin_add_overflow(left, right, &left))
        return AmountProblem::TooFine;
    const auto digits = static_cast<std::size_t>(MaxDigits + decimals);
    if (digits < powersOfTen.size() && (left >= powersOfTen[digits] || left <= -powersOfTen[digits]))
        return AmountProblem::TooLarge;
    sum = Amount{left, decimals};
    while (sum.decimals > 0 && sum.mantissa % 10 == 0) {
        sum.mantissa /= 10;
        --sum.decimals;
    }
    return AmountProblem::None;
}

} // namespace sm::costs::bill
