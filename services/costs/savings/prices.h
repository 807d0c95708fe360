// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

namespace sm::savings {

/// US dollars for a gigabyte (2^30 bytes) and month, exact. Prices of us-east-1; other regions ask for more.
struct GigabytePrice
{
    int mantissa = 0;
    int decimals = 0; ///< 0 to 6

    Decimal dollars() const { return Decimal::fromScaled(mantissa, decimals); }
    Decimal of(qint64 bytes) const;
};

/// aws.amazon.com/cloudwatch/pricing: archived logs.
constexpr GigabytePrice LogStorage{3, 2};
/// aws.amazon.com/s3/pricing: the first 50 TB of S3 Standard, less S3 Standard-Infrequent Access.
constexpr GigabytePrice StandardLessInfrequent{105, 4};

/// What a month of a cached SnapStart snapshot costs: $0.0000015046 for each GB and second
/// (aws.amazon.com/lambda/pricing; free for Java), over 730 hours.
Decimal snapshotPrice(int memoryMegabytes);

} // namespace sm::savings
