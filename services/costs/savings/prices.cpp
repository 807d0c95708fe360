// SPDX-License-Identifier: GPL-3.0-or-later
#include "prices.h"

namespace sm::savings {

namespace {

constexpr int GigabyteBits = 30;
constexpr qint64 Gigabyte = qint64(1) << GigabyteBits;
constexpr Int128 SnapshotMantissa = Int128(15046) * 730 * 3600; // for a GB and month, with 10 decimals
constexpr int SnapshotDecimals = 10;

/// 5^\p exponent: x / 2^n is x × 5^n / 10^n.
constexpr Int128 powerOfFive(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 5;
    return power;
}

} // namespace

Decimal GigabytePrice::of(qint64 bytes) const
{
    const Int128 whole = Int128(bytes / Gigabyte) * mantissa;
    const Int128 rest = Int128(bytes % Gigabyte) * mantissa * powerOfFive(GigabyteBits);
    return Decimal::fromScaled(whole, decimals) + Decimal::fromScaled(rest, decimals + GigabyteBits);
}

Decimal snapshotPrice(int memoryMegabytes)
{
    return Decimal::fromScaled(SnapshotMantissa * memoryMegabytes * powerOfFive(10), SnapshotDecimals + 10);
}

} // namespace sm::savings
