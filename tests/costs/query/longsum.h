// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>

namespace sm::test {

/// Sums by hand, digit by digit as on paper, so that they share nothing with Decimal: 40 digits on each side of the
/// point, what is added and what is taken away apart.
class LongSum
{
public:
    /// Adds \p digits × 10^-\p decimals.
    void add(bool negative, const QByteArray &digits, int decimals)
    {
        Digits &sum = negative ? m_minus : m_plus;
        int carry = 0;
        for (std::size_t place = 0; place < Places; ++place) {
            const qsizetype from = digits.size() - 1 - (static_cast<qsizetype>(place) - Half + decimals);
            const int digit = from >= 0 && from < digits.size() ? digits.at(from) - '0' : 0;
            const int value = sum[place] + digit + carry;
            sum[place] = value % 10;
            carry = value / 10;
        }
    }
    void add(const LongSum &other)
    {
        m_plus = added(m_plus, other.m_plus);
        m_minus = added(m_minus, other.m_minus);
    }
    QByteArray toString() const
    {
        const bool negative = isLess(m_plus, m_minus);
        const Digits value = negative ? taken(m_minus, m_plus) : taken(m_plus, m_minus);
        QByteArray text;
        for (std::size_t place = Places; place-- > 0;) {
            if (place == Half - 1)
                text += '.';
            text += static_cast<char>('0' + value[place]);
        }
        while (text.startsWith('0') && text.at(1) != '.')
            text.remove(0, 1);
        while (text.endsWith('0'))
            text.chop(1);
        if (text.endsWith('.'))
            text.chop(1);
        return negative ? '-' + text : text;
    }

private:
    static constexpr int Half = 40;
    static constexpr std::size_t Places = 80;
    using Digits = std::array<int, Places>; ///< the last one first

    static Digits added(const Digits &left, const Digits &right)
    {
        Digits sum{};
        int carry = 0;
        for (std::size_t place = 0; place < Places; ++place) {
            const int value = left[place] + right[place] + carry;
            sum[place] = value % 10;
            carry = value / 10;
        }
        return sum;
    }
    static Digits taken(const Digits &from, const Digits &what)
    {
        Digits rest{};
        int borrowed = 0;
        for (std::size_t place = 0; place < Places; ++place) {
            const int value = from[place] - what[place] - borrowed;
            rest[place] = (value + 10) % 10;
            borrowed = value < 0 ? 1 : 0;
        }
        return rest;
    }
    static bool isLess(const Digits &left, const Digits &right)
    {
        for (std::size_t place = Places; place-- > 0;) {
            if (left[place] != right[place])
                return left[place] < right[place];
        }
        return false;
    }

    Digits m_plus{};
    Digits m_minus{};
};

} // namespace sm::test
