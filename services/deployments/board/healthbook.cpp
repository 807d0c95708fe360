// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthbook.h"

#include <core/deploymentkind.h>
#include <health/healthsurvey.h>
#include <net/wakeup.h>

#include <algorithm>

namespace sm::deployments {

namespace {

constexpr qint64 freshSeconds = 60; // of what is live still

QString unitKey(const Deployment &deployment) { return kindWord(deployment.kind) + u'\n' + deployment.unit; }

HealthRecord unread(const Error &why)
{
    HealthRecord record;
    record.why = why.message();
    return record;
}

} // namespace

HealthBook::HealthBook(AwsReads reads, const DeploymentPlaces &places, const Clock &clock)
    : m_reads(reads)
    , m_places(places)
    , m_clock(clock)
{
}

HealthBook::~HealthBook() = default;

void HealthBook::know(const Deployment &deployment)
{
    if (deployment.liveSince.isValid())
        m_known[unitKey(deployment)].insert(deployment.id, deployment);
}

std::optional<HealthRecord> HealthBook::noted(const Deployment &deployment) const
{
    const auto found = m_noted.constFind(deployment.id);
    if (found == m_noted.constEnd() || found->liveUntil != deployment.liveUntil)
        return {};
    const bool isFresh = deployment.liveUntil.isValid() || found->at.secsTo(m_clock.nowUtc()) < freshSeconds;
    return isFresh ? std::optional(found->record) : std::nullopt;
}

/// It first, then the newest of its unit of which nothing is known yet.
QList<Deployment> HealthBook::askedWith(const Deployment &deployment) const
{
    QList<Deployment> others;
    const QHash<QString, Deployment> ofUnit = m_known.value(unitKey(deployment));
    for (const Deployment &each : ofUnit) {
        if (each.id != deployment.id && !noted(each))
            others << each;
    }
    std::ranges::sort(others, std::ranges::greater(), &Deployment::liveSince);
    return QList<Deployment>{deployment} + others.mid(0, mostAtOnce - 1);
}

QCoro::Task<Result<HealthRecord>> HealthBook::of(
    const DeploymentSource *source, Deployment deployment, CancelToken token)
{
    if (!deployment.liveSince.isValid())
        co_return HealthRecord();
    know(deployment);
    const QString unit = unitKey(deployment);
    while (m_waiting.contains(unit) && !noted(deployment)) {
        co_await turn(unit, token);
        if (token.isCancelled())
            co_return Error::cancelled();
    }
    if (const auto record = noted(deployment))
        co_return *record;
    m_waiting.insert(unit, {});
    const Result<void> read = co_await this->read(source, askedWith(deployment), token);
    passOn(unit);
    if (!read && read.error().kind() == Error::Kind::Cancelled)
        co_return read.error();
    co_return read ? noted(deployment).value_or(HealthRecord()) : unread(read.error());
}

/// Until whoever asks about \p unit was told.
QCoro::Task<void> HealthBook::turn(QString unit, CancelToken token)
{
    net::Wakeup wakeup;
    m_waiting[unit] << &wakeup;
    token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
    co_await wakeup;
    if (const auto waiting = m_waiting.find(unit); waiting != m_waiting.end())
        waiting->removeOne(&wakeup);
}

void HealthBook::passOn(const QString &unit)
{
    const QList<net::Wakeup *> waiting = m_waiting.take(unit);
    for (net::Wakeup *each : waiting)
        each->wake();
}

QCoro::Task<Result<void>> HealthBook::read(const DeploymentSource *source, QList<Deployment> asked, CancelToken token)
{
    const QDateTime now = m_clock.nowUtc();
    QList<HealthQuestion> questions;
    for (const Deployment &each : std::as_const(asked))
        questions << HealthQuestion{
            source->healthOf(each), {each.liveSince, each.liveUntil.isValid() ? each.liveUntil : now}};
    const auto records = co_await healthSurvey(&m_reads, questions, &m_places, now, token);
    if (!records)
        co_return records.error();
    for (qsizetype i = 0; i < asked.size(); ++i)
        m_noted.insert(asked.at(i).id, {records->at(i), asked.at(i).liveUntil, now});
    co_return ok();
}

} // namespace sm::deployments
