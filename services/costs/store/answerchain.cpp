// SPDX-License-Identifier: GPL-3.0-or-later
#include "answerchain.h"

#include <QCoreApplication>
#include <QTimer>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes LeftAlone(1);
constexpr std::size_t NoPlace = ~std::size_t(0);

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostCache", text); }

/// Whether an old answer is better than this error.
bool canBeStoodIn(const Error &error)
{
    return error.kind() == Error::Kind::Throttled || error.kind() == Error::Kind::Network
        || error.kind() == Error::Kind::Timeout;
}

bool isNewer(const KeptAnswer &kept, const std::optional<KeptAnswer> &than)
{
    return !than || kept.answer.asOf > than->answer.asOf;
}

} // namespace

AnswerChain::AnswerChain(
    const CacheLimits &limits, const Clock *clock, std::vector<std::shared_ptr<AnswerPlace>> places)
    : m_limits(limits)
    , m_clock(clock)
    , m_memory(limits.memoryEntries)
{
    for (std::shared_ptr<AnswerPlace> &each : places)
        m_places.push_back({std::move(each)});
}

QCoro::Task<Result<CachedAnswer>> AnswerChain::answer(
    CostQuestion question, bool fresh, CostCache::Ask ask, CancelToken token)
{
    const std::shared_ptr<AnswerChain> self = shared_from_this(); // whoever asked may be gone before the end
    const QString key = question.key();
    std::optional<KeptAnswer> older = m_memory.find(key);
    CostOrigin origin = CostOrigin::Memory;
    if (older && isGood(*older, fresh))
        co_return found(key, *older, origin);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const std::optional<KeptAnswer> kept = co_await look(i, question, token);
        if (token.isCancelled())
            co_return Error::cancelled();
        if (!kept || !isNewer(*kept, older))
            continue;
        older = kept;
        origin = m_places[i].place->origin();
        if (!isGood(*kept, fresh))
            continue;
        co_await keepHere(question, *kept, i);
        co_return found(key, *kept, origin);
    }
    const auto begun = m_clock->steady();
    Result<CostAnswer> answered = co_await ask(token);
    if (!answered)
        co_return standIn(answered.error(), older, origin);
    answered->query = question.query;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->steady() - begun);
    const KeptAnswer kept{*answered, isClosed(*answered), took};
    co_await keepHere(question, kept, NoPlace);
    share(question, kept);
    co_return found(key, kept, answered->origin); // a source may have had it kept itself
}

bool AnswerChain::isGood(const KeptAnswer &kept, bool fresh) const
{
    return kept.isGood(m_clock->nowUtc(), m_limits.lasts) && (kept.closed || !fresh);
}

CachedAnswer AnswerChain::found(const QString &key, KeptAnswer kept, CostOrigin origin)
{
    m_memory.keep(key, kept);
    kept.answer.origin = origin;
    return {kept.answer, notes(), false};
}

Result<CachedAnswer> AnswerChain::standIn(
    const Error &error, const std::optional<KeptAnswer> &older, CostOrigin origin) const
{
    if (!older || !canBeStoodIn(error))
        return error;
    CachedAnswer answer{older->answer, notes(), !older->isGood(m_clock->nowUtc(), m_limits.lasts)};
    answer.answer.origin = origin;
    answer.notes.prepend(error.message());
    return answer;
}

QStringList AnswerChain::notes() const
{
    QStringList notes;
    for (const Place &each : m_places) {
        if (!each.trouble.isEmpty())
            notes << each.trouble;
        if (!each.unshared.isEmpty())
            notes << each.unshared;
    }
    return notes;
}

QCoro::Task<std::optional<KeptAnswer>> AnswerChain::look(std::size_t place, CostQuestion question, CancelToken token)
{
    if (isLeftAlone(m_places[place]))
        co_return std::nullopt;
    const std::shared_ptr<AnswerPlace> asked = m_places[place].place;
    CancelSource patience(token);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&patience] { patience.cancel(); });
    if (!asked->isLocal())
        timer.start(m_limits.patience);
    const auto found = co_await asked->find(question, patience.token());
    if (found) {
        m_places[place].trouble.clear();
        co_return *found;
    }
    if (token.isCancelled())
        co_return std::nullopt;
    const bool isSlow = found.error().kind() == Error::Kind::Cancelled;
    leaveAlone(m_places[place], isSlow ? tr("It does not answer.") : found.error().message());
    co_return std::nullopt;
}

void AnswerChain::leaveAlone(Place &place, const QString &reason)
{
    place.trouble = tr("Without %1, which could not be asked: %2").arg(place.place->name(), reason);
    place.until = m_clock->steady() + LeftAlone;
}

/// What was paid for is on the disk before it is shown.
QCoro::Task<void> AnswerChain::keepHere(CostQuestion question, KeptAnswer kept, std::size_t except)
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (i == except || !m_places[i].place->isLocal())
            continue;
        const auto place = m_places[i].place;
        const Result<void> done = co_await place->keep(question, kept, m_limits.lasts, {});
        m_places[i].unshared = done
            ? QString()
            : tr("The answer could not be kept in %1: %2").arg(place->name(), done.error().message());
    }
}

void AnswerChain::share(const CostQuestion &question, const KeptAnswer &kept)
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (!m_places[i].place->isLocal() && !isLeftAlone(m_places[i]))
            shareInto(shared_from_this(), i, question, kept);
    }
}

/// Nobody waits for it: a slow server of the team shall not hold up a chart.
QCoro::Task<void> AnswerChain::shareInto(
    std::shared_ptr<AnswerChain> self, std::size_t place, CostQuestion question, KeptAnswer kept)
{
    ++self->m_pending;
    const std::shared_ptr<AnswerPlace> into = self->m_places[place].place;
    const Result<void> done = co_await into->keep(question, kept, self->m_limits.lasts, {});
    --self->m_pending;
    self->m_places[place].unshared
        = done ? QString() : tr("The answer could not be shared in %1: %2").arg(into->name(), done.error().message());
}

} // namespace sm::costs
