// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalwrites.h"

#include "deployevents.h"
#include "unitmention.h"

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 apart = 120; // seconds between the intent here and the call there

TrailChange changeFrom(const JournalEntry &entry, const QString &service, const QString &operation)
{
    TrailChange change;
    change.at = entry.intentAt;
    change.by = entry.actor;
    change.service = service;
    change.event = operation;
    if (!entry.resource.isEmpty())
        change.resources << entry.resource;
    change.parameters = withoutSecrets(entry.input);
    change.answer = withoutSecrets(entry.output);
    change.run = entry.run;
    return change;
}

/// How many texts of \p own stand in \p told as well; 0: it is another call.
qsizetype likeness(const TrailChange &told, const TrailChange &own)
{
    if (told.run != 0 || told.event != own.event || std::abs(told.at.secsTo(own.at)) > apart)
        return 0;
    const QSet<QString> names = namesIn(own);
    const qsizetype shared = QSet<QString>(names).intersect(namesIn(told)).size();
    return 2 * shared > names.size() ? shared : 0;
}

/// -1: none of \p trail is that call.
qsizetype sameCall(const QList<TrailChange> &trail, const TrailChange &own)
{
    qsizetype best = -1;
    qsizetype most = 0;
    for (qsizetype i = 0; i < trail.size(); ++i) {
        const qsizetype like = likeness(trail.at(i), own);
        if (like > most) {
            most = like;
            best = i;
        }
    }
    return best;
}

} // namespace

QCoro::Task<Result<QList<TrailChange>>> journalWrites(
    operations::Journal *journal, SystemId system, QString service, QDateTime since, CancelToken token)
{
    QList<TrailChange> writes;
    const QList<DeployEvent> events = deployEvents(service);
    for (const DeployEvent &each : events) {
        operations::JournalFilter filter;
        filter.system = system;
        filter.uses = u"aws:%1:%2"_s.arg(service, each.operation);
        filter.from = since;
        filter.state = StepState::Done;
        for (bool more = true; more;) {
            if (token.isCancelled())
                co_return Error::cancelled();
            const Result<QList<JournalEntry>> page = co_await journal->entries(filter);
            if (!page)
                co_return page.error();
            for (const JournalEntry &entry : *page)
                writes << changeFrom(entry, service, each.operation);
            more = page->size() >= filter.limit;
            if (more)
                filter.before = page->constLast().id;
        }
    }
    std::ranges::sort(writes, std::ranges::greater(), &TrailChange::at);
    const QList<TrailChange> all = writes;
    co_return all;
}

QList<TrailChange> merged(QList<TrailChange> trail, const QList<TrailChange> &own)
{
    for (const TrailChange &each : own) {
        if (const qsizetype told = sameCall(trail, each); told < 0) {
            trail << each;
        } else {
            trail[told].run = each.run;
            trail[told].by = each.by;
        }
    }
    std::ranges::sort(trail, std::ranges::greater(), &TrailChange::at);
    return trail;
}

} // namespace sm::deployments
