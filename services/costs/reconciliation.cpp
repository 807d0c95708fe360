// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconciliation.h"

#include "querycolumns.h"
#include "reconciliationnames.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Tax = u"Tax"_s;

using LineKey = std::pair<QString, QString>; // month and service
using Lines = std::map<LineKey, ReconciledLine>;

bool hasLineItemTypes(const LedgerList &ledgers)
{
    return std::any_of(ledgers.begin(), ledgers.end(),
        [](const auto &ledger) { return ledger->dimension(costdimension::LineItemType) != nullptr; });
}

CostQuery queryFor(const ReconciledSource &source, QDate from, QDate to)
{
    CostQuery query;
    query.metric = source.metric;
    query.from = from;
    query.to = to;
    query.groupBy = {querydimension::Month, costdimension::Service};
    if (hasLineItemTypes(source.ledgers))
        query.groupBy << costdimension::LineItemType;
    return query;
}

QString serviceOf(const CostGroup &group) { return group.key.value(2) == Tax ? Tax : group.key.at(1); }

/// The days that a source has charges for.
struct Coverage
{
    DaySpan days;
    bool isMonthly = true; ///< everything stands on the first of a month, for all of it
};

Coverage coverageOf(const LedgerList &ledgers)
{
    Coverage coverage;
    DaySpan &days = coverage.days;
    for (const auto &ledger : ledgers) {
        const DaySpan own = daysOf(*ledger);
        if (own.isEmpty())
            continue;
        days = days.isEmpty() ? own : DaySpan{std::min(days.first, own.first), std::max(days.end, own.end)};
        coverage.isMonthly = coverage.isMonthly
            && std::all_of(ledger->days.begin(), ledger->days.end(), [](qint32 day) { return dateOf(day).day() == 1; });
    }
    if (coverage.isMonthly && !days.isEmpty())
        days.end = dayOf(dateOf(days.end - 1).addMonths(1));
    return coverage;
}

/// The whole months in \p days.
DaySpan wholeMonths(const DaySpan &days)
{
    const auto firstOfMonth = [](QDate day) { return QDate(day.year(), day.month(), 1); };
    const QDate first = dateOf(days.first);
    const QDate from = first.day() == 1 ? first : firstOfMonth(first).addMonths(1);
    return {dayOf(from), dayOf(firstOfMonth(dateOf(days.end)))};
}

/// The days that all of \p sources have; of sources that only know months, whole ones.
DaySpan commonDays(const QList<ReconciledSource> &sources, QDate from, QDate to)
{
    std::optional<DaySpan> common;
    bool monthly = false;
    for (const ReconciledSource &each : sources) {
        const Coverage coverage = coverageOf(each.ledgers);
        common = common ? common->intersected(coverage.days) : coverage.days;
        monthly = monthly || coverage.isMonthly;
    }
    if (!common)
        return {};
    if (from.isValid())
        common->first = std::max(common->first, dayOf(from));
    if (to.isValid())
        common->end = std::min(common->end, dayOf(to));
    return monthly ? wholeMonths(*common) : *common;
}

Decimal spreadOf(const QList<Decimal> &amounts)
{
    const auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
    return amounts.isEmpty() ? Decimal() : *most - *least;
}

/// Puts the groups of \p answer into the lines, as what \p source says.
void add(const CostAnswer &answer, qsizetype source, qsizetype sources, const ServiceNames &names, Lines &lines)
{
    for (const CostGroup &group : answer.groups) {
        const QString service = names.commonName(serviceOf(group));
        ReconciledLine &line = lines[{group.key.at(0), service}];
        if (line.amounts.isEmpty()) {
            line.month = QDate::fromString(group.key.at(0), u"yyyy-MM"_s);
            line.service = service;
            line.amounts.resize(sources);
            line.names.resize(sources);
        }
        line.amounts[source] += group.amount;
        if (!line.names.at(source).contains(serviceOf(group)))
            line.names[source] << serviceOf(group);
    }
}

struct Side
{
    Lines lines;
    QList<Decimal> totals;
    QString currency;
};

Result<void> checkCurrency(const QString &one, const QString &other)
{
    if (one.isEmpty() || other.isEmpty() || one == other)
        return ok();
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::costs::Reconciliation",
            "Sources in %1 and in %2 can not be compared: choose some with the same currency.")
            .arg(one, other));
}

Result<Side> ask(const QList<ReconciledSource> &sources, QDate from, QDate to, const ServiceNames &names)
{
    Side side;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        const Result<CostAnswer> found = answer(sources.at(i).ledgers, queryFor(sources.at(i), from, to));
        if (!found)
            return found.error();
        if (const Result<void> checked = checkCurrency(side.currency, found->currency); !checked)
            return checked.error();
        if (side.currency.isEmpty())
            side.currency = found->currency;
        side.totals << found->total;
        add(*found, i, sources.size(), names, side.lines);
    }
    return side;
}

void finish(ReconciledLine &line, const Lines &common)
{
    line.difference = spreadOf(line.amounts);
    const auto same = common.find({line.month.toString(u"yyyy-MM"_s), line.service});
    line.remainder = same == common.end() ? Decimal() : spreadOf(same->second.amounts);
    line.isMatched = std::count_if(line.names.begin(), line.names.end(), [](const QStringList &each) {
        return !each.isEmpty();
    }) > 1;
}

bool comesBefore(const ReconciledLine &left, const ReconciledLine &right)
{
    if (left.month != right.month)
        return left.month < right.month;
    const auto order = left.difference <=> right.difference;
    return order != 0 ? order > 0 : left.service < right.service;
}

} // namespace

Result<Reconciliation> reconcile(const QList<ReconciledSource> &sources, QDate from, QDate to)
{
    const ServiceNames names;
    const Result<Side> all = ask(sources, from, to, names);
    if (!all)
        return all.error();
    const DaySpan days = commonDays(sources, from, to);
    Result<Side> common = Side();
    if (!days.isEmpty())
        common = ask(sources, dateOf(days.first), dateOf(days.end), names);
    if (!common)
        return common.error();

    Reconciliation result;
    for (const ReconciledSource &each : sources)
        result.sources << each.title;
    if (!days.isEmpty()) {
        result.from = dateOf(days.first);
        result.to = dateOf(days.end);
    }
    result.currency = all->currency;
    for (const auto &[key, line] : all->lines) {
        result.lines << line;
        finish(result.lines.last(), common->lines);
    }
    std::sort(result.lines.begin(), result.lines.end(), comesBefore);
    result.totals = all->totals;
    result.difference = spreadOf(result.totals);
    result.remainder = spreadOf(common->totals);
    return result;
}

} // namespace sm::costs
