// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>
#include <core/plan.h>

namespace sm::backups {

/// What S3 asks for in us-east-1, in US dollars, by the class in which objects are kept; from Amazon's price list
/// (https://aws.amazon.com/s3/pricing/, read in 2025). Elsewhere it is more, seldom by half.
struct StorageClass
{
    QString name; ///< "DEEP_ARCHIVE"; empty is STANDARD
    Decimal thousandCopies;
    Decimal gigabyteMonth;
    Decimal gigabyteRead; ///< besides the request
    Decimal thousandReads; ///< requests to read archived objects back, Standard; 0: they can be read at once
    QString readAfter; ///< how long reading back takes, for people; empty: at once

    static StorageClass of(const QString &name);
    bool isArchive() const { return !readAfter.isEmpty(); }
};

/// \p objects and \p bytes at a price for each thousand objects and for each gigabyte.
Decimal priceOf(qint64 objects, const Decimal &thousand, qint64 bytes, const Decimal &gigabyte);

/// "$0.05", and "less than $0.01"
QString dollars(const Decimal &amount);

/// What a person should know of \p objects with \p bytes before they are copied into \p storage.
QList<Change> pricesOfCopy(qint64 objects, qint64 bytes, const StorageClass &storage);

} // namespace sm::backups
