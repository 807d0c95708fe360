// SPDX-License-Identifier: GPL-3.0-or-later
#include "query.h"

#include "metric.h"
#include "querysums.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <span>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Query", text); }

Result<void> checkCurrency(const LedgerList &ledgers)
{
    const Ledger *first = nullptr;
    for (const auto &ledger : ledgers) {
        if (ledger->rows() == 0)
            continue;
        if (first && first->currency != ledger->currency)
            return Error(Error::Kind::Invalid,
                tr("These costs are in two currencies, which can not be added up: %1 in %2, %3 in %4.")
                    .arg(first->title, first->currency.isEmpty() ? tr("one it does not say") : first->currency,
                        ledger->title, ledger->currency.isEmpty() ? tr("one it does not say") : ledger->currency));
        first = ledger.get();
    }
    return ok();
}

/// Those that all ledgers with charges have, in the order of the first.
QStringList sharedMetrics(const LedgerList &ledgers)
{
    QStringList words;
    for (const auto &ledger : ledgers) {
        for (const LedgerMetric &each : ledger->metrics) {
            if (std::all_of(ledgers.begin(), ledgers.end(),
                    [&each](const auto &other) { return other->rows() == 0 || other->metric(each.metric); }))
                words << metricWord(each.metric);
        }
    }
    words.removeDuplicates();
    return words;
}

Result<void> checkMetric(const LedgerList &ledgers, CostMetric metric)
{
    for (const auto &ledger : ledgers) {
        if (ledger->metric(metric) || (ledger->rows() == 0 && ledger->metrics.empty()))
            continue;
        const QStringList shared = sharedMetrics(ledgers);
        return Error(Error::Kind::Invalid,
            shared.isEmpty() ? tr("%1 does not have the metric %2, and these costs have none in common: look at them "
                                  "one by one.")
                                   .arg(ledger->title, metricWord(metric))
                             : tr("%1 does not have the metric %2. There is: %3.")
                                   .arg(ledger->title, metricWord(metric), shared.join(u", "_s)));
    }
    return ok();
}

Result<void> check(const LedgerList &ledgers, const CostQuery &query)
{
    if (const Result<void> checked = checkCurrency(ledgers); !checked)
        return checked.error();
    if (const Result<void> checked = checkMetric(ledgers, query.metric); !checked)
        return checked.error();
    QStringList names = query.groupBy;
    for (const CostFilter &each : query.filters)
        names << each.dimension;
    for (const QString &name : names) {
        if (const Result<void> checked = checkDimension(ledgers, name); !checked)
            return checked.error();
    }
    return ok();
}

/// What is said of all ledgers together.
CostAnswer describe(const LedgerList &ledgers, const CostQuery &query)
{
    CostAnswer answer;
    answer.query = query;
    QStringList titles;
    for (const auto &ledger : ledgers) {
        titles << ledger->title;
        if (answer.currency.isEmpty())
            answer.currency = ledger->currency;
        if (!answer.asOf.isValid() || ledger->asOf > answer.asOf)
            answer.asOf = ledger->asOf;
    }
    titles.removeDuplicates();
    answer.source = titles.join(u", "_s);
    return answer;
}

Decimal sumOf(std::span<const Decimal> amounts) { return std::accumulate(amounts.begin(), amounts.end(), Decimal()); }

Decimal sumOf(std::span<const Int128> mantissas, int decimals)
{
    Int128 sum = 0;
    for (const Int128 each : mantissas) {
        if (__builtin_add_overflow(sum, each, &sum))
            return std::accumulate(mantissas.begin(), mantissas.end(), Decimal(),
                [decimals](Decimal left, Int128 right) { return left += Decimal::fromScaled(right, decimals); });
    }
    return Decimal::fromScaled(sum, decimals);
}

CostGroup groupOf(const QuerySums &sums, std::size_t group, std::size_t periods)
{
    CostGroup result;
    result.key = sums.keys.at(static_cast<qsizetype>(group));
    result.amounts.resize(static_cast<qsizetype>(periods));
    if (sums.exact.empty()) {
        const auto mantissas = std::span(sums.mantissas).subspan(group * periods, periods);
        std::transform(mantissas.begin(), mantissas.end(), result.amounts.begin(),
            [&sums](Int128 each) { return Decimal::fromScaled(each, sums.decimals); });
        result.amount = sumOf(mantissas, sums.decimals);
    } else {
        const auto amounts = std::span(sums.exact).subspan(group * periods, periods);
        std::copy(amounts.begin(), amounts.end(), result.amounts.begin());
        result.amount = sumOf(amounts);
    }
    return result;
}

bool comesBefore(const CostGroup &left, const CostGroup &right)
{
    const auto order = left.amount <=> right.amount;
    return order != 0 ? order > 0 : left.key < right.key;
}

} // namespace

Result<CostAnswer> answer(const LedgerList &ledgers, const CostQuery &query)
{
    if (const Result<void> checked = check(ledgers, query); !checked)
        return checked.error();
    const Result<QueryDays> days = daysFor(ledgers, query);
    if (!days)
        return days.error();
    const Result<QuerySums> sums = sumUp(ledgers, *days, query);
    if (!sums)
        return sums.error();

    CostAnswer answer = describe(ledgers, query);
    answer.periods = days->periods;
    answer.estimated = estimatedPeriods(ledgers, *days);
    answer.groups.reserve(sums->keys.size());
    for (std::size_t group = 0; group < sums->groups(); ++group) {
        answer.groups << groupOf(*sums, group, static_cast<std::size_t>(answer.periods.size()));
        answer.total += answer.groups.constLast().amount;
    }
    if (query.groupBy.isEmpty() && answer.groups.isEmpty())
        answer.groups << CostGroup{{}, {}, QList<Decimal>(answer.periods.size())};
    std::sort(answer.groups.begin(), answer.groups.end(), comesBefore);
    return answer;
}

} // namespace sm::costs
