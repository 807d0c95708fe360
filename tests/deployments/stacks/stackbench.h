// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/systembench.h>

#include <executors/processexecutor.h>
#include <executors/processplanner.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <operations/awsexecutor.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookplanner.h>
#include <stacks/stackexecutor.h>
#include <stacks/stackplanner.h>
#include <stacks/stacksource.h>
#include <steps/deploymentexecutor.h>
#include <steps/deploymentplanner.h>
#include <support/motoaccount.h>

namespace sm::test {

/// Chooses the first option, types what is to be typed, and remembers what was asked.
class Agreeable final : public operations::Attendant
{
public:
    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        asked << question;
        const QString choice = question.kind == Question::Kind::Acknowledge ? question.typed
            : question.kind == Question::Kind::Decide                       ? question.options.value(0)
            : question.kind == Question::Kind::Manual                       ? u"done"_s
                                                                            : u"yes"_s;
        co_return Answer{choice, u"because"_s};
    }
    QList<Question> asked;
};

/// Stacks of moto, and what carries the shipped runbooks about them out.
class StackBench
{
public:
    explicit StackBench(const MotoServer &moto, const QString &endpoint = {})
        : account(moto, known.catalog, endpoint)
    {
    }

    Result<QJsonObject> ask(const QString &operation, const QJsonObject &input)
    {
        return account.ask(u"cloudformation"_s, operation, input);
    }
    QString templateNow(const QString &stack)
    {
        return ask(u"GetTemplate"_s, {{u"StackName"_s, stack}})
            .value_or(QJsonObject())
            .value("TemplateBody"_L1)
            .toString();
    }
    /// Plans the shipped runbook common/\p name with \p values and runs it.
    Result<operations::RunReport> run(
        const QString &name, const QJsonObject &values, const QMap<QString, Secret> &secrets = {})
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"common"_s}, name);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues given;
        given.json = values;
        given.secrets = secrets;
        const auto checked = runbooks::checkValues(runbook->parameters, given).result();
        if (!checked)
            return checked.error();
        runbooks::RunFacts facts;
        facts.id = u"run%1"_s.arg(++m_runs);
        facts.started = QDateTime(QDate(2026, 11, 29), QTime(22, 5), Qt::UTC).addSecs(m_runs);
        const auto made = runbooks::RunbookPlanner(plans).plan(*runbook, *checked, system, facts);
        if (!made)
            return made.error();
        return run(made->plan);
    }
    Result<operations::RunReport> run(const Plan &plan)
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = operations::Guard::nameToType(plan);
        operations::RunSupport support;
        support.attendant = &person;
        return await(runner.run(plan, confirmation, {}, {}, {}, support), std::chrono::seconds(100))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    /// Plans the undo of \p id and runs it.
    Result<operations::RunReport> takeBack(qint64 id)
    {
        operations::Undo undo(*journal, plans, known.catalog, runner.executors());
        const auto back = await(undo.run(id, {}), std::chrono::seconds(60));
        if (!back)
            return Error(Error::Kind::Timeout, u"no answer"_s);
        return *back ? run((**back).plan) : back->error();
    }
    deployments::StackSource source() { return {{account.caller, account.models}, journal.get()}; }

    Knowledge known;
    MotoAccount account;
    Agreeable person;
    QTemporaryDir folder;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {u"eu-west-1"_s}, {}, {}, {}, {}, {}};
    QStringList lines;
    JournalFile file;
    std::unique_ptr<operations::Journal> journal = file.open();
    InstantSleeper sleeper;
    executors::LiveOutput live = [this](const Step &, const QString &line) { lines << line; };
    operations::AwsExecutor aws{account.caller, known.catalog, account.models};
    deployments::StackExecutor executor{
        system, {{account.caller, account.models}, sleeper, *journal->captures()}, live};
    deployments::StackPlanner planner{known.catalog};
    executors::ProcessExecutor process{known.catalog, live};
    executors::ProcessPlanner processPlanner{known.catalog};
    executors::WaitExecutor wait{account.caller, account.models, sleeper, live};
    executors::WaitPlanner waitPlanner{known.catalog, known.models};
    deployments::DeploymentExecutor marks{
        {system, {account.caller, account.models}, sleeper, account.clock, nullptr, {}}, live};
    deployments::DeploymentPlanner markPlanner{known.catalog};
    operations::Planner plans{known.catalog, known.models, {&planner, &processPlanner, &waitPlanner, &markPlanner}};
    operations::Runner runner{
        operations::Guard(false), journal.get(), {&aws, &executor, &process, &wait, &marks}, sleeper};

private:
    int m_runs = 0;
};

} // namespace sm::test
