// SPDX-License-Identifier: GPL-3.0-or-later
#include "billsource.h"

#include "ledgeranswer.h"

#include <QCoreApplication>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("sm::costs::LedgerCostService", text, nullptr, count);
}

QString titleOf(CostSource source)
{
    return source == CostSource::FocusBills ? tr("Bill files (FOCUS)") : tr("Bill files (CUR)");
}

/// What \p each has is had by all of them only when the first say so, too.
void join(CostSourceInfo &info, const LedgerInfo &each)
{
    info.parts.append(each.title);
    info.currency = each.currency;
    info.billed = info.billed && each.billed;
    if (each.from.isValid()) {
        info.from = info.from.isValid() ? std::min(info.from, each.from) : each.from;
        info.to = info.to.isValid() ? std::max(info.to, each.to) : each.to;
    }
    info.asOf = info.asOf.isValid() ? std::max(info.asOf, each.asOf) : each.asOf;
    for (const QString &dimension : each.dimensions) {
        if (!info.dimensions.contains(dimension))
            info.dimensions.append(dimension);
    }
    if (info.parts.size() == 1)
        info.metrics = each.metrics;
    else
        info.metrics.removeIf([&each](CostMetric metric) { return !each.metrics.contains(metric); });
    if (!each.note.isEmpty() && !info.note.contains(each.note))
        info.note = info.note.isEmpty() ? each.note : info.note + u' ' + each.note;
}

QString sourceText(const LedgerList &ledgers)
{
    return ledgers.size() == 1 ? tr("Bill file %1").arg(ledgers.first()->title)
                               : tr("%1 bill files").arg(ledgers.size());
}

QDateTime newest(const LedgerList &ledgers)
{
    QDateTime asOf;
    for (const auto &ledger : ledgers)
        asOf = asOf.isValid() ? std::max(asOf, ledger->asOf) : ledger->asOf;
    return asOf;
}

} // namespace

BillSource::BillSource(CostStore &store, SystemId system, CostSource source)
    : m_store(store)
    , m_system(std::move(system))
    , m_source(source)
{
}

QList<LedgerKind> BillSource::kindsOf(CostSource source)
{
    switch (source) {
    case CostSource::CurBills:
        return {LedgerKind::CurLegacy, LedgerKind::Cur2};
    case CostSource::FocusBills:
        return {LedgerKind::Focus};
    case CostSource::CostExplorer:
        return {LedgerKind::CostExplorer};
    case CostSource::Athena:
        return {LedgerKind::Athena};
    case CostSource::Anthropic:
        return {LedgerKind::Anthropic};
    case CostSource::OpenAi:
        return {LedgerKind::OpenAi};
    }
    Q_UNREACHABLE();
}

CostSource BillSource::sourceOf(LedgerKind kind)
{
    for (const CostSource each : {CostSource::FocusBills, CostSource::CostExplorer, CostSource::Athena,
             CostSource::Anthropic, CostSource::OpenAi}) {
        if (kindsOf(each).contains(kind))
            return each;
    }
    return CostSource::CurBills;
}

QCoro::Task<Result<CostSourceInfo>> BillSource::info(CancelToken token)
{
    const Result<QList<LedgerInfo>> kept = co_await m_store.infos(m_system, token);
    if (!kept)
        co_return kept.error();
    CostSourceInfo info;
    info.source = m_source;
    info.title = titleOf(m_source);
    const QList<LedgerKind> kinds = kindsOf(m_source);
    for (const LedgerInfo &each : *kept) {
        if (kinds.contains(each.kind))
            join(info, each);
    }
    if (info.parts.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("There is no bill file yet. Open one."));
    if (const QString note = m_store.note(); !note.isEmpty())
        info.note = info.note.isEmpty() ? note : info.note + u' ' + note;
    co_return std::move(info);
}

QCoro::Task<Result<CostAnswer>> BillSource::answer(CostQuery query, bool, CancelToken token)
{
    const Result<LedgerList> ledgers
        = co_await m_store.ledgers(m_system, kindsOf(m_source), {query.from, query.to}, token);
    if (!ledgers)
        co_return ledgers.error();
    Result<CostAnswer> summed = co_await answerAside(*ledgers, query, token);
    if (!summed)
        co_return summed.error();
    summed->source = sourceText(*ledgers);
    summed->asOf = newest(*ledgers);
    summed->origin = CostOrigin::Store;
    co_return std::move(summed);
}

QCoro::Task<Result<QStringList>> BillSource::values(QString dimension, CancelToken token)
{
    const Result<CostSourceInfo> known = co_await info(token);
    if (!known)
        co_return known.error();
    const Result<LedgerList> ledgers = co_await m_store.ledgers(m_system, kindsOf(m_source), {}, token);
    if (!ledgers)
        co_return ledgers.error();
    co_return co_await valuesAside(*ledgers, known->metrics.value(0), dimension, token);
}

} // namespace sm::costs
