// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsextras.h"

#include <costs/costservice.h>
#include <costs/transfer.h>
#include <costservice/costinsight.h>
#include <tables/costtext.h>

#include <QCoroTask>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using tables::amountText;
using tables::CostList;

namespace {

CostList::Row rowOf(const savings::Saving &saving)
{
    QString monthly = CostsExtras::tr("not known");
    if (saving.monthly)
        monthly = (saving.isAtMost ? CostsExtras::tr("up to %1") : u"%1"_s).arg(amountText(*saving.monthly));
    return {{saving.title, monthly, saving.why, saving.runbook},
        QVariant::fromValue(SavingRunbook{saving.runbook, saving.parameters}),
        {saving.why, saving.how, saving.how.isEmpty() ? saving.why : saving.why + u'\n' + saving.how}};
}

CostList::Row rowOf(const costs::TransferLine &line, const Decimal &total)
{
    const QString where
        = line.otherRegion.isEmpty() ? line.region : CostsExtras::tr("%1 to %2").arg(line.region, line.otherRegion);
    return {{costs::titleOf(line.kind), line.usageType, where, amountText(line.amount),
                tables::shareText(line.amount, total)},
        line.usageType, {{}, {}, {}, line.amount.toString()}};
}

CostList::Row rowOf(const costs::ReconciledLine &line)
{
    CostList::Row row{
        {tables::periodText(line.month, CostGranularity::Month), tables::groupName(line.service)}, {}, {{}, {}}};
    for (const Decimal &amount : line.amounts) {
        row.cells << amountText(amount);
        row.exact << amount.toString();
    }
    row.cells << amountText(line.difference) << amountText(line.remainder);
    row.exact << line.difference.toString() << line.remainder.toString();
    row.tone = line.remainder.isZero() ? u"good"_s : u"bad"_s;
    return row;
}

} // namespace

CostsExtras::CostsExtras(costs::CostService &service, costs::CostInsight &insight, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_insight(insight)
{
}

void CostsExtras::read(Part part, const CostsQuestion &question, const QDate &lastDay)
{
    Kept &kept = m_parts[static_cast<int>(part)];
    if (kept.loading)
        return;
    kept.loading = true;
    kept.problem.reset();
    Q_EMIT changed(part);
    switch (part) {
    case Part::Savings:
        QCoro::connect(m_insight.savings(m_cancel.token()), this, [this](const Result<savings::SavingsReport> &report) {
            if (report)
                show(*report);
            else
                finish(Part::Savings, report.error(), {});
        });
        break;
    case Part::Network:
        readNetwork(question, lastDay);
        break;
    case Part::Reconciliation:
        QCoro::connect(
            m_insight.reconcile(m_cancel.token()), this, [this](const Result<costs::Reconciliation> &compared) {
                if (compared)
                    show(*compared);
                else
                    finish(Part::Reconciliation, compared.error(), {});
            });
        break;
    }
}

void CostsExtras::readNetwork(const CostsQuestion &question, const QDate &lastDay)
{
    CostQuery query = question.query(question.range(lastDay));
    query.groupBy = {costdimension::UsageType};
    query.granularity = CostGranularity::Total;
    QCoro::connect(m_service.answer(question.source, query, false, m_cancel.token()), this,
        [this](const Result<CostAnswer> &answer) {
            if (!answer)
                return finish(Part::Network, answer.error(), {});
            const Result<costs::TransferView> view = costs::transferView(*answer);
            if (view)
                show(*view);
            else
                finish(Part::Network, view.error(), {});
        });
}

void CostsExtras::finish(Part part, const std::optional<Error> &problem, const QString &summary)
{
    Kept &kept = m_parts[static_cast<int>(part)];
    kept.loading = false;
    kept.problem = problem;
    if (!problem)
        kept.summary = summary;
    Q_EMIT changed(part);
}

void CostsExtras::show(const savings::SavingsReport &report)
{
    QList<CostList::Row> rows;
    Decimal known;
    for (const savings::Saving &each : report.savings) {
        rows.append(rowOf(each));
        known += each.monthly.value_or(Decimal());
    }
    list(Part::Savings)
        .setContent({{tr("What could cost less"), false}, {tr("USD a month"), true}, {tr("Why"), false},
                        {tr("Runbook"), false}},
            rows);
    QString summary = rows.isEmpty()
        ? tr("Nothing was found that could cost less.")
        : tr("Up to $%1 a month, estimated. Each has a runbook that would see to it.").arg(amountText(known));
    if (!report.problems.isEmpty())
        summary += u' ' + report.problems.join(u' ');
    finish(Part::Savings, {}, summary);
}

void CostsExtras::show(const costs::TransferView &view)
{
    QList<CostList::Row> rows;
    for (const costs::TransferGroup &group : view.groups) {
        for (const costs::TransferLine &line : group.lines)
            rows.append(rowOf(line, view.total));
    }
    list(Part::Network)
        .setContent({{tr("What"), false}, {tr("Usage type"), false}, {tr("Region"), false},
                        {tr("Amount, %1").arg(view.currency), true}, {tr("Share"), true}},
            rows);
    finish(Part::Network, {},
        rows.isEmpty() ? tr("Neither NAT gateways nor data transfer were charged in this range.")
                       : tr("%1 %2 for NAT gateways, endpoints and data transfer in the range that is shown.")
                             .arg(amountText(view.total), view.currency));
}

void CostsExtras::show(const costs::Reconciliation &compared)
{
    QList<CostList::Column> columns{{tr("Month"), false}, {tr("Service"), false}};
    for (const QString &source : compared.sources)
        columns.append({source, true});
    columns << CostList::Column{tr("Difference"), true} << CostList::Column{tr("Unexplained"), true};
    QList<CostList::Row> rows;
    for (const costs::ReconciledLine &each : compared.lines)
        rows.append(rowOf(each));
    list(Part::Reconciliation).setContent(columns, rows);
    finish(Part::Reconciliation, {},
        compared.remainder.isZero()
            ? tr("%1 agree on the days that all of them have.").arg(compared.sources.join(tr(" and ")))
            : tr("Unexplained: %1 %2 on the days that all of them have.")
                  .arg(amountText(compared.remainder), compared.currency));
}

} // namespace sm::controllers
