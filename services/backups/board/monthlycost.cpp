// SPDX-License-Identifier: GPL-3.0-or-later
#include "monthlycost.h"

#include <core/json.h>

#include <QFile>
#include <QHash>

using namespace Qt::Literals::StringLiterals;

static void initialisePrices() { Q_INIT_RESOURCE(backupprices); }

namespace sm::backups {

namespace {

constexpr int Decimals = 9;
constexpr qint64 Gibibyte = 1024LL * 1024 * 1024;

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
    const Int128 scaled = price->scaled(Decimals).value_or(0);
    return Decimal::fromScaled(Int128(*bytes) * scaled / Gibibyte, Decimals);
}

std::optional<Decimal> monthlyCostOf(const Manifest &manifest, std::optional<qint64> bytes)
{
    if (manifest.kind != "bucket"_L1)
        return std::nullopt;
    const QString storageClass = manifest.source["storageClass"_L1].toString();
    return monthlyCost(u"s3:"_s + (storageClass.isEmpty() ? u"STANDARD"_s : storageClass), bytes);
}

} // namespace sm::backups
