// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QMetaType>
#include <QString>

#include <compare>
#include <optional>

namespace sm {

/// 128 bits: what one cell of a bill fits into once its decimal places are fixed.
__extension__ typedef __int128 Int128;

/// An exact decimal number: up to 36 decimal places and 36 digits before them. Money is this from the wire to the
/// screen, never binary floating point.
///
/// Sums and differences are exact; nothing is ever rounded but for display (rounded()). Sums beyond 10^36 can not
/// come from bills: each term is below it, and a sum of 2^63 of them fits. Why not a library: ADR 16.
class Decimal
{
public:
    static constexpr int MaxDecimals = 36;

    constexpr Decimal() = default;
    /// \p whole units
    constexpr Decimal(qint64 whole)
        : m_whole(whole)
    {
    }

    /// Reads "12", "-0.50", ".5", "1.81E-8", "+3e2"; blanks around it are not taken.
    /// Nothing when it is no such number, has more than MaxDecimals places (after trailing zeros are cut), or is not
    /// below 10^36.
    static std::optional<Decimal> parse(QByteArrayView text);
    static std::optional<Decimal> parse(QStringView text);

    /// \p mantissa × 10^-\p decimals; \p decimals is 0 to MaxDecimals.
    static Decimal fromScaled(Int128 mantissa, int decimals);
    /// The mantissa for \p decimals places; nothing when digits would be lost or it does not fit.
    std::optional<Int128> scaled(int decimals) const;

    bool isZero() const { return m_whole == 0 && m_fraction == 0; }
    bool isNegative() const { return m_whole < 0; }
    /// How many places it has, without trailing zeros.
    int decimals() const;

    Decimal operator-() const;
    Decimal &operator+=(const Decimal &other);
    Decimal &operator-=(const Decimal &other) { return *this += -other; }
    friend Decimal operator+(Decimal left, const Decimal &right) { return left += right; }
    friend Decimal operator-(Decimal left, const Decimal &right) { return left -= right; }
    friend bool operator==(const Decimal &, const Decimal &) = default;
    friend std::strong_ordering operator<=>(const Decimal &left, const Decimal &right)
    {
        const auto whole = left.m_whole <=> right.m_whole;
        return whole != 0 ? whole : left.m_fraction <=> right.m_fraction;
    }

    Decimal magnitude() const { return isNegative() ? -*this : *this; }

    /// Every digit: no exponent, no trailing zeros after the point, no "-0" ("72024.307163370939927065068").
    QString toString() const;
    /// To \p decimals places (0 to MaxDecimals), half away from zero, with exactly that many: for display only.
    QString rounded(int decimals) const;
    /// For pixels, percentages and statistics only.
    double toDouble() const;

private:
    Int128 m_whole = 0; ///< rounded down: -0.25 is -1 and 0.75
    Int128 m_fraction = 0; ///< in 10^-36, 0 <= m_fraction < 10^36
};

} // namespace sm

Q_DECLARE_METATYPE(sm::Decimal)
