// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sharedcosts.h>

#include "dayrange.h"
#include "delivery.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds LooksEvery(15);
constexpr std::chrono::seconds Patience(3);
constexpr std::chrono::minutes LeftAlone(1);

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::SharedCosts", text); }

/// Where the copy of what the team has is kept, apart from what only this computer has.
SystemId copyOf(const SystemId &system) { return {system.value + u"@team"_s}; }

bool has(const QList<LedgerInfo> &infos, const QByteArray &digest)
{
    return std::any_of(infos.begin(), infos.end(), [&digest](const LedgerInfo &each) { return each.digest == digest; });
}

/// What others can add as well: files, not what was asked for here.
bool isBillFile(LedgerKind kind)
{
    return kind == LedgerKind::CurLegacy || kind == LedgerKind::Cur2 || kind == LedgerKind::Focus;
}

/// Those bills of \p own that bill nothing that \p shared bills.
QList<LedgerInfo> apartFrom(const QList<LedgerInfo> &shared, QList<LedgerInfo> own)
{
    own.removeIf([&shared](const LedgerInfo &each) {
        return !isBillFile(each.kind) || has(shared, each.digest) || !replacedBy(each, shared, KnownBill::Refuse);
    });
    return own;
}

QList<QByteArray> digestsOf(const QList<LedgerInfo> &infos)
{
    QList<QByteArray> digests;
    for (const LedgerInfo &each : infos)
        digests << each.digest;
    return digests;
}

LedgerList amongst(const QList<LedgerInfo> &infos, LedgerList ledgers)
{
    ledgers.removeIf([&infos](const std::shared_ptr<const Ledger> &each) { return !has(infos, each->digest); });
    return ledgers;
}

} // namespace

SharedCosts::SharedCosts(CostStore &team, SqliteCosts &here, const Clock *clock)
    : m_team(team)
    , m_here(here)
    , m_clock(clock)
{
}

bool SharedCosts::standsIn(const Error &error, const QString &note)
{
    const bool isKnown
        = error.code() == "BillKnown"_L1 || error.code() == "BillPartlyKnown"_L1 || error.code() == "AddedMeanwhile"_L1;
    if (isKnown || error.kind() == Error::Kind::Cancelled || error.kind() == Error::Kind::Storage)
        return false;
    m_note = note.arg(error.message());
    return true;
}

QCoro::Task<Result<Added>> SharedCosts::add(
    SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token)
{
    const Result<Added> added = co_await m_team.add(system, ledger, known, token);
    m_asked.erase(system);
    if (!added && standsIn(added.error(), tr("Kept on this computer only. The team does not have it: %1")))
        co_return co_await m_here.add(system, ledger, known, token);
    if (!added)
        co_return added.error();
    m_note.clear();
    // Without the copy the charges come from the team's database; nothing else is lost.
    static_cast<void>(co_await m_here.add(copyOf(system), ledger, KnownBill::AddPart, {}));
    co_return *added;
}

QCoro::Task<Result<QList<LedgerInfo>>> SharedCosts::askTeam(SystemId system, CancelToken token)
{
    const auto known = m_asked.find(system);
    if (known != m_asked.end() && m_clock->steady() < known->second.good)
        co_return Result<QList<LedgerInfo>>(known->second.infos);
    CancelSource patience(token);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&patience] { patience.cancel(); });
    timer.start(Patience);
    Result<QList<LedgerInfo>> infos = co_await m_team.infos(system, patience.token());
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!infos && infos.error().kind() == Error::Kind::Cancelled)
        infos = Error(Error::Kind::Timeout, tr("It does not answer."));
    if (infos)
        static_cast<void>(co_await m_here.retain(copyOf(system), digestsOf(*infos)));
    const auto lasts = infos ? std::chrono::seconds(LooksEvery) : std::chrono::seconds(LeftAlone);
    m_asked[system] = {infos, m_clock->steady() + lasts};
    co_return Result<QList<LedgerInfo>>(infos);
}

QCoro::Task<Result<SharedCosts::Known>> SharedCosts::look(SystemId system, CancelToken token)
{
    Known known;
    const auto shared = co_await askTeam(system, token);
    if (!shared
        && !standsIn(shared.error(), tr("As this computer knows it; the team's bills could not be asked for: %1")))
        co_return shared.error();
    known.isCurrent = shared.has_value();
    if (known.isCurrent)
        m_note.clear();
    const auto copied = known.isCurrent ? shared : co_await m_here.infos(copyOf(system), token);
    if (!copied)
        co_return copied.error();
    known.shared = *copied;
    const auto own = co_await m_here.infos(system, token);
    if (!own)
        co_return own.error();
    known.onlyHere = apartFrom(known.shared, *own);
    if (known.isCurrent && !known.onlyHere.isEmpty())
        m_note = tr("“%1” is on this computer only. Open it again to share it.").arg(known.onlyHere.first().title);
    co_return known;
}

QCoro::Task<Result<QList<LedgerInfo>>> SharedCosts::infos(SystemId system, CancelToken token)
{
    const Result<Known> known = co_await look(system, token);
    if (!known)
        co_return known.error();
    co_return known->shared + known->onlyHere;
}

QCoro::Task<Result<LedgerList>> SharedCosts::ledgers(
    SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token)
{
    const Result<Known> known = co_await look(system, token);
    if (!known)
        co_return known.error();
    const Result<LedgerList> shared = co_await sharedLedgers(system, *known, kinds, range, token);
    if (!shared)
        co_return shared.error();
    if (known->onlyHere.isEmpty())
        co_return *shared;
    const Result<LedgerList> own = co_await m_here.ledgers(system, kinds, range, token);
    if (!own)
        co_return own.error();
    co_return *shared + amongst(known->onlyHere, *own);
}

/// Out of the copy, once it has all that is asked for.
QCoro::Task<Result<LedgerList>> SharedCosts::sharedLedgers(
    SystemId system, Known known, QList<LedgerKind> kinds, DayRange range, CancelToken token)
{
    QList<LedgerInfo> wanted = known.shared;
    wanted.removeIf([&](const LedgerInfo &each) { return !isAmong(each.kind, kinds) || !overlaps(each, range); });
    const Result<LedgerList> copied = co_await m_here.ledgers(copyOf(system), kinds, range, token);
    if (copied && copied->size() == wanted.size())
        co_return *copied;
    if (!known.isCurrent)
        co_return copied ? Result<LedgerList>(*copied) : copied.error();
    const Result<LedgerList> shared = co_await m_team.ledgers(system, kinds, range, token);
    if (!shared)
        co_return shared.error();
    for (const std::shared_ptr<const Ledger> &each : *shared)
        static_cast<void>(co_await m_here.add(copyOf(system), each, KnownBill::AddPart, {}));
    co_return *shared;
}

QCoro::Task<Result<void>> SharedCosts::forget(SystemId system, QList<LedgerKind> kinds, CancelToken token)
{
    const Result<void> forgotten = co_await m_team.forget(system, kinds, token);
    m_asked.erase(system);
    if (!forgotten)
        co_return forgotten.error();
    if (const Result<void> copied = co_await m_here.forget(copyOf(system), kinds, {}); !copied)
        co_return copied.error();
    co_return co_await m_here.forget(system, kinds, {});
}

} // namespace sm::costs
