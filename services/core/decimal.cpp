// SPDX-License-Identifier: GPL-3.0-or-later
#include "decimal.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sm {

namespace {

constexpr int MaxDigits = 36; // before the point
constexpr Int128 PartOf18 = 1'000'000'000'000'000'000;

constexpr auto powersOfTen = [] {
    std::array<Int128, Decimal::MaxDecimals + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();
constexpr Int128 One = powersOfTen[Decimal::MaxDecimals];

Int128 powerOfTen(int exponent) { return powersOfTen[static_cast<std::size_t>(exponent)]; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// A number as it is written: its digits without leading and trailing zeros, and where the point is among them.
struct Written
{
    bool negative = false;
    QByteArray digits;
    qint64 whole = 0; ///< how many of \c digits stand before the point; may be negative or more than there are
};

/// "E-8"; nothing when it is none. Beyond a million it makes no difference any more.
std::optional<qint64> exponentOf(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    if (negative || text.startsWith('+'))
        text = text.sliced(1);
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    qint64 value = 0;
    for (const char c : text)
        value = std::min<qint64>(value * 10 + (c - '0'), 1'000'000);
    return negative ? -value : value;
}

std::optional<Written> understood(QByteArrayView text)
{
    Written number;
    number.negative = text.startsWith('-');
    if (number.negative || text.startsWith('+'))
        text = text.sliced(1);
    const auto mark = std::find_if(text.begin(), text.end(), [](char c) { return c == 'e' || c == 'E'; });
    const QByteArrayView body(text.begin(), mark);
    const std::optional<qint64> exponent = mark == text.end() ? 0 : exponentOf(QByteArrayView(mark + 1, text.end()));
    const qsizetype point = body.indexOf('.');
    number.digits = body.toByteArray();
    if (point >= 0)
        number.digits.remove(point, 1);
    if (!exponent || number.digits.isEmpty() || !std::all_of(number.digits.cbegin(), number.digits.cend(), isDigit))
        return std::nullopt;
    number.whole = (point >= 0 ? point : body.size()) + *exponent;
    while (number.digits.endsWith('0'))
        number.digits.chop(1);
    while (number.digits.startsWith('0')) {
        number.digits.remove(0, 1);
        --number.whole;
    }
    return number;
}

Int128 valueOf(QByteArrayView digits)
{
    Int128 value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

/// \p value with zeros in front, up to \p width digits.
QString digitsOf(Int128 value, int width)
{
    std::array<char, MaxDigits + 3> digits{};
    std::size_t first = digits.size();
    const auto written = [&] { return static_cast<int>(digits.size() - first); };
    while (value > 0 || written() < width) {
        // 18 digits at a time: a division of 64 bits takes a tenth of the time of one of 128
        auto part = static_cast<quint64>(value % PartOf18);
        value /= PartOf18;
        for (int i = 0; i < 18 && (part > 0 || value > 0 || written() < width); ++i, part /= 10)
            digits[--first] = static_cast<char>('0' + part % 10);
    }
    return QString::fromLatin1(digits.data() + first, static_cast<qsizetype>(digits.size() - first));
}

} // namespace

std::optional<Decimal> Decimal::parse(QByteArrayView text)
{
    const std::optional<Written> number = understood(text);
    if (!number)
        return std::nullopt;
    const qsizetype count = number->digits.size();
    if (count == 0)
        return Decimal();
    if (number->whole > MaxDigits || count - number->whole > MaxDecimals)
        return std::nullopt;
    const qsizetype before = std::clamp<qsizetype>(number->whole, 0, count);
    Decimal value;
    value.m_whole = valueOf(QByteArrayView(number->digits).first(before));
    if (number->whole > count)
        value.m_whole *= powerOfTen(static_cast<int>(number->whole - count));
    if (before < count)
        value.m_fraction = valueOf(QByteArrayView(number->digits).sliced(before))
            * powerOfTen(static_cast<int>(MaxDecimals - (count - number->whole)));
    return number->negative ? -value : value;
}

std::optional<Decimal> Decimal::parse(QStringView text) { return parse(QByteArrayView(text.toUtf8())); }

Decimal Decimal::fromScaled(Int128 mantissa, int decimals)
{
    const Int128 unit = powerOfTen(decimals);
    Decimal value;
    value.m_whole = mantissa / unit;
    Int128 rest = mantissa % unit;
    if (rest < 0) {
        --value.m_whole;
        rest += unit;
    }
    value.m_fraction = rest * powerOfTen(MaxDecimals - decimals);
    return value;
}

std::optional<Int128> Decimal::scaled(int decimals) const
{
    const Int128 step = powerOfTen(MaxDecimals - decimals);
    if (m_fraction % step != 0)
        return std::nullopt;
    Int128 mantissa = 0;
    if (__builtin_mul_overflow(m_whole, powerOfTen(decimals), &mantissa)
        || __builtin_add_overflow(mantissa, m_fraction / step, &mantissa))
        return std::nullopt;
    return mantissa;
}

int Decimal::decimals() const
{
    int places = MaxDecimals;
    for (Int128 rest = m_fraction; places > 0 && rest % 10 == 0; rest /= 10)
        --places;
    return places;
}

Decimal Decimal::operator-() const
{
    Decimal value;
    value.m_whole = -m_whole;
    if (m_fraction != 0) {
        --value.m_whole;
        value.m_fraction = One - m_fraction;
    }
    return value;
}

Decimal &Decimal::operator+=(const Decimal &other)
{
    m_whole += other.m_whole;
    m_fraction += other.m_fraction;
    if (m_fraction >= One) {
        m_fraction -= One;
        ++m_whole;
    }
    return *this;
}

QString Decimal::toString() const
{
    const Decimal positive = magnitude();
    QString text = digitsOf(positive.m_whole, 1);
    if (const int places = decimals(); places > 0)
        text += QLatin1Char('.') + digitsOf(positive.m_fraction, MaxDecimals).first(places);
    return isNegative() ? QLatin1Char('-') + text : text;
}

QString Decimal::rounded(int decimals) const
{
    const Int128 step = powerOfTen(MaxDecimals - decimals);
    Decimal value = magnitude();
    const Int128 over = value.m_fraction % step;
    value.m_fraction -= over;
    if (over >= step - over) {
        Decimal up;
        up.m_fraction = step == One ? 0 : step;
        up.m_whole = step == One ? 1 : 0;
        value += over == 0 ? Decimal() : up;
    }
    QString text = digitsOf(value.m_whole, 1);
    if (decimals > 0)
        text += QLatin1Char('.') + digitsOf(value.m_fraction, MaxDecimals).first(decimals);
    return isNegative() && !value.isZero() ? QLatin1Char('-') + text : text;
}

double Decimal::toDouble() const
{
    const Decimal positive = magnitude();
    const double value
        = static_cast<double>(positive.m_whole) + static_cast<double>(positive.m_fraction) / static_cast<double>(One);
    return isNegative() ? -value : value;
}

} // namespace sm
