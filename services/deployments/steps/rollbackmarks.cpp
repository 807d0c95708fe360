// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackmarks.h"

#include <core/deploymentkind.h>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

RollbackMark markOf(const JournalEntry &entry)
{
    RollbackMark mark;
    mark.kind = deploymentKindOf(entry.input.value(u"kind"_s).toString()).value_or(DeploymentKind::Lambda);
    mark.unit = entry.input.value(u"unit"_s).toString();
    mark.from = entry.input.value(u"from"_s).toString();
    mark.to = entry.input.value(u"to"_s).toString();
    mark.reason = entry.input.value(u"reason"_s).toString();
    mark.at = entry.intentAt;
    mark.by = entry.actor;
    mark.run = entry.run;
    return mark;
}

QString unitOf(const JournalEntry &entry)
{
    return entry.input.value(u"kind"_s).toString() + u'\n' + entry.input.value(u"unit"_s).toString();
}

} // namespace

QList<RollbackMark> marksIn(QList<JournalEntry> entries)
{
    std::ranges::sort(entries, {}, &JournalEntry::id);
    QHash<QString, RollbackMark> standing;
    for (const JournalEntry &entry : std::as_const(entries)) {
        if (entry.state != StepState::Done)
            continue;
        if (entry.uses == "deployment:mark"_L1)
            standing.insert(unitOf(entry), markOf(entry));
        else
            standing.remove(unitOf(entry));
    }
    QList<RollbackMark> marks = standing.values();
    std::ranges::sort(marks, std::ranges::greater(), &RollbackMark::at);
    return marks;
}

QCoro::Task<Result<QList<RollbackMark>>> rollbackMarks(operations::Journal *journal, SystemId system, CancelToken token)
{
    QList<JournalEntry> all;
    for (const QString &uses : {u"deployment:mark"_s, u"deployment:unmark"_s}) {
        operations::JournalFilter filter;
        filter.system = system;
        filter.uses = uses;
        while (!token.isCancelled()) {
            const Result<QList<JournalEntry>> page = co_await journal->entries(filter);
            if (!page)
                co_return page.error();
            all << *page;
            if (page->size() < filter.limit)
                break;
            filter.before = page->constLast().id;
        }
    }
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return marksIn(all);
}

} // namespace sm::deployments
