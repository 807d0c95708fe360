// SPDX-License-Identifier: GPL-3.0-or-later
#include "storageprices.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Decimal exactly(const char *text) { return Decimal::parse(QByteArrayView(text)).value_or(Decimal()); }

constexpr int places = 9;
constexpr qint64 gibibyte = 1024LL * 1024 * 1024;

/// \p price for \p count of which \p each cost it, to the ninth decimal place.
Decimal times(qint64 count, qint64 each, const Decimal &price)
{
    const Int128 scaled = price.scaled(places).value_or(0);
    return Decimal::fromScaled(Int128(count) * scaled / each, places);
}

} // namespace

StorageClass StorageClass::of(const QString &name)
{
    if (name == "STANDARD_IA"_L1 || name == "ONEZONE_IA"_L1)
        return {name, exactly("0.01"), exactly(name == "ONEZONE_IA"_L1 ? "0.01" : "0.0125"), exactly("0.01"), {}, {}};
    if (name == "GLACIER_IR"_L1)
        return {name, exactly("0.02"), exactly("0.004"), exactly("0.03"), {}, {}};
    if (name == "GLACIER"_L1)
        return {name, exactly("0.03"), exactly("0.0036"), exactly("0.01"), exactly("0.05"), tr("3 to 5 hours")};
    if (name == "DEEP_ARCHIVE"_L1)
        return {name, exactly("0.05"), exactly("0.00099"), exactly("0.02"), exactly("0.10"), tr("up to 12 hours")};
    return {name, exactly("0.005"), exactly("0.023"), {}, {}, {}};
}

Decimal priceOf(qint64 objects, const Decimal &thousand, qint64 bytes, const Decimal &gigabyte)
{
    return times(objects, 1000, thousand) + times(bytes, gibibyte, gigabyte);
}

QString dollars(const Decimal &amount)
{
    if (!amount.isZero() && amount < exactly("0.01"))
        return tr("less than $0.01");
    return u'$' + amount.rounded(2);
}

QList<Change> pricesOfCopy(qint64 objects, qint64 bytes, const StorageClass &storage)
{
    QList<Change> prices{{tr("Price of the copy"), {}, dollars(priceOf(objects, storage.thousandCopies, 0, {}))},
        {tr("Price of keeping it"), {}, tr("%1 a month").arg(dollars(priceOf(0, {}, bytes, storage.gigabyteMonth)))}};
    const Decimal readBack = priceOf(objects, storage.thousandReads, bytes, storage.gigabyteRead);
    if (storage.isArchive())
        prices << Change{
            tr("Reading it back"), {}, tr("takes %1 and costs %2").arg(storage.readAfter, dollars(readBack))};
    else if (!readBack.isZero())
        prices << Change{tr("Reading it back"), {}, tr("costs %1").arg(dollars(readBack))};
    return prices;
}

} // namespace sm::backups
