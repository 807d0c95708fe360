// SPDX-License-Identifier: GPL-3.0-or-later
// Regroups, filters and ranges over 13 months x 40 services x 20 accounts x 4 regions, a charge for each of them on
// each day (1,267,200), in milliseconds: once as one ledger and once as one for each month. Each is the median of nine.
#include <costs/query.h>

#include <QElapsedTimer>

#include <cstdio>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 Services = 40;
constexpr quint32 Accounts = 20;
constexpr quint32 Regions = 4;
const QDate FirstDay(2023, 11, 1);
constexpr int Months = 13;

/// The same numbers each time, and in the peer's table.
class Random
{
public:
    quint32 next()
    {
        m_state = m_state * 6364136223846793005 + 1442695040888963407;
        return static_cast<quint32>(m_state >> 33);
    }

private:
    quint64 m_state = 1;
};

LedgerDimension dimension(const QString &name, const char *prefix, quint32 count)
{
    LedgerDimension dimension{name, {""}, {}};
    for (quint32 i = 1; i <= count; ++i)
        dimension.values.push_back(prefix + QByteArray::number(i));
    return dimension;
}

Ledger emptyLedger()
{
    Ledger ledger;
    ledger.currency = u"USD"_s;
    ledger.decimals = 10;
    ledger.dimensions = {dimension(costdimension::Service, "service-", Services),
        dimension(costdimension::Account, "account-", Accounts), dimension(costdimension::Region, "region-", Regions)};
    ledger.metrics.push_back({CostMetric::Unblended, {}, -1});
    return ledger;
}

/// Charges of one month, in no order, as in a bill.
void addMonth(Ledger &ledger, QDate first, Random &random)
{
    std::vector<quint32> cells(static_cast<std::size_t>(first.daysInMonth()) * Services * Accounts * Regions);
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = static_cast<quint32>(i);
    for (std::size_t i = cells.size(); i > 1; --i)
        std::swap(cells[i - 1], cells[random.next() % i]);
    const qint32 base = static_cast<qint32>(QDate(1970, 1, 1).daysTo(first));
    for (const quint32 cell : cells) {
        ledger.dimensions[2].codes.append(cell % Regions + 1);
        ledger.dimensions[1].codes.append(cell / Regions % Accounts + 1);
        ledger.dimensions[0].codes.append(cell / Regions / Accounts % Services + 1);
        ledger.days.push_back(base + static_cast<qint32>(cell / Regions / Accounts / Services));
        ledger.metrics[0].mantissas.push_back(Int128{random.next()} * 97 - 1'000'000'000);
    }
}

LedgerList ledgers(bool monthly)
{
    Random random;
    std::vector<std::shared_ptr<Ledger>> made;
    for (int i = 0; i < Months; ++i) {
        if (monthly || i == 0)
            made.push_back(std::make_shared<Ledger>(emptyLedger()));
        made.back()->decimals = 10;
        addMonth(*made.back(), FirstDay.addMonths(i), random);
    }
    return {made.begin(), made.end()};
}

CostQuery query(CostGranularity granularity, QStringList groupBy, QList<CostFilter> filters = {})
{
    CostQuery query;
    query.granularity = granularity;
    query.groupBy = std::move(groupBy);
    query.filters = std::move(filters);
    return query;
}

CostQuery ranged(CostQuery query, QDate from, QDate to)
{
    query.from = from;
    query.to = to;
    return query;
}

/// By what the peer calls them.
QList<std::pair<const char *, CostQuery>> queries()
{
    using enum CostGranularity;
    using namespace costdimension;
    return {{"month_service", query(Month, {Service})}, {"day_service", query(Day, {Service})},
        {"day_account", query(Day, {Account})}, {"month_region", query(Month, {Region})}, {"day", query(Day, {})},
        {"month_service_account", query(Month, {Service, Account})},
        {"service_account_region", query(Total, {Service, Account, Region})},
        {"month_service_account_region", query(Month, {Service, Account, Region})},
        {"day_account_of_service", query(Day, {Account}, {{Service, {u"service-7"_s}, false}})},
        {"day_service_without_account", query(Day, {Service}, {{Account, {u"account-3"_s}, true}})},
        {"day_service_three_months", ranged(query(Day, {Service}), QDate(2024, 3, 1), QDate(2024, 6, 1))},
        {"day_service_account_region", query(Day, {Service, Account, Region})}};
}

double medianMilliseconds(const LedgerList &list, const CostQuery &query)
{
    QList<double> times;
    for (int round = 0; round < 9; ++round) {
        QElapsedTimer clock;
        clock.start();
        const Result<CostAnswer> answered = answer(list, query);
        times << static_cast<double>(clock.nsecsElapsed()) / 1e6;
        if (!answered)
            return -1;
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

} // namespace

// A variant's visit() could throw, but none of a CodeColumn ever lacks its value.
int main() // NOLINT(bugprone-exception-escape)
{
    std::printf("{");
    for (const bool monthly : {false, true}) {
        const LedgerList list = ledgers(monthly);
        for (const auto &[name, each] : queries())
            std::printf("\"%s%s\": %.2f, ", name, monthly ? "/13" : "", medianMilliseconds(list, each));
        const QString total = answer(list, query(CostGranularity::Total, {}))->total.toString();
        std::printf("\"total%s\": \"%s\"%s", monthly ? "/13" : "", qPrintable(total), monthly ? "}\n" : ", ");
    }
    return 0;
}
