// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixtures.h"

#include <operations/kindplanner.h>
#include <operations/runner.h>
#include <operations/undo.h>

#include <support/instantsleeper.h>

namespace sm::test {

/// A world of named values, in which a step sets one: "world:set" with {name, value}; a null value removes it.
class WorldExecutor final : public operations::Executor
{
public:
    QJsonObject values;
    std::function<std::optional<Error>(const Step &)> before; ///< an error here: nothing was done
    std::function<std::optional<Error>(const Step &)> after; ///< an error here: it was done all the same
    QStringList applied;
    QList<Secret> shown; ///< with which it was looked at
    bool isReadable = true;

    QString kind() const override { return u"world"_s; }
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken) override
    {
        if (!isReadable)
            co_return Error(Error::Kind::Network, u"The world is away."_s);
        shown << step.operation.secrets.values();
        const QJsonValue state = values.value(nameOf(step));
        co_return operations::Observation{state.isUndefined() ? QJsonValue() : state, false};
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit, Step step, CancelToken) override
    {
        applied << nameOf(step);
        if (const auto refused = before ? before(step) : std::nullopt)
            co_return *refused;
        if (step.tier != Tier::Read)
            set(nameOf(step), step.operation.with.value(u"value"_s));
        if (const auto lost = after ? after(step) : std::nullopt)
            co_return *lost;
        co_return operations::Applied{{{u"name"_s, nameOf(step)}, {u"value"_s, values.value(nameOf(step))}}, {}, {}};
    }
    Result<void> verify(const Step &step, const operations::Seen &seen) const override
    {
        if (step.tier == Tier::Read || seen.after == step.operation.with.value(u"value"_s))
            return ok();
        return Error(Error::Kind::Conflict, u"It is not there."_s)
            .withCode(u"NotVerified"_s)
            .withChanged(Error::Changed::Yes);
    }
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override
    {
        using Kind = operations::Verdict::Kind;
        if (seen.after == step.operation.with.value(u"value"_s))
            return {Kind::Done, u"It is there."_s, {{u"name"_s, nameOf(step)}, {u"value"_s, seen.after}}};
        return seen.after == seen.before ? operations::Verdict{Kind::NotDone, u"It is as before."_s}
                                         : operations::Verdict{Kind::Unknown, u"It is something else."_s};
    }
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override
    {
        if (step.operation.with.value(u"final"_s).toBool())
            return Executor::inverse(step, seen);
        Step back;
        back.title = u"Back: "_s + step.title;
        back.operation = {u"world:set"_s, {{u"name"_s, nameOf(step)}, {u"value"_s, seen.before}}, {}};
        return QList<Step>{back};
    }

    void set(const QString &name, const QJsonValue &value)
    {
        if (value.isNull())
            values.remove(name);
        else
            values.insert(name, value);
    }
    static QString nameOf(const Step &step) { return step.operation.with.value(u"name"_s).toString(); }
};

class WorldPlanner final : public operations::KindPlanner
{
public:
    QString kind() const override { return u"world"_s; }
    Result<Step> planned(Step step, const SystemInfo &, QSet<QString> &) const override
    {
        step.resource = WorldExecutor::nameOf(step);
        step.tier = step.operation.uses == "world:get"_L1 ? Tier::Read : Tier::Reversible;
        step.repeat = Repeat::Value;
        step.mark = {Mark::Kind::Reversible, {}, u"It can be set back."_s};
        return step;
    }
};

inline Step setting(const QString &name, const QJsonValue &value)
{
    Step step;
    step.title = u"Set "_s + name;
    step.operation = {u"world:set"_s, {{u"name"_s, name}, {u"value"_s, value}}, {}};
    return step;
}

inline Step human(const QString &uses, const QString &text, const QStringList &options = {})
{
    Step step;
    step.title = text;
    step.operation = {uses, {{u"question"_s, text}, {u"options"_s, QJsonArray::fromStringList(options)}}, {}};
    return step;
}

/// Answers from a list, and remembers what it was asked.
class ScriptedAttendant final : public operations::Attendant
{
public:
    QList<Answer> answers;
    QList<Question> questions;

    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        questions << question;
        if (answers.isEmpty())
            co_return Error(Error::Kind::Cancelled, u"Nobody is here."_s).withCode(u"NobodyHere"_s);
        co_return answers.takeFirst();
    }
};

/// The world, its planner, a journal and a Runner; restart() is what a crash and a new start are.
struct WorldBench
{
    Plan plan(const QList<Step> &steps) const
    {
        SystemInfo system;
        system.id = {u"demo"_s};
        system.environment = Environment::Development;
        return planner.plan(u"Set things"_s, system, steps).value_or(Plan());
    }
    Result<operations::RunReport> run(const Plan &plan, operations::Attendant *attendant = nullptr)
    {
        operations::RunSupport support;
        support.attendant = attendant;
        return await(runner->run(plan, {}, {}, {}, {}, support)).value_or(Error::cancelled());
    }
    Result<operations::RunReport> resume(qint64 id, operations::Attendant *attendant = nullptr)
    {
        operations::RunSupport support;
        support.attendant = attendant;
        support.secrets = secrets;
        return await(runner->resume(id, {}, {}, {}, {}, support)).value_or(Error::cancelled());
    }
    operations::Undo undo() { return {*journal, planner, catalog, runner->executors()}; }
    Result<operations::UndoPlan> undoEntry(qint64 id)
    {
        operations::Undo planned = undo();
        return await(planned.entry(id, {})).value_or(Error::cancelled());
    }
    Result<operations::UndoPlan> undoRun(qint64 id)
    {
        operations::Undo planned = undo();
        return await(planned.run(id, {})).value_or(Error::cancelled());
    }
    void restart()
    {
        runner.reset();
        journal.reset();
        journal = file.open();
        runner = std::make_unique<operations::Runner>(
            operations::Guard(false), journal.get(), std::vector<operations::Executor *>{&world}, sleeper);
    }

    JournalFile file;
    WorldExecutor world;
    WorldPlanner worldPlanner;
    aws::Models models;
    operations::Catalog catalog;
    operations::Planner planner{catalog, models, {&worldPlanner}};
    InstantSleeper sleeper;
    QMap<QString, Secret> secrets;
    std::unique_ptr<operations::Journal> journal = file.open();
    std::unique_ptr<operations::Runner> runner = std::make_unique<operations::Runner>(
        operations::Guard(false), journal.get(), std::vector<operations::Executor *>{&world}, sleeper);
};

} // namespace sm::test
