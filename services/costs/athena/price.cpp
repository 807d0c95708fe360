// SPDX-License-Identifier: GPL-3.0-or-later
#include "price.h"

#include <algorithm>

namespace sm::athena {

namespace {

constexpr qint64 Megabyte = qint64(1) << 20;
constexpr Int128 MegabytePrice = 476'837'158'203'125; // $5 / 2^20, with 20 decimals
constexpr int Decimals = 20;

} // namespace

Decimal priceOf(qint64 bytes)
{
    const qint64 paid = std::max(bytes, LeastBytes);
    const qint64 megabytes = paid / Megabyte + (paid % Megabyte ? 1 : 0);
    return Decimal::fromScaled(MegabytePrice * megabytes, Decimals);
}

} // namespace sm::athena
