// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <backups/functions/smallarchive.h>
#include <executors/systembench.h>
#include <integration/faults/faultbench.h>

#include <executors/knownwrites.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <functions/functionexecutor.h>
#include <functions/functionplanner.h>
#include <operations/undo.h>
#include <runbooks/preparation.h>
#include <runbooks/runbooklibrary.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/motoaccount.h>

namespace sm::test {

/// Where Lambda says that code is: moto names a place that is not there.
class StoredCode final : public net::Transport
{
public:
    QCoro::Task<Result<net::HttpReply>> send(net::HttpRequest request, CancelToken) override
    {
        if (const auto other = byAddress.constFind(QString::fromUtf8(request.url)); other != byAddress.constEnd())
            code = *other;
        const QByteArrayList ends = net::headerValue(request.headers, "Range").mid(6).split('-');
        net::HttpReply reply;
        reply.status = 206;
        reply.body = code.mid(ends.value(0).toInt(), ends.value(1).toInt() - ends.value(0).toInt() + 1);
        co_return reply;
    }

    QByteArray code;
    QMap<QString, QByteArray> byAddress; ///< where several are asked for
};

/// Stands in for what marks and watches: a mark is the entry of the journal, a watch ends as the test wants.
class StagedDeployments final : public operations::Executor, public operations::KindPlanner
{
public:
    explicit StagedDeployments(const operations::Catalog &catalog)
        : m_catalog(catalog)
    {
    }
    QString kind() const override { return u"deployment"_s; }
    Result<Step> planned(Step step, const SystemInfo &, QSet<QString> &) const override
    {
        if (step.operation.uses == "deployment:bake"_L1) {
            executors::fillInRead(step);
        } else {
            executors::fillInWrite(step, m_catalog, u"staged"_s);
            step.tier = Tier::Reversible;
        }
        return step;
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit, Step step, CancelToken) override
    {
        if (step.operation.uses == "deployment:bake"_L1) {
            const QString verdict = verdicts.isEmpty() ? u"well"_s : verdicts.takeFirst();
            bakes << step.operation.with;
            co_return operations::Applied{
                {{u"verdict"_s, verdict}, {u"why"_s, u"12 % of the calls failed."_s}}, {}, {}};
        }
        marks << step.operation.with;
        co_return operations::Applied{step.operation.with, {}, {}};
    }
    bool isUnseen(const Step &) const override { return true; }

    QStringList verdicts;
    QList<QJsonObject> bakes;
    QList<QJsonObject> marks;

private:
    const operations::Catalog &m_catalog;
};

/// Chooses what it was told to.
class Chooser final : public operations::Attendant
{
public:
    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        asked << question.text;
        co_return Answer{choices.isEmpty() ? question.options.value(0) : choices.takeFirst(), u"It is a test."_s};
    }

    QStringList choices;
    QStringList asked;
};

/// The shipped runbooks about functions, planned and run as the program does it, on moto behind a double.
class LambdaBench
{
public:
    explicit LambdaBench(FaultBench &world)
        : world(world)
        , account(world.moto, known.catalog, world.aws.endpoint())
    {
    }

    static QByteArray codeOf(const QByteArray &text)
    {
        return archiveOf({{"main.py", "def handler(event, context): return '" + text + "'\n"}});
    }
    Result<QJsonObject> ask(const QString &operation, const QJsonObject &input)
    {
        return account.ask(u"lambda"_s, operation, input);
    }
    QJsonObject read(const QString &operation, const QString &function, QJsonObject input = {})
    {
        input.insert(u"FunctionName"_s, function);
        return ask(operation, input).value_or(QJsonObject());
    }
    bool create(const QString &name, const QByteArray &text, const QJsonObject &variables = {})
    {
        stored.code = codeOf(text);
        const QJsonObject code{{u"ZipFile"_s, QString::fromLatin1(stored.code.toBase64())}};
        return bool(ask(u"CreateFunction"_s,
            {{u"FunctionName"_s, name}, {u"Runtime"_s, u"python3.11"_s}, {u"Handler"_s, u"main.handler"_s},
                {u"Role"_s, u"arn:aws:iam::123456789012:role/chat"_s}, {u"Code"_s, code}, {u"MemorySize"_s, 128},
                {u"Timeout"_s, 10}, {u"Environment"_s, QJsonObject{{u"Variables"_s, variables}}}}));
    }
    /// As somebody else would.
    bool deploy(const QString &name, const QByteArray &text)
    {
        stored.code = codeOf(text);
        return ask(u"UpdateFunctionCode"_s,
                   {{u"FunctionName"_s, name}, {u"ZipFile"_s, QString::fromLatin1(stored.code.toBase64())}})
            && ask(u"PublishVersion"_s, {{u"FunctionName"_s, name}});
    }
    bool point(const QString &function, const QString &alias, const QString &version, const QJsonObject &weights = {})
    {
        QJsonObject input{{u"FunctionName"_s, function}, {u"Name"_s, alias}, {u"FunctionVersion"_s, version}};
        if (!weights.isEmpty())
            input.insert(u"RoutingConfig"_s, QJsonObject{{u"AdditionalVersionWeights"_s, weights}});
        return bool(ask(u"CreateAlias"_s, input));
    }
    QString pointsTo(const QString &function, const QString &alias)
    {
        return read(u"GetAlias"_s, function, {{u"Name"_s, alias}}).value(u"FunctionVersion"_s).toString();
    }
    QJsonObject variables(const QString &function)
    {
        return read(u"GetFunctionConfiguration"_s, function)[u"Environment"_s][u"Variables"_s].toObject();
    }
    QString codeNow(const QString &function, const QString &qualifier = {})
    {
        QJsonObject input;
        if (!qualifier.isEmpty())
            input.insert(u"Qualifier"_s, qualifier);
        return read(u"GetFunctionConfiguration"_s, function, input).value(u"CodeSha256"_s).toString();
    }
    QString archive(const QByteArray &text)
    {
        QFile file(folder.filePath(QString::fromLatin1(text) + u".zip"_s));
        return file.open(QIODevice::WriteOnly) && file.write(codeOf(text)) > 0 ? file.fileName() : QString();
    }

    Result<operations::RunReport> run(
        const QString &name, const QJsonObject &given, const QMap<QString, Secret> &secrets = {})
    {
        const auto made = plan(name, given, secrets);
        return made ? runPlan(made->plan) : made.error();
    }
    Result<runbooks::RunbookPlan> plan(
        const QString &name, const QJsonObject &given, const QMap<QString, Secret> &secrets = {})
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"common"_s}, name);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues values;
        values.json = given;
        values.secrets = secrets;
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        const runbooks::RunFacts facts{u"run-1"_s, account.clock.nowUtc(), u"tester"_s};
        runbooks::Preparation preparation(all.planner, all.runner);
        return answerOf(preparation.plan(*runbook, *checked, all.system, facts, {}, {}));
    }
    Result<operations::RunReport> runPlan(const Plan &plan)
    {
        const Confirmation confirmation{operations::Guard::nameToType(plan), true, false};
        operations::RunSupport support;
        support.attendant = &person;
        return answerOf(all.runner.run(plan, confirmation, {}, {}, {}, support));
    }
    Result<operations::UndoPlan> wayBack(qint64 run)
    {
        operations::Undo undo(*all.journal, all.planner, known.catalog, all.runner.executors());
        return answerOf(undo.run(run, {}));
    }
    /// Takes all of a run back; what was wrong, empty: nothing.
    QString takeBack(qint64 run)
    {
        const auto back = wayBack(run);
        if (!back)
            return back.error().message();
        const auto report = runPlan(back->plan);
        return report ? failuresOf(*report).join(u'\n') : report.error().message();
    }
    static QStringList failuresOf(const operations::RunReport &report)
    {
        QStringList all;
        for (const operations::StepEvent &event : report.steps) {
            if (event.state != StepState::Done && event.state != StepState::Skipped)
                all << QString::number(event.step) + u": "_s
                        + (event.error ? event.error->message() : operations::wordOf(event.state));
        }
        return all;
    }
    /// Requests of \p operation that the double saw.
    QList<QJsonObject> sent(const QString &operation)
    {
        QList<QJsonObject> found;
        const QJsonArray requests = world.aws.requests();
        for (const QJsonValue each : requests) {
            if (each[u"operation"].toString() == operation)
                found << each.toObject();
        }
        return found;
    }
    void answerTo(const QString &operation, const QJsonObject &answer, int status = 200)
    {
        world.aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, operation}}},
            {u"answer"_s, QJsonObject{{u"reply"_s, QJsonObject{{u"status"_s, status}, {u"json"_s, answer}}}}}});
    }

    /// The code of each "function" or "function:version" is at an address of its own.
    void serve(const QMap<QString, QByteArray> &codes)
    {
        for (auto it = codes.end(); it != codes.begin();) { // the more exact ones answer first
            --it;
            const QString function = it.key().section(u':', 0, 0);
            const QString version = it.key().section(u':', 1);
            const QString address = u"https://code.example.com/"_s + function + u'/' + version;
            stored.byAddress.insert(address, it.value());
            QJsonObject match{{u"operation"_s, u"GetFunction"_s}};
            if (!version.isEmpty())
                match.insert(u"target"_s, u"Qualifier="_s + version);
            world.aws.addRule({{u"match"_s, match},
                {u"answer"_s, QJsonObject{{u"set"_s, QJsonObject{{u"Code.Location"_s, address}}}}}});
        }
    }
    /// What was sent last of an operation, as the journal has it.
    QJsonObject lastSent(const QString &uses)
    {
        operations::JournalFilter filter;
        filter.uses = uses;
        filter.limit = 1;
        const auto found = await(all.journal->entries(filter));
        return found && *found && !(**found).isEmpty() ? (**found).first().input : QJsonObject();
    }

    template <typename T>
    static Result<T> answerOf(QCoro::Task<Result<T>> task)
    {
        return await(std::move(task), std::chrono::seconds(100)).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    Knowledge known;
    FaultBench &world;
    MotoAccount account;
    StoredCode stored;
    QTemporaryDir folder;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};
    backups::Vault vault{folder.filePath(u"vault"_s)};
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    InstantSleeper sleeper;
    Chooser person;
    StagedDeployments deployments{known.catalog};
    operations::AwsExecutor aws{account.caller, known.catalog, known.models};
    executors::WaitExecutor wait{account.caller, known.models, sleeper};
    executors::WaitPlanner waitPlanner{known.catalog, known.models};
    backups::FunctionExecutor functions{system, {account.caller, account.models, stored, sleeper, vault, captures}};
    backups::FunctionPlanner functionPlanner{known.catalog};
    operations::Planner reads{known.catalog, known.models, {&functionPlanner}};
    backups::BackupExecutor backup{{system, vault, account.clock}, operations::Executors({&functions}), reads};
    backups::BackupPlanner backupPlanner{known.catalog, reads};
    SystemBench all{known, {&aws, &wait, &functions, &backup, &deployments},
        {&waitPlanner, &functionPlanner, &backupPlanner, &deployments}, sleeper};
};

} // namespace sm::test
