// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/query.h>

#include <QRandomGenerator>

/// Ledgers as bills give them, for tests of what keeps them.
namespace sm::test {

inline qint32 dayOf(const QDate &date) { return static_cast<qint32>(QDate(1970, 1, 1).daysTo(date)); }

struct LedgerSetup
{
    costs::LedgerKind kind = costs::LedgerKind::CurLegacy;
    QString title = QStringLiteral("november.csv");
    QStringList bills = {QStringLiteral("2026-11/111111111111")};
    QByteArray digest = QByteArrayLiteral("digest");
    std::size_t rows = 1000;
    QDate from = QDate(2026, 11, 1);
    int days = 30;
    int services = 40;
    int resources = 300; ///< more than a byte holds
    int decimals = 21;
    quint32 seed = 1;
};

inline costs::LedgerDimension dimension(const QString &name, int values, std::size_t rows, QRandomGenerator &random)
{
    costs::LedgerDimension made{name, {QByteArray("")}, {}};
    for (int i = 1; i < values; ++i)
        made.values.push_back(name.toUtf8() + "-\xc3\xa9-" + QByteArray::number(i));
    made.codes.widenFor(static_cast<quint32>(values - 1));
    for (std::size_t row = 0; row < rows; ++row)
        made.codes.append(random.bounded(static_cast<quint32>(values)));
    return made;
}

/// Amounts of all sizes: hundredths of what a double tells apart, millions, credits.
inline std::vector<Int128> amounts(std::size_t rows, int decimals, QRandomGenerator &random)
{
    Int128 unit = 1;
    for (int i = 0; i < decimals; ++i)
        unit *= 10;
    std::vector<Int128> made(rows);
    for (Int128 &each : made) {
        const auto fraction = static_cast<Int128>(random.generate64() >> 4);
        const auto whole = static_cast<Int128>(random.bounded(20'000)) - 2'000;
        each = whole * unit + (decimals > 18 ? fraction : fraction % unit);
    }
    return made;
}

inline std::shared_ptr<costs::Ledger> ledger(const LedgerSetup &setup = {})
{
    QRandomGenerator random(setup.seed);
    auto made = std::make_shared<costs::Ledger>();
    made->kind = setup.kind;
    made->title = setup.title;
    made->bills = setup.bills;
    made->digest = setup.digest;
    made->currency = QStringLiteral("USD");
    made->asOf = QDateTime(QDate(2026, 11, 29), QTime(6, 30, 1, 234), Qt::UTC);
    made->note = QStringLiteral("Dates are read as month/day/year.");
    made->decimals = setup.decimals;
    for (std::size_t row = 0; row < setup.rows; ++row)
        made->days.push_back(dayOf(setup.from) + random.bounded(setup.days));
    made->dimensions.push_back(dimension(costdimension::Service, setup.services, setup.rows, random));
    made->dimensions.push_back(dimension(costdimension::Account, 20, setup.rows, random));
    made->dimensions.push_back(dimension(costdimension::Region, 4, setup.rows, random));
    made->dimensions.push_back(dimension(costdimension::Resource, setup.resources, setup.rows, random));
    made->dimensions.push_back(dimension(costdimension::TagPrefix + QStringLiteral("team"), 7, setup.rows, random));
    made->metrics.push_back({CostMetric::Unblended, amounts(setup.rows, setup.decimals, random), -1});
    made->metrics.push_back({CostMetric::Blended, {}, 0});
    made->metrics.push_back({CostMetric::Amortized, amounts(setup.rows, setup.decimals, random), -1});
    made->estimatedDays = {dayOf(setup.from) + setup.days - 2, dayOf(setup.from) + setup.days - 1};
    return made;
}

/// Whether nothing tells them apart but where they are.
inline bool isSame(const costs::Ledger &a, const costs::Ledger &b)
{
    const auto sameCodes = [](const costs::CodeColumn &left, const costs::CodeColumn &right) {
        bool same = left.size() == right.size();
        for (std::size_t row = 0; same && row < left.size(); ++row)
            same = left.at(row) == right.at(row);
        return same;
    };
    bool same = a.kind == b.kind && a.title == b.title && a.bills == b.bills && a.digest == b.digest
        && a.currency == b.currency && a.asOf == b.asOf && a.billed == b.billed && a.note == b.note
        && a.decimals == b.decimals && a.days == b.days && a.estimatedDays == b.estimatedDays
        && a.dimensions.size() == b.dimensions.size() && a.metrics.size() == b.metrics.size();
    for (std::size_t i = 0; same && i < a.dimensions.size(); ++i)
        same = a.dimensions[i].name == b.dimensions[i].name && a.dimensions[i].values == b.dimensions[i].values
            && sameCodes(a.dimensions[i].codes, b.dimensions[i].codes);
    for (std::size_t i = 0; same && i < a.metrics.size(); ++i)
        same = a.metrics[i].metric == b.metrics[i].metric && a.metrics[i].mantissas == b.metrics[i].mantissas
            && a.metrics[i].sameAs == b.metrics[i].sameAs;
    return same;
}

} // namespace sm::test
