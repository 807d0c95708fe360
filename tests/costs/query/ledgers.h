// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/query.h>

#include <QDate>

namespace sm::test {

/// One charge of a ledger: its day, its values in the order of the dimensions, and its mantissa.
struct Charge
{
    const char *day;
    std::vector<const char *> values;
    Int128 mantissa;
};

inline quint32 codeOf(costs::LedgerDimension &dimension, const QByteArray &value)
{
    for (std::size_t i = 0; i < dimension.values.size(); ++i) {
        if (dimension.values[i] == value)
            return static_cast<quint32>(i);
    }
    dimension.values.push_back(value);
    return static_cast<quint32>(dimension.values.size() - 1);
}

inline costs::Ledger ledgerOf(const QStringList &dimensions, const std::vector<Charge> &charges, int decimals = 2)
{
    costs::Ledger ledger;
    ledger.title = QStringLiteral("march.csv");
    ledger.currency = QStringLiteral("USD");
    ledger.decimals = decimals;
    for (const QString &name : dimensions)
        ledger.dimensions.push_back({name, {""}, {}});
    ledger.metrics.push_back({CostMetric::Unblended, {}, -1});
    for (const Charge &charge : charges) {
        const QDate day = QDate::fromString(QString::fromLatin1(charge.day), Qt::ISODate);
        ledger.days.push_back(static_cast<qint32>(QDate(1970, 1, 1).daysTo(day)));
        for (std::size_t i = 0; i < ledger.dimensions.size(); ++i)
            ledger.dimensions[i].codes.append(codeOf(ledger.dimensions[i], charge.values[i]));
        ledger.metrics[0].mantissas.push_back(charge.mantissa);
    }
    return ledger;
}

inline costs::LedgerList listOf(std::vector<costs::Ledger> ledgers)
{
    costs::LedgerList list;
    for (costs::Ledger &each : ledgers)
        list << std::make_shared<const costs::Ledger>(std::move(each));
    return list;
}

} // namespace sm::test
