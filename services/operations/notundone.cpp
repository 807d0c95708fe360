// SPDX-License-Identifier: GPL-3.0-or-later
#include "notundone.h"

#include "humanstep.h"
#include "planjson.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using Reason = NotUndone::Reason;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Undo", text); }

bool changesNothing(const Step &step) { return step.tier == Tier::Read && step.operation.uses != "manual"_L1; }

/// Why the run passed over a step, by its number.
QMap<int, QString> reasonsToSkip(const JournalRun &run)
{
    QMap<int, QString> reasons;
    for (const JournalNote &note : run.notes) {
        if (note.kind == "skipped"_L1)
            reasons.insert(note.step, note.body.value(u"reason"_s).toString());
    }
    return reasons;
}

Reason reasonOf(const JournalEntry &entry, const Error &problem)
{
    if (problem.code() == "UndoTooLate"_L1)
        return Reason::TooLate;
    if (problem.code() == "AlreadyBack"_L1)
        return Reason::AlreadyBack;
    return entry.state == StepState::Done ? Reason::NotReversible : Reason::DidNotHappen;
}

NotUndone doneByHand(const JournalEntry &entry)
{
    return {entry.step, entry.title, Reason::ByHand,
        tr("“%1” was done by hand. Take it back by hand if need be.").arg(entry.title)};
}

} // namespace

QString wordOf(NotUndone::Reason reason)
{
    static const QMap<Reason, QString> words{{Reason::ByHand, u"by-hand"_s}, {Reason::NeverRan, u"never-ran"_s},
        {Reason::DidNotHappen, u"did-not-happen"_s}, {Reason::NotReversible, u"not-reversible"_s},
        {Reason::AlreadyBack, u"already-back"_s}, {Reason::TooLate, u"too-late"_s}};
    return words.value(reason);
}

NotUndoneSteps::NotUndoneSteps(const JournalRun &run)
{
    const Result<Plan> plan = planFromCanonicalForm(toCompactJson(run.body));
    const QList<Step> steps = plan ? plan->steps : QList<Step>();
    const QMap<int, QString> skipped = reasonsToSkip(run);
    for (int number = 0; number < steps.size(); ++number) {
        const Step &step = steps.at(number);
        m_planned.insert(number, step);
        if (changesNothing(step))
            continue;
        const QString why = skipped.contains(number)
            ? tr("“%1” was left out of the run. %2").arg(step.title, skipped.value(number))
            : tr("“%1” never ran: the run ended before it.").arg(step.title);
        m_steps.insert(number, {number, step.title, Reason::NeverRan, why});
    }
}

bool NotUndoneSteps::isOfInterest(const JournalEntry &entry) const
{
    const auto step = m_planned.constFind(entry.step);
    return step == m_planned.constEnd() || !changesNothing(*step);
}

void NotUndoneSteps::tookBack(const JournalEntry &entry) { m_steps.remove(entry.step); }

void NotUndoneSteps::leftAlone(const JournalEntry &entry, const Error &problem)
{
    const auto known = m_steps.constFind(entry.step);
    const bool isTaken = known == m_steps.constEnd() && m_planned.contains(entry.step);
    if (isTaken || (known != m_steps.constEnd() && known->reason != Reason::NeverRan))
        return;
    const bool byHand = entry.uses == "manual"_L1 && entry.state == StepState::Done;
    m_steps.insert(entry.step,
        byHand ? doneByHand(entry) : NotUndone{entry.step, entry.title, reasonOf(entry, problem), problem.message()});
}

QStringList NotUndoneSteps::sentences() const
{
    QStringList sentences;
    for (const NotUndone &each : m_steps)
        sentences << each.why;
    return sentences;
}

} // namespace sm::operations
