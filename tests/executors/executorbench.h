// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/fixtures.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <operations/undo.h>

#include <support/instantsleeper.h>

namespace sm::test {

/// What is known about operations: the catalog inside the program, or one of the test's own.
struct Knowledge
{
    Knowledge() = default;
    explicit Knowledge(const QByteArray &yaml)
        : catalog(operations::Catalog::parse(u"test.yaml"_s, yaml).value_or(operations::Catalog()))
    {
    }

    aws::Models models;
    operations::Catalog catalog = operations::Catalog::load().value_or(operations::Catalog());
};

/// Read once: the catalog takes a while.
inline const Knowledge &everything()
{
    static const Knowledge known;
    return known;
}

inline Step stepOf(const QString &uses, const QJsonObject &with, const QMap<QString, Secret> &secrets = {})
{
    Step step;
    step.title = u"Do it"_s;
    step.operation = {uses, with, secrets};
    return step;
}

/// Plans and runs steps the way that the program does: a look, the journal, the act, another look.
class ExecutorBench
{
public:
    ExecutorBench(const Knowledge &known, std::vector<operations::Executor *> executors,
        std::vector<const operations::KindPlanner *> planners, net::Sleeper &sleeper)
        : catalog(known.catalog)
        , planner(known.catalog, known.models, std::move(planners))
        , runner(operations::Guard(false), journal.get(), std::move(executors), sleeper)
    {
    }

    Result<Plan> plan(const QList<Step> &steps) const
    {
        SystemInfo system;
        system.id = {u"demo"_s};
        system.environment = Environment::Development;
        return planner.plan(u"Do things"_s, system, steps);
    }
    /// The plan with what the world is like now.
    Result<Plan> observed(const QList<Step> &steps)
    {
        const Result<Plan> plain = plan(steps);
        if (!plain)
            return plain.error();
        return await(operations::observed(*plain, runner.executors(), {}), limit)
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    Result<operations::RunReport> run(const Plan &plan, CancelToken token = {})
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = operations::Guard::nameToType(plan);
        return await(runner.run(plan, confirmation, {}, {}, token, {}), limit)
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    /// How the one step of a plan ended. Where there was no plan or run, a failure with that error.
    operations::StepEvent runStep(const Step &step, CancelToken token = {})
    {
        const Result<Plan> made = plan({step});
        if (!made)
            return {0, StepState::Failed, made.error(), {}, 0};
        const Result<operations::RunReport> report = run(*made, token);
        return report ? report->steps.value(0) : operations::StepEvent{0, StepState::Failed, report.error(), {}, 0};
    }
    JournalEntry entry(qint64 id)
    {
        const auto found = await(journal->entry(id));
        return found && *found ? **found : JournalEntry();
    }
    Result<operations::UndoPlan> undo(qint64 id)
    {
        operations::Undo undo(*journal, planner, catalog, runner.executors());
        return await(undo.entry(id, {}), limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    static constexpr std::chrono::seconds limit{60};

    JournalFile file;
    std::unique_ptr<operations::Journal> journal = file.open();
    const operations::Catalog &catalog;
    operations::Planner planner;
    operations::Runner runner;
};

} // namespace sm::test
