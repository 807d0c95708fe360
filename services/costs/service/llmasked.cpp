// SPDX-License-Identifier: GPL-3.0-or-later
#include "llmasked.h"

#include "ledgeranswer.h"

#include <net/wakeup.h>

#include <QDateTime>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Months = 12; // before the present one
constexpr qint64 SecondsWithoutKey = 60;

CostSourceInfo infoFrom(const LedgerInfo &kept)
{
    CostSourceInfo info;
    info.currency = kept.currency;
    info.from = kept.from;
    info.to = kept.to;
    info.asOf = kept.asOf;
    info.note = kept.note;
    return info;
}

} // namespace

LlmAsked::LlmAsked(const Parts &parts, SystemId system, llmcosts::Provider provider, std::chrono::seconds timeToLive)
    : m_parts(parts)
    , m_system(std::move(system))
    , m_provider(provider)
    , m_timeToLive(timeToLive)
{
}

CostSource LlmAsked::source() const
{
    return m_provider == llmcosts::Provider::Anthropic ? CostSource::Anthropic : CostSource::OpenAi;
}

LedgerKind LlmAsked::kind() const
{
    return m_provider == llmcosts::Provider::Anthropic ? LedgerKind::Anthropic : LedgerKind::OpenAi;
}

QDate LlmAsked::usualBeginning() const
{
    const QDate today = m_parts.clock.nowUtc().date();
    return QDate(today.year(), today.month(), 1).addMonths(-Months);
}

bool LlmAsked::isYoung(const Kept &ledger) const
{
    return ledger->asOf.secsTo(m_parts.clock.nowUtc()) < m_timeToLive.count();
}

QCoro::Task<Result<CostSourceInfo>> LlmAsked::info(CancelToken token)
{
    const Result<QList<LedgerInfo>> infos = co_await m_parts.store.infos(m_system, token);
    if (!infos)
        co_return infos.error();
    const auto found
        = std::find_if(infos->cbegin(), infos->cend(), [this](const LedgerInfo &each) { return each.kind == kind(); });
    if (found == infos->cend()) {
        const Result<void> offered = co_await hasKey(token);
        if (!offered)
            co_return offered.error();
    }
    CostSourceInfo info = found == infos->cend() ? CostSourceInfo() : infoFrom(*found);
    info.source = source();
    info.title = llmcosts::titleOf(m_provider);
    info.metrics = {CostMetric::Billed};
    info.dimensions
        = {costdimension::Service, costdimension::UsageType, costdimension::Account, costdimension::Provider};
    co_return info;
}

/// A keyring that does not answer costs a second or two: it is not asked again at once.
QCoro::Task<Result<void>> LlmAsked::hasKey(CancelToken token)
{
    const QDateTime now = m_parts.clock.nowUtc();
    if (m_noKey && m_noKeySince.secsTo(now) < SecondsWithoutKey)
        co_return Error(*m_noKey);
    const Result<Secret> key = co_await m_parts.keys.key(m_provider, token);
    if (!key && key.error().kind() == Error::Kind::Cancelled)
        co_return key.error();
    m_noKey.reset();
    if (key)
        co_return ok();
    m_noKey = Error(Error::Kind::NotFound, key.error().message()).withCode(key.error().code());
    m_noKeySince = now;
    co_return Error(*m_noKey);
}

QCoro::Task<Result<LlmAsked::Found>> LlmAsked::kept(CancelToken token)
{
    const Result<QList<LedgerInfo>> infos = co_await m_parts.store.infos(m_system, token);
    if (!infos)
        co_return infos.error();
    const bool isKept
        = std::any_of(infos->cbegin(), infos->cend(), [this](const LedgerInfo &each) { return each.kind == kind(); });
    if (!isKept)
        m_ledger.reset(); // nothing had been kept, or it was forgotten
    if (m_ledger)
        co_return Found{m_ledger, CostOrigin::Memory};
    const Result<LedgerList> ledgers = co_await m_parts.store.ledgers(m_system, {kind()}, {}, token);
    if (!ledgers)
        co_return ledgers.error();
    if (ledgers->isEmpty())
        co_return Found();
    m_ledger = ledgers->constLast();
    m_askedFrom = usualBeginning();
    co_return Found{m_ledger, CostOrigin::Store};
}

QCoro::Task<Result<LlmAsked::Kept>> LlmAsked::asked(QDate from, CancelToken token)
{
    const QDate tomorrow = m_parts.clock.nowUtc().date().addDays(1);
    Result<Ledger> billed = co_await m_parts.service.billed(m_provider, from, tomorrow, token);
    if (!billed)
        co_return billed.error();
    billed->bills = {llmcosts::titleOf(m_provider).toLower()};
    const auto ledger = std::make_shared<const Ledger>(std::move(*billed));
    const Result<Added> added = co_await m_parts.store.add(m_system, ledger, KnownBill::Replace, token);
    if (!added)
        co_return added.error();
    m_ledger = ledger;
    m_askedFrom = from;
    co_return ledger;
}

QCoro::Task<Result<LlmAsked::Found>> LlmAsked::ledger(QDate from, bool fresh, CancelToken token)
{
    const QDate beginning = from.isValid() ? std::min(from, usualBeginning()) : usualBeginning();
    while (m_isBusy) {
        net::Wakeup done;
        m_waiting.append(&done);
        token.whenCancelled(&done, [&done] { done.wake(); });
        co_await done;
        m_waiting.removeOne(&done);
        if (token.isCancelled())
            co_return Error::cancelled();
        fresh = false;
    }
    m_isBusy = true;
    const Result<Found> found = co_await keptOrAsked(beginning, fresh, token);
    m_isBusy = false;
    const QList<net::Wakeup *> waiting = std::exchange(m_waiting, {});
    for (net::Wakeup *each : waiting)
        each->wake();
    co_return found;
}

QCoro::Task<Result<LlmAsked::Found>> LlmAsked::keptOrAsked(QDate beginning, bool fresh, CancelToken token)
{
    const Result<Found> known = co_await kept(token);
    if (!known)
        co_return known.error();
    if (known->ledger && !fresh && isYoung(known->ledger) && m_askedFrom <= beginning)
        co_return *known;
    const Result<Kept> renewed = co_await asked(beginning, token);
    if (renewed)
        co_return Found{*renewed, CostOrigin::Source};
    if (known->ledger && renewed.error().kind() != Error::Kind::Cancelled)
        co_return *known;
    co_return renewed.error();
}

QCoro::Task<Result<CostAnswer>> LlmAsked::answer(CostQuery query, bool fresh, CancelToken token)
{
    const Result<Found> found = co_await ledger(query.from, fresh, token);
    if (!found)
        co_return found.error();
    Result<CostAnswer> answer = co_await answerAside({found->ledger}, query, token);
    if (!answer)
        co_return answer.error();
    answer->source = llmcosts::titleOf(m_provider);
    answer->asOf = found->ledger->asOf;
    answer->origin = found->origin;
    co_return std::move(answer);
}

QCoro::Task<Result<QStringList>> LlmAsked::values(QString dimension, CancelToken token)
{
    const Result<Found> found = co_await ledger({}, false, token);
    if (!found)
        co_return found.error();
    co_return co_await valuesAside({found->ledger}, CostMetric::Billed, dimension, token);
}

} // namespace sm::costs
