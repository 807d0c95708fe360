// SPDX-License-Identifier: GPL-3.0-or-later
#include "undo.h"

#include "authorsundo.h"
#include "planjson.h"
#include "wholerun.h"

#include <core/clock.h>
#include <core/json.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Undo", text); }

Error refusal(Error::Kind kind, const QString &code, const QString &message)
{
    return Error(kind, message).withCode(code);
}

Error notReversible(const QString &message) { return refusal(Error::Kind::Invalid, u"NotReversible"_s, message); }

bool isNotReversible(const Error &error) { return error.code() == "NotReversible"_L1; }

/// States that secrets may be in are told by their places alone.
QString placesOf(const QList<Difference> &differences)
{
    QStringList places;
    for (const Difference &each : differences) {
        if (each.isConflict)
            places << (each.path.isEmpty() ? tr("all of it") : each.path);
    }
    return places.join(u", "_s);
}

Result<void> stillOurs(const JournalEntry &entry, const Comparison &comparison)
{
    if (comparison.kind == Comparison::Kind::Conflict)
        return refusal(Error::Kind::Conflict, u"ChangedSince"_s,
            tr("Somebody has changed what “%1” had changed: %2. Look at both before you decide what is right.")
                .arg(entry.title, placesOf(comparison.differences)));
    if (comparison.kind == Comparison::Kind::AlreadyBack)
        return refusal(Error::Kind::Conflict, u"AlreadyBack"_s,
            tr("“%1” has nothing left to be taken back: the world is as it was before it.").arg(entry.title));
    return ok();
}

QString shown(const QJsonValue &value, bool hidden)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (hidden && !value.isBool())
        return tr("(hidden)");
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

/// What the undo changes: the step's own places, from what is there now to what was there before it.
QList<Change> changesOf(const JournalEntry &entry, const Comparison &comparison)
{
    QList<Change> changes;
    for (const Difference &each : comparison.differences) {
        const QString what = each.path.isEmpty() ? entry.resource : each.path;
        if (each.before != each.after)
            changes << Change{what, shown(each.now, entry.sealed), shown(each.before, entry.sealed)};
    }
    return changes;
}

QString objectOf(const JournalEntry &entry) { return entry.uses + u'\n' + entry.resource; }

/// Of what a step left that was in doubt only the hash was kept, when somebody looked.
bool wasLookedAt(const JournalEntry &entry) { return entry.evidence.contains(u"now"_s); }

Result<void> wasRecorded(const JournalEntry &entry)
{
    if (entry.before.isUndefined() || (entry.after.isUndefined() && !wasLookedAt(entry)))
        return notReversible(tr("What “%1” changed was not recorded, so it can not be put back.").arg(entry.title));
    return ok();
}

/// What \p entry left: as long as its hash is that of what is there, that is it.
Result<QJsonValue> afterOf(const JournalEntry &entry, const QJsonValue &now)
{
    if (!entry.after.isUndefined())
        return entry.after;
    if (entry.evidence[u"now"] == fingerprintOf(now))
        return now;
    return refusal(Error::Kind::Conflict, u"ChangedSince"_s,
        tr("“%1” was in doubt, and what it changed has been changed again since. Look at it, and put it right by hand.")
            .arg(entry.title));
}

/// What others changed is a reason to refuse a run; what can not be taken back any more, or need not, is none.
bool canBeLeftOut(const Error &error)
{
    return QStringList{u"NotReversible"_s, u"AlreadyBack"_s, u"UndoTooLate"_s}.contains(error.code());
}

} // namespace

/// How one entry is taken back.
struct Undo::Back
{
    QList<Step> steps;
    QList<Difference> differences;
};

Undo::Undo(
    Journal &journal, const Planner &planner, const Catalog &catalog, const Executors &executors, const Clock *clock)
    : m_journal(journal)
    , m_planner(planner)
    , m_catalog(catalog)
    , m_executors(executors)
    , m_clock(clock)
{
}

/// When the usual inverse of \p entry works no more; invalid: it works for ever.
QDateTime Undo::endOf(const JournalEntry &entry) const
{
    const auto known = m_catalog.entry(entry.uses);
    const auto limit = known ? known->until : std::chrono::hours(0);
    const QDateTime start
        = entry.outcomeAt.isValid() ? entry.outcomeAt : entry.intentAt; // it has no outcome if in doubt
    return limit.count() > 0 ? start.addSecs(std::chrono::seconds(limit).count()) : QDateTime();
}

bool Undo::isLate(const JournalEntry &entry) const
{
    const QDateTime end = endOf(entry);
    return end.isValid() && end < (m_clock ? m_clock->nowUtc() : SystemClock().nowUtc());
}

bool Undo::hasLateInverse(const JournalEntry &entry) const
{
    const auto known = m_catalog.entry(entry.uses);
    return known && std::ranges::any_of(known->inverse, &Inverse::late);
}

Result<void> Undo::admit(const JournalEntry &entry) const
{
    if (entry.state == StepState::InDoubt || entry.state == StepState::Running)
        return notReversible(tr("It is not known yet what became of “%1”. Settle that first.").arg(entry.title));
    if (entry.state != StepState::Done)
        return notReversible(tr("“%1” did not happen, so there is nothing to take back.").arg(entry.title));
    if (entry.undoneBy != 0)
        return refusal(Error::Kind::Conflict, u"AlreadyBack"_s,
            tr("“%1” was taken back already, by entry %2.").arg(entry.title).arg(entry.undoneBy));
    if (isLate(entry) && !hasLateInverse(entry))
        return refusal(Error::Kind::Invalid, u"UndoTooLate"_s,
            tr("“%1” could be taken back until %2.").arg(entry.title, endOf(entry).toString(Qt::ISODate)));
    return ok();
}

/// The author of a runbook knows their own step best; the catalog knows everybody's.
QCoro::Task<Result<QList<Step>>> Undo::inverseOf(JournalEntry entry, const Executor *executor, QJsonValue target)
{
    const Result<JournalRun> run = co_await m_journal.run(entry.run);
    if (!run)
        co_return run.error();
    const Result<std::optional<Step>> authors = authorsUndo(entry, *run);
    if (!authors)
        co_return authors.error();
    Result<QList<Step>> steps = QList<Step>();
    if (*authors)
        steps->append(**authors);
    else
        steps = executor->inverse(stepOf(entry), {target, entry.after, entry.output, entry.intentAt, isLate(entry)});
    if (!steps)
        co_return steps.error();
    for (Step &each : *steps)
        each.undoes = entry.id;
    co_return steps;
}

/// A step of which there is nothing to be seen, before or after: there is nothing to be compared.
QCoro::Task<Result<Undo::Back>> Undo::unseen(JournalEntry entry, const Executor *executor)
{
    const Result<QList<Step>> steps = co_await inverseOf(entry, executor, entry.before);
    if (!steps)
        co_return steps.error();
    co_return Back{*steps, {}};
}

QCoro::Task<Result<Undo::Back>> Undo::back(JournalEntry entry, QHash<QString, QJsonValue> *reached, CancelToken token)
{
    if (const auto admitted = admit(entry); !admitted)
        co_return admitted.error();
    const Step step = stepOf(entry);
    Executor *executor = m_executors.forStep(step);
    if (!executor)
        co_return notReversible(tr("Nothing here can take back “%1”.").arg(entry.title));
    if (executor->isUnseen(step))
        co_return co_await unseen(entry, executor);
    if (const auto recorded = wasRecorded(entry); !recorded)
        co_return recorded.error();
    QJsonValue now = reached->value(objectOf(entry), QJsonValue(QJsonValue::Undefined));
    if (now.isUndefined()) {
        const Result<Observation> seen = co_await executor->observe(step, token);
        if (!seen)
            co_return seen.error();
        now = seen->state;
    }
    const Result<QJsonValue> after = afterOf(entry, now);
    if (!after)
        co_return after.error();
    entry.after = *after;
    const ListKeys keys = executor->listKeys(step);
    const Comparison comparison = threeWay(entry.before, entry.after, now, keys);
    const Result<void> ours = stillOurs(entry, comparison);
    const Result<QList<Step>> steps = co_await inverseOf(entry, executor, comparison.target);
    if (!steps && (ours || isNotReversible(steps.error()))) // whoever changed what nothing takes back
        co_return steps.error();
    if (!ours)
        co_return ours.error();
    Back back{*steps, comparison.differences};
    back.steps.last().changes = changesOf(entry, comparison);
    back.steps.last().target = fingerprintOf(keyed(comparison.target, keys));
    reached->insert(objectOf(entry), comparison.target);
    co_return back;
}

QCoro::Task<Result<UndoPlan>> Undo::entry(qint64 id, CancelToken token)
{
    const Result<JournalEntry> entry = co_await m_journal.entry(id);
    if (!entry)
        co_return entry.error();
    QHash<QString, QJsonValue> reached;
    const Result<Back> part = co_await back(*entry, &reached, token);
    if (!part)
        co_return part.error();
    const QList<Back> parts{*part};
    co_return co_await planned(tr("Undo: %1").arg(entry->title), entry->system, parts, token);
}

QCoro::Task<Result<UndoPlan>> Undo::run(qint64 id, CancelToken token)
{
    const Result<JournalRun> run = co_await wholeRun(&m_journal, id);
    if (!run)
        co_return run.error();
    QHash<QString, QJsonValue> reached;
    QList<Back> parts;
    NotUndoneSteps notUndone(*run);
    for (auto it = run->entries.rbegin(); it != run->entries.rend(); ++it) {
        if (!notUndone.isOfInterest(*it))
            continue;
        const Result<JournalEntry> whole = co_await m_journal.entry(it->id);
        if (!whole)
            co_return whole.error();
        const Result<Back> part = co_await back(*whole, &reached, token);
        if (!part && !canBeLeftOut(part.error()))
            co_return part.error();
        if (part) {
            parts << *part;
            notUndone.tookBack(*whole);
        } else {
            notUndone.leftAlone(*whole, part.error());
        }
    }
    const QStringList sentences = notUndone.sentences();
    if (parts.isEmpty())
        co_return notReversible(tr("Nothing of “%1” can be taken back. %2").arg(run->title, sentences.join(u' ')));
    Result<UndoPlan> plan = co_await planned(tr("Undo: %1").arg(run->title), run->system, parts, token);
    if (plan) {
        plan->notUndone = notUndone.all();
        plan->leftOut = sentences;
    }
    co_return plan;
}

QCoro::Task<Result<UndoPlan>> Undo::planned(QString title, SystemInfo system, QList<Back> parts, CancelToken token)
{
    QList<Step> steps;
    UndoPlan undo;
    for (const Back &part : std::as_const(parts)) {
        steps << part.steps;
        undo.differences << part.differences;
    }
    const Result<Plan> plan = m_planner.plan(title, system, steps);
    if (!plan)
        co_return plan.error();
    const Result<Plan> seen = co_await observed(*plan, m_executors, token);
    if (!seen)
        co_return seen.error();
    undo.plan = *seen;
    co_return undo;
}

} // namespace sm::operations
