// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to keep a bill in the store of this computer and to read it back, and what it takes on the disk.
//
//     bench_coststore [CHARGES]
#include <coststore/sqlitecosts.h>

#include <QCoreApplication>
#include <QCoroTask>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cstdio>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;

namespace {

const SystemId shop{u"shop"_s};

LedgerDimension dimension(const QString &name, quint32 values, std::size_t rows, QRandomGenerator &random)
{
    LedgerDimension made{name, {QByteArray("")}, {}};
    for (quint32 i = 1; i < values; ++i)
        made.values.push_back(name.toUtf8() + "/arn:aws:ec2:eu-west-1:111111111111:" + QByteArray::number(i));
    made.codes.widenFor(values - 1);
    for (std::size_t row = 0; row < rows; ++row)
        made.codes.append(random.bounded(values));
    return made;
}

/// Ten decimals, as in a CUR.
std::vector<Int128> amounts(std::size_t rows, QRandomGenerator &random)
{
    std::vector<Int128> made(rows);
    for (Int128 &each : made)
        each = static_cast<Int128>(random.generate64() % 10'000'000'000'000);
    return made;
}

std::shared_ptr<const Ledger> bill(std::size_t rows)
{
    QRandomGenerator random(1);
    auto ledger = std::make_shared<Ledger>();
    ledger->title = u"november.csv"_s;
    ledger->bills = QStringList{u"2026-11/111111111111"_s};
    ledger->digest = "digest"_ba;
    ledger->decimals = 10;
    for (std::size_t row = 0; row < rows; ++row)
        ledger->days.push_back(20'758 + random.bounded(30));
    const std::pair<QString, quint32> dimensions[] = {{costdimension::Service, 40}, {costdimension::Account, 20},
        {costdimension::Region, 20}, {costdimension::UsageType, 400}, {costdimension::Operation, 100},
        {costdimension::LineItemType, 8}, {costdimension::Resource, 20'000}, {u"tag:team"_s, 12}, {u"tag:env"_s, 4}};
    for (const auto &[name, values] : dimensions)
        ledger->dimensions.push_back(dimension(name, values, rows, random));
    ledger->metrics.push_back({CostMetric::Unblended, amounts(rows, random), -1});
    ledger->metrics.push_back({CostMetric::Blended, amounts(rows, random), -1});
    ledger->metrics.push_back({CostMetric::Amortized, {}, 0});
    return ledger;
}

template <typename T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message()));
    return std::move(*result);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto rows = static_cast<std::size_t>(arguments.value(1, u"1000000"_s).toULongLong());
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"costs.db"_s);
    const std::shared_ptr<const Ledger> ledger = bill(rows);
    QElapsedTimer timer;

    auto store = need(QCoro::waitFor(SqliteCosts::open(file)));
    timer.start();
    need(QCoro::waitFor(store->add(shop, ledger, KnownBill::Refuse, {})));
    std::printf("%-40s %9.1f ms\n", "kept", double(timer.nsecsElapsed()) / 1e6);
    timer.start();
    store.reset(); // the last one to close a file also takes its journal into it
    std::printf("%-40s %9.1f ms\n", "closed", double(timer.nsecsElapsed()) / 1e6);

    timer.start();
    store = need(QCoro::waitFor(SqliteCosts::open(file)));
    std::printf("%-40s %9.1f ms\n", "opened", double(timer.nsecsElapsed()) / 1e6);
    timer.start();
    const LedgerList read = need(QCoro::waitFor(store->ledgers(shop, {}, {}, {})));
    std::printf("%-40s %9.1f ms\n", "read", double(timer.nsecsElapsed()) / 1e6);
    std::printf("%-40s %9.1f MB\n", "on the disk", double(QFileInfo(file).size()) / 1e6);
    return read.size() == 1 && read.first()->rows() == rows ? 0 : 1;
}
