// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepmaker.h"

#include "laterscope.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::RunbookPlanner", text); }

Error at(const Place &place, const QString &message)
{
    return Error(Error::Kind::Invalid, u"%1: %2"_s.arg(place.text(), message));
}

std::chrono::seconds secondsOf(const std::optional<std::chrono::milliseconds> &timeout)
{
    return timeout ? std::chrono::ceil<std::chrono::seconds>(*timeout) : std::chrono::seconds(0);
}

QString sourceOf(const Deferred &deferred)
{
    QString source;
    for (const Deferred::Part &part : deferred.parts)
        source += part.isExpression ? u"‹%1›"_s.arg(part.text) : part.text;
    return source;
}

QList<ScopeExpression> expressionsOf(const RunbookAction &action)
{
    QList<ScopeExpression> all;
    for (const Template &text : action.with.templates() + QList<Template>{action.title, action.note, action.confirm})
        all << text.expressions();
    for (const RunbookExpectation &each : action.expect)
        all << each.condition;
    return all;
}

QList<ScopeExpression> expressionsOf(const RunbookStep &step)
{
    QList<ScopeExpression> all = expressionsOf(static_cast<const RunbookAction &>(step));
    all << step.when;
    if (step.undo)
        all << expressionsOf(*step.undo);
    return all;
}

/// The condition of a watch is looked at again and again while it runs.
void seesCondition(const QString &text, const Place &place, LaterScope &later)
{
    if (const auto condition = ScopeExpression::parse(text, place); condition)
        later.sees(*condition);
}

/// A rollback is a run of its own: what the steps before it kept is known, and no step of it gives that again.
void takeKept(Step &step, const Scope &scope)
{
    const QString from = step.operation.with.value(u"from"_s).toString();
    const QJsonValue kept = scope.json().value(u"steps"_s)[from][u"output"_s][u"kept"_s];
    if (step.operation.uses != "redis:restore"_L1 || !kept.isObject())
        return;
    step.operation.with.remove(u"from"_s);
    step.operation.with.insert(u"kept"_s, kept);
}

/// The part that steps and their undos share.
Result<Step> actionOf(const RunbookAction &action, const Scope &scope, LaterScope &later)
{
    const Result<Evaluated> with = action.with.evaluate(scope);
    if (!with)
        return with.error();
    Step step;
    step.title = action.title.isEmpty() ? action.uses : action.title.preview(scope);
    step.operation = {action.uses, with->value.toObject(), with->secrets};
    for (const Deferred &each : with->deferred) {
        later.sees(each, action.place);
        step.deferred << each;
        step.notes << tr("%1 is what %2 gives.").arg(each.at.mid(1).replace(u'/', u'.'), sourceOf(each));
    }
    takeKept(step, scope);
    if (action.uses == "watch"_L1)
        seesCondition(step.operation.with.value(u"holds"_s).toString(), action.place, later);
    if (!action.note.isEmpty())
        step.notes.prepend(action.note.preview(scope));
    for (const RunbookExpectation &each : action.expect) {
        later.sees(each.condition);
        step.expect << Expectation{each.condition.text(), each.otherwise};
    }
    if (!action.confirm.isEmpty())
        step.confirm = action.confirm.preview(scope);
    step.timeout = secondsOf(action.timeout);
    return step;
}

} // namespace

StepMaker::StepMaker(Scope scope)
    : m_scope(std::move(scope))
{
}

Result<void> StepMaker::add(const RunbookStep &step)
{
    return step.forEach.isEmpty() ? addOnce(step, m_scope) : addForEach(step);
}

Result<void> StepMaker::addForEach(const RunbookStep &step)
{
    if (!step.forEach.isReady(m_scope))
        return at(step.forEach.place(),
            tr("the list to be gone through has to be known before the run, so that the plan can show every step; “%1” "
               "is only known after another step")
                .arg(step.forEach.text()));
    const Result<QJsonValue> list = step.forEach.search(m_scope);
    if (!list)
        return list.error();
    if (!list->isArray())
        return at(step.forEach.place(), tr("“%1” gives no list").arg(step.forEach.text()));
    const QJsonArray items = list->toArray();
    if (const Result<void> fit = checkTurns(step, items.size()); !fit)
        return fit.error();
    m_turns.insert(step.id, items.size());
    for (int index = 0; index < items.size(); ++index) {
        if (const Result<void> added = addOnce(step, m_scope.withItem(items.at(index), index)); !added)
            return added.error();
    }
    if (items.isEmpty())
        leaveOut(step, tr("Nothing is listed for “%1”.").arg(step.title.preview(m_scope).replace(u"‹item›"_s, u"…"_s)));
    return ok();
}

/// The turns of two steps are those of each other where their lists are equally long.
Result<void> StepMaker::checkTurns(const RunbookStep &step, qsizetype turns) const
{
    for (const ScopeExpression &each : expressionsOf(step)) {
        for (const QString &other : each.turns()) {
            if (const qsizetype others = m_turns.value(other, turns); others != turns)
                return at(each.place(),
                    tr("“%1” needs lists of the same length: step “%2” goes through %3, this one through %4")
                        .arg(each.text(), other)
                        .arg(others)
                        .arg(turns));
        }
    }
    return ok();
}

/// What is left out is known to have been skipped; of a loop that is said of all turns at once.
void StepMaker::leaveOut(const RunbookStep &step, const QString &why)
{
    m_leftOut << why;
    if (step.forEach.isEmpty() || m_turns.value(step.id) == 0)
        m_scope.setOutcome(step.id, {}, u"skipped"_s);
}

Result<void> StepMaker::addOnce(const RunbookStep &step, const Scope &scope)
{
    const bool isKnown = step.when.isEmpty() || step.when.isReady(scope);
    if (isKnown && !step.when.isEmpty()) {
        const Result<bool> wanted = step.when.holds(scope);
        if (!wanted)
            return wanted.error();
        if (!*wanted) {
            leaveOut(step, tr("“%1”: only when “%2”.").arg(step.title.preview(scope), step.when.text()));
            return ok();
        }
    }
    LaterScope later(scope);
    Result<Step> made = actionOf(step, scope, later);
    if (!made)
        return made.error();
    if (!isKnown) {
        later.sees(step.when);
        made->when = step.when.text();
    }
    made->id = step.id;
    made->onFailure = step.onFailure;
    made->scope = later.values();
    if (step.undo) {
        LaterScope undoSees(scope);
        Result<Step> undo = actionOf(*step.undo, scope, undoSees);
        if (!undo)
            return undo.error();
        undo->scope = undoSees.values();
        made->undo << *undo;
    }
    m_steps << *made;
    return ok();
}

} // namespace sm::runbooks
