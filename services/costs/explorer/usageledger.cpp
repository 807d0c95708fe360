// SPDX-License-Identifier: GPL-3.0-or-later
#include "usageledger.h"

#include <costs/ledgerbuilder.h>
#include <costs/query.h>

#include <QCoreApplication>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

Result<QString> unitOf(const QList<UsagePeriod> &periods)
{
    QString unit;
    for (const UsagePeriod &period : periods) {
        if (period.unit.isEmpty() || period.unit == unit)
            continue;
        if (!unit.isEmpty())
            return Error(Error::Kind::Invalid,
                tr("Cost Explorer answered in %1 and in %2, which can not be added up. Choose a range in which there "
                   "is only one of them.")
                    .arg(unit, period.unit))
                .withCode(u"TwoUnits"_s);
        unit = period.unit;
    }
    return unit;
}

QList<QByteArray> utf8(const QStringList &keys)
{
    QList<QByteArray> all;
    for (const QString &key : keys)
        all << key.toUtf8();
    return all;
}

/// The oldest answer counts, of those that age: a closed month is as good as on the day it was asked for.
QDateTime asOfAll(const QList<UsagePeriod> &periods)
{
    QDateTime oldest;
    QDateTime latest;
    for (const UsagePeriod &period : periods) {
        latest = latest.isValid() ? std::max(latest, period.asOf) : period.asOf;
        if (!period.isClosed() && (!oldest.isValid() || period.asOf < oldest))
            oldest = period.asOf;
    }
    return oldest.isValid() ? oldest : latest;
}

} // namespace

Result<Ledger> explorerLedger(const ExplorerShape &shape, const QList<UsagePeriod> &periods)
{
    const Result<QString> unit = unitOf(periods);
    if (!unit)
        return unit.error();
    LedgerBuilder builder(LedgerKind::CostExplorer, shape.groupBy, {shape.metric});
    for (const UsagePeriod &period : periods) {
        for (const UsageGroup &group : period.groups)
            builder.add(period.start, utf8(group.keys), {group.amount});
        if (period.estimated)
            builder.markEstimated(period.start);
    }
    Result<Ledger> ledger = builder.take();
    if (!ledger)
        return ledger;
    ledger->title = tr("Cost Explorer");
    ledger->currency = *unit;
    ledger->asOf = asOfAll(periods);
    return ledger;
}

Result<CostAnswer> explorerAnswer(const ExplorerShape &shape, const std::shared_ptr<const Ledger> &ledger,
    const CostQuery &query, const ExplorerSpan &range)
{
    CostQuery local = query;
    local.from = range.from;
    local.to = range.to;
    local.filters.removeIf([&shape](const CostFilter &each) { return shape.filters.contains(each); });
    Result<CostAnswer> sums = costs::answer({ledger}, local);
    if (!sums)
        return sums;
    sums->query = query;
    sums->source = ledger->title;
    sums->asOf = ledger->asOf;
    return sums;
}

} // namespace sm::costs
