// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <executors/watchexecutor.h>
#include <executors/watchplanner.h>
#include <operations/awsexecutor.h>
#include <operations/undo.h>
#include <runbooks/preparation.h>
#include <runbooks/runbooklibrary.h>
#include <steps/deploymentexecutor.h>
#include <steps/deploymentplanner.h>
#include <steps/rollbackmarks.h>
#include <support/awsdoubleserver.h>
#include <support/instantsleeper.h>
#include <support/motoaccount.h>

#include <QDirIterator>
#include <QTemporaryDir>

namespace sm::test {

/// Chooses what it was told to, and says that all by hand is done.
class ChoosingPerson final : public operations::Attendant
{
public:
    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        asked << question.text;
        for (const QString &option : std::as_const(question.options)) {
            if (choices.contains(option))
                co_return Answer{option, u"as told"_s};
        }
        const bool isYes = question.options.contains(u"yes"_s);
        co_return Answer{isYes ? u"yes"_s : question.options.value(0), u"I looked."_s};
    }

    QStringList choices;
    QStringList asked;
};

inline QCoro::Task<deployments::HealthQuery> nothingMeasures(DeploymentKind, QString, QString, CancelToken)
{
    co_return deployments::HealthQuery();
}

/// The runbooks inside the program, planned, run and taken back as the program does it, on moto with a double in front
/// that plays what moto has not.
class ShippedRunbooks
{
public:
    explicit ShippedRunbooks(const MotoServer &moto)
        : aws(moto.endpoint())
        , catalog(operations::Catalog::load().value_or(operations::Catalog()))
        , account(moto, catalog, aws.endpoint())
    {
        system.id = {u"shop"_s};
        system.environment = Environment::Development;
        if (auto opened = await(operations::Journal::open(folder.filePath(u"journal.db"_s))); opened && *opened)
            journal = std::move(**opened);
        marks = std::make_unique<deployments::DeploymentExecutor>(deployments::DeploymentExecutor::Parts{
            system, {account.caller, account.models}, sleeper, clock, journal.get(), nothingMeasures});
        runner = std::make_unique<operations::Runner>(operations::Guard(false), journal.get(),
            std::vector<operations::Executor *>{&executor, &waits, &watches, marks.get()}, sleeper);
    }

    /// The plan, with what is there now. \p name is one of those in common, or "system/name".
    Result<runbooks::RunbookPlan> plan(
        const QString &name, const QJsonObject &given, const QMap<QString, Secret> &secrets = {})
    {
        const QString owner = name.contains(u'/') ? name.section(u'/', 0, 0) : u"common"_s;
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({owner}, name.section(u'/', -1));
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues values;
        values.json = given;
        values.secrets = secrets;
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        const runbooks::RunFacts facts{u"run-1"_s, QDateTime::currentDateTimeUtc(), u"tester"_s};
        runbooks::Preparation preparation(planner, *runner);
        return answerOf(preparation.plan(*runbook, *checked, system, facts, {}, {}));
    }
    Result<operations::RunReport> run(const Plan &made)
    {
        operations::RunSupport support;
        support.attendant = &person;
        const Confirmation confirmation{operations::Guard::nameToType(made), true, false};
        return answerOf(runner->run(made, confirmation, {}, {}, {}, support));
    }
    Result<operations::RunReport> run(
        const QString &name, const QJsonObject &given, const QMap<QString, Secret> &secrets = {})
    {
        const auto made = plan(name, given, secrets);
        return made ? run(made->plan) : made.error();
    }
    /// As if it were \p later.
    Result<operations::RunReport> takeBack(qint64 id, std::chrono::hours later = std::chrono::hours(0))
    {
        const MockClock then(QDateTime::currentDateTimeUtc().addDuration(later));
        operations::Undo undo(*journal, planner, catalog, runner->executors(), &then);
        const auto back = answerOf(undo.run(id, {}));
        return back ? run(back->plan) : back.error();
    }
    QList<RollbackMark> standingMarks()
    {
        return answerOf(deployments::rollbackMarks(journal.get(), system.id, {})).value_or(QList<RollbackMark>());
    }
    QJsonObject ask(const QString &service, const QString &operation, const QJsonObject &input = {})
    {
        const auto answer = account.ask(service, operation, input);
        return answer ? *answer : QJsonObject{{u"problem"_s, answer.error().message()}};
    }
    /// The operations that changed something, in their order.
    QStringList writes()
    {
        QStringList all;
        const QJsonArray ledger = aws.ledger();
        for (const QJsonValue &entry : ledger) {
            if (entry[u"status"_s].toInt() < 300 && entry[u"operation"_s].toString() != u"StartConfigurationSession"_s)
                all << entry[u"operation"_s].toString();
        }
        return all;
    }
    QStringList filesWith(const QByteArray &bytes) const
    {
        QStringList found;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile each(files.next());
            if (!each.open(QIODevice::ReadOnly) || each.readAll().contains(bytes))
                found << each.fileName();
        }
        return found;
    }

    template <typename T>
    static Result<T> answerOf(QCoro::Task<Result<T>> task)
    {
        return await(std::move(task), std::chrono::seconds(60)).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    /// What did not go well, a line for each step; empty: all did.
    static QString troubleOf(const Result<operations::RunReport> &report)
    {
        if (!report)
            return report.error().message();
        QStringList all;
        for (const operations::StepEvent &event : report->steps) {
            if (event.error)
                all << u"%1: %2: %3"_s.arg(event.step).arg(event.error->code(), event.error->message());
        }
        if (report->paused)
            all << report->paused->message();
        return all.join(u'\n');
    }

    AwsDouble aws;
    operations::Catalog catalog;
    MotoAccount account;
    QTemporaryDir folder;
    SystemInfo system;
    SystemClock clock;
    InstantSleeper sleeper;
    std::unique_ptr<operations::Journal> journal;
    executors::WaitPlanner waitPlanner{catalog, account.models};
    deployments::DeploymentPlanner markPlanner{catalog};
    executors::WatchPlanner watchPlanner{operations::Planner(catalog, account.models, {})};
    operations::Planner planner{catalog, account.models, {&waitPlanner, &watchPlanner, &markPlanner}};
    operations::AwsExecutor executor{account.caller, catalog, account.models};
    executors::WaitExecutor waits{account.caller, account.models, sleeper};
    MockClock watchClock; // a watch takes no time, but has to see it pass
    InstantSleeper watchSleeper{watchClock};
    executors::WatchExecutor watches{operations::Executors({&executor}), watchSleeper, watchClock};
    std::unique_ptr<deployments::DeploymentExecutor> marks;
    std::unique_ptr<operations::Runner> runner;
    ChoosingPerson person;
};

} // namespace sm::test
