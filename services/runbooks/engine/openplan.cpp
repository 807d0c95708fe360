// SPDX-License-Identifier: GPL-3.0-or-later
#include "openplan.h"

#include "stepmaker.h"

#include <operations/permission.h>

#include <QJsonArray>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int AnySeconds = 60;

QString unknown() { return QString(operations::unknownText); }

QJsonValue unknownValue(const Parameter &parameter)
{
    switch (parameter.type) {
    case Parameter::Type::Integer:
    case Parameter::Type::Number:
        return parameter.minimum.value_or(1);
    case Parameter::Type::Boolean:
        return true;
    case Parameter::Type::Duration:
        return AnySeconds;
    case Parameter::Type::List:
    case Parameter::Type::Json:
        return QJsonArray{unknown()};
    default:
        return unknown();
    }
}

ParameterValues filledUp(const QList<Parameter> &parameters, ParameterValues values, const QStringList &open)
{
    for (const Parameter &each : parameters) {
        if (!open.contains(each.name))
            continue;
        if (each.isSecret())
            values.secrets.insert(each.name, Secret(u"unknown"_s));
        else
            values.json.insert(each.name, unknownValue(each));
    }
    return values;
}

/// Moves what is not known from the input to where an earlier step would give it: no value of it is checked then.
class Opening
{
public:
    explicit Opening(Step &step)
        : m_step(step)
    {
        m_step.operation.with = opened(m_step.operation.with, {}).toObject();
    }

private:
    QJsonValue opened(const QJsonValue &value, const QString &pointer)
    {
        if (value.isString() && value.toString().contains(operations::unknownText))
            return deferred(value.toString(), pointer);
        if (value.isArray()) {
            QJsonArray made;
            const QJsonArray list = value.toArray();
            for (qsizetype i = 0; i < list.size(); ++i)
                made << opened(list.at(i), pointer + u'/' + QString::number(i));
            return made;
        }
        if (!value.isObject())
            return value;
        QJsonObject made;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            QString name = it.key();
            name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
            made.insert(it.key(), opened(it.value(), pointer + u'/' + name));
        }
        return made;
    }

    QJsonValue deferred(const QString &text, const QString &pointer)
    {
        Deferred made{pointer, {}};
        const QStringList literals = text.split(operations::unknownText);
        for (qsizetype i = 0; i < literals.size(); ++i) {
            if (i > 0)
                made.parts << Deferred::Part{u"parameters"_s, true};
            if (!literals.at(i).isEmpty())
                made.parts << Deferred::Part{literals.at(i)};
        }
        m_step.deferred << made;
        return QJsonValue::Null;
    }

    Step &m_step;
};

/// An input that lacks members is not checked either where one of its values is still to come.
void leaveUnchecked(Step &step)
{
    // The others refuse members that they do not know; that something is deferred is enough for them.
    if (step.operation.uses.startsWith("aws:"_L1) || step.operation.uses.startsWith("wait:"_L1))
        step.operation.with.insert(unknown(), QJsonValue());
    step.deferred << Deferred{u'/' + unknown(), {{u"item"_s, true}}};
}

/// Whether AWS has to allow something for it.
bool isOfAws(const RunbookStep &step)
{
    static const QStringList kinds{u"aws"_s, u"wait"_s, u"s3"_s, u"watch"_s, u"bucket"_s, u"table"_s, u"instance"_s,
        u"pool"_s, u"function"_s, u"stack"_s};
    return kinds.contains(step.uses.section(u':', 0, 0)) || step.uses == "backup:require"_L1
        || step.uses == "deployment:bake"_L1;
}

/// A step of which nothing but its operation is known.
Step bare(const RunbookStep &step)
{
    Step made;
    made.title = step.uses;
    made.operation.uses = step.uses;
    leaveUnchecked(made);
    return made;
}

class OpenPlanning
{
public:
    OpenPlanning(const Scope &scope, bool isOpen, const SystemInfo &system, const operations::Planner &planner)
        : m_scope(scope)
        , m_isOpen(isOpen)
        , m_system(system)
        , m_planner(planner)
    {
    }

    Result<QList<Step>> steps(const QList<RunbookStep> &all)
    {
        QList<Step> made;
        for (const RunbookStep &each : all) {
            if (!isOfAws(each))
                continue;
            Result<QList<Step>> some = stepsOf(each);
            if (!some)
                return some.error();
            made << *some;
        }
        return made;
    }

private:
    Result<QList<Step>> stepsOf(RunbookStep step)
    {
        const bool isOpenLoop = !step.forEach.isEmpty() && !step.forEach.isReady(m_scope);
        // Values that it needs may be missing then.
        const bool mayBeLeftOut = m_isOpen && !step.when.isEmpty();
        StepMaker maker(isOpenLoop ? m_scope.withItem(unknown(), 0) : m_scope);
        if (isOpenLoop)
            step.forEach = {};
        if (m_isOpen || isOpenLoop)
            step.when = {};
        if (const Result<void> added = maker.add(step); !added)
            return m_isOpen || isOpenLoop ? Result<QList<Step>>(QList<Step>{bare(step)}) : added.error();
        QList<Step> made = maker.steps();
        for (Step &each : made) {
            const Opening opened(each);
            for (Step &back : each.undo)
                const Opening openedBack(back);
            if (isOpenLoop || mayBeLeftOut) // members of an item that nobody knows are left out
                leaveUnchecked(each);
        }
        if (mayBeLeftOut && !m_planner.plan(step.uses, m_system, made))
            return QList<Step>(); // it lacks what would let it run
        return made;
    }

    Scope m_scope;
    bool m_isOpen;
    const SystemInfo &m_system;
    const operations::Planner &m_planner;
};

Result<Plan> planOf(const QString &title, const QList<RunbookStep> &all, const Runbook &runbook,
    const ParameterValues &given, const SystemInfo &system, const operations::Planner &planner)
{
    const QStringList open = openParameters(runbook, given);
    const ParameterValues values = filledUp(runbook.parameters, given, open);
    const Result<QList<Step>> steps
        = OpenPlanning(Scope(values, system, {}), !open.isEmpty(), system, planner).steps(all);
    if (!steps)
        return steps.error();
    if (steps->isEmpty())
        return Plan{{}, title, system, {}, false};
    return planner.plan(title, system, *steps);
}

} // namespace

QStringList openParameters(const Runbook &runbook, const ParameterValues &given)
{
    QStringList open;
    for (const Parameter &each : runbook.parameters) {
        const bool isGiven = given.json.contains(each.name) || given.secrets.contains(each.name);
        if (each.isRequired && !each.hasDefault() && !isGiven)
            open << each.name;
    }
    return open;
}

Result<Plan> openPlan(
    const Runbook &runbook, const ParameterValues &given, const SystemInfo &system, const operations::Planner &planner)
{
    return planOf(runbook.title, runbook.steps + runbook.verification, runbook, given, system, planner);
}

Result<Plan> openRollback(
    const Runbook &runbook, const ParameterValues &given, const SystemInfo &system, const operations::Planner &planner)
{
    return planOf(runbook.title, runbook.rollback, runbook, given, system, planner);
}

} // namespace sm::runbooks
