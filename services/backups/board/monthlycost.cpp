// SPDX-License-Identifier: GPL-3.0-or-later
#include "monthlycost.h"

#include <buckets/storageprices.h>
#include <core/json.h>

#include <QFile>
#include <QHash>

using namespace Qt::Literals::StringLiterals;

static void initialisePrices() { Q_INIT_RESOURCE(backupprices); }

namespace sm::backups {

namespace {

QHash<QString, Decimal> readPrices()
{
    initialisePrices();
    QFile file(u":/backups/prices.json"_s);
    QHash<QString, Decimal> prices;
    if (!file.open(QIODevice::ReadOnly))
        return prices;
    const Result<QJsonValue> json = parseJson(file.readAll());
    const QJsonObject all = json ? (*json)["gibibyteMonth"_L1].toObject() : QJsonObject();
    for (auto price = all.begin(); price != all.end(); ++price) {
        if (const auto amount = Decimal::parse(price->toString()))
            prices.insert(price.key(), *amount);
    }
    return prices;
}

} // namespace

std::optional<Decimal> monthlyCost(const QString &name, std::optional<qint64> bytes)
{
    static const QHash<QString, Decimal> prices = readPrices();
    const auto price = prices.constFind(name);
    if (price == prices.constEnd() || !bytes || *bytes < 0)
        return std::nullopt;
    return priceOf(0, {}, *bytes, *price);
}

std::optional<Decimal> monthlyCostOf(const Manifest &manifest, std::optional<qint64> bytes)
{
    if (manifest.kind != "bucket"_L1 || !bytes || *bytes < 0)
        return std::nullopt;
    const StorageClass storage = StorageClass::of(manifest.source["storageClass"_L1].toString());
    return priceOf(0, {}, *bytes, storage.gigabyteMonth);
}

} // namespace sm::backups
