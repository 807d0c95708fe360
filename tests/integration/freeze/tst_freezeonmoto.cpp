// SPDX-License-Identifier: GPL-3.0-or-later
// A system of moto's is frozen by the runbook, and thawed by undoing that very run.
#include <integration/faults/faultbench.h>
#include <operations/undo.h>
#include <runbooks/preparation.h>
#include <runbooks/runbooklibrary.h>

#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds Limit(60);

template <typename T>
Result<T> answerOf(QCoro::Task<Result<T>> task)
{
    return await(std::move(task), Limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

template <typename T>
QString why(const Result<T> &result)
{
    return result ? QString() : result.error().message();
}

QStringList failuresOf(const RunReport &report)
{
    QStringList all;
    for (const StepEvent &event : report.steps) {
        if (event.state != StepState::Done)
            all << QString::number(event.step) + u": "_s + (event.error ? event.error->message() : wordOf(event.state));
    }
    return all;
}

} // namespace

class TestFreezeOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FaultBench> m_bench;
    std::unique_ptr<Console> m_console;

    QJsonObject read(const QString &service, const QString &operation, const QJsonObject &input = {}) const
    {
        const auto answer = m_console->read(service, operation, input);
        return answer ? answer->output : QJsonObject{{u"problem"_s, answer.error().message()}};
    }
    QString api() const { return read(u"apigateway"_s, u"GetRestApis"_s)[u"items"][0][u"id"].toString(); }
    QString machine() const
    {
        return read(u"stepfunctions"_s, u"ListStateMachines"_s)[u"stateMachines"][0][u"stateMachineArn"].toString();
    }
    qsizetype running() const
    {
        return read(u"stepfunctions"_s, u"ListExecutions"_s,
            {{u"stateMachineArn"_s, machine()}, {u"statusFilter"_s, u"RUNNING"_s}})[u"executions"]
            .toArray()
            .size();
    }

    /// What a freeze changes, of all that there is.
    QJsonObject world() const
    {
        QJsonObject all;
        for (const QString &rule : {u"nightly"_s, u"hourly"_s, u"off-before"_s})
            all.insert(rule, read(u"events"_s, u"DescribeRule"_s, {{u"Name"_s, rule}})[u"State"]);
        for (const QString &function : {u"writer"_s, u"limited"_s})
            all.insert(function,
                read(u"lambda"_s, u"GetFunctionConcurrency"_s,
                    {{u"FunctionName"_s, function}})[u"ReservedConcurrentExecutions"]);
        const QJsonArray mappings = read(u"lambda"_s, u"ListEventSourceMappings"_s)[u"EventSourceMappings"].toArray();
        for (const QJsonValue mapping : mappings)
            all.insert(mapping[u"EventSourceArn"].toString().section(u':', -1), mapping[u"State"]);
        const QJsonValue settings = read(u"apigateway"_s, u"GetStage"_s,
            {{u"restApiId"_s, api()}, {u"stageName"_s, u"live"_s}})[u"methodSettings"][u"*/*"];
        all.insert(u"rate"_s, settings[u"throttlingRateLimit"]);
        all.insert(u"burst"_s, settings[u"throttlingBurstLimit"]);
        all.insert(u"tasks"_s,
            read(u"ecs"_s, u"DescribeServices"_s,
                {{u"cluster"_s, u"shop"_s}, {u"services"_s, QJsonArray{u"chat"_s}}})[u"services"][0][u"desiredCount"]);
        return all;
    }

    void answerTo(const QString &operation, const QString &body, int after, const QJsonObject &answer)
    {
        QJsonObject match{{u"operation"_s, operation}};
        if (!body.isEmpty())
            match.insert(u"body"_s, body);
        m_bench->aws.addRule({{u"match"_s, match}, {u"after"_s, after},
            {u"answer"_s, QJsonObject{{u"reply"_s, QJsonObject{{u"status"_s, 200}, {u"json"_s, answer}}}}}});
    }
    /// As moto can not redrive: each execution is looked at once as it is, and runs from then on.
    void redriveWorks()
    {
        answerTo(u"RedriveExecution"_s, {}, 0, {{u"redriveDate"_s, 1764451200}});
        for (const QString &name : {u"run-0"_s, u"run-1"_s, u"run-2"_s})
            answerTo(u"DescribeExecution"_s, name, 1,
                {{u"status"_s, u"RUNNING"_s}, {u"stateMachineArn"_s, machine()}, {u"name"_s, name}});
    }

    Result<runbooks::RunbookPlan> plan(const QJsonObject &given) const
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"shop"_s}, u"freeze"_s);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues values;
        values.json = given;
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        SystemInfo system;
        system.id = {u"shop"_s};
        system.environment = Environment::Development;
        const runbooks::RunFacts facts{u"run-1"_s, QDateTime::currentDateTimeUtc(), u"tester"_s};
        runbooks::Preparation preparation(m_console->planner, m_console->runner);
        return answerOf(preparation.plan(*runbook, *checked, system, facts, {}, {}));
    }
    Result<RunReport> run(const Plan &plan) const
    {
        return answerOf(m_console->runner.run(plan, {Guard::nameToType(plan), true, false}, {}, {}, {}));
    }

private Q_SLOTS:
    void init()
    {
        for (const QString &lacking : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!lacking.isEmpty())
                QSKIP(qPrintable(lacking));
        }
        m_bench = std::make_unique<FaultBench>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
        QVERIFY(m_bench->prepare(QStringLiteral(SM_SOURCE_DIR "/tests/integration/freeze/world.json")));
        m_console = std::make_unique<Console>(*m_bench, m_bench->aws.endpoint());
    }
    void cleanup()
    {
        m_console.reset();
        m_bench.reset();
    }

    void undoneFreeze_thawsExactlyWhatItStopped()
    {
        const QJsonObject before = world();
        const auto frozen = plan({{u"rules"_s, QJsonArray{u"nightly"_s, u"off-before"_s}},
            {u"functions"_s, QJsonArray{u"writer"_s, u"limited"_s}}, {u"api"_s, api()},
            {u"stages"_s, QJsonArray{u"live"_s}}, {u"cluster"_s, u"shop"_s}, {u"services"_s, QJsonArray{u"chat"_s}}});
        QVERIFY2(frozen, qPrintable(why(frozen)));

        const auto report = run(frozen->plan);

        QVERIFY2(report, qPrintable(why(report)));
        QCOMPARE(failuresOf(*report), QStringList());
        const QJsonObject quiet = world();
        QCOMPARE(quiet,
            (QJsonObject{{u"nightly"_s, u"DISABLED"_s}, {u"hourly"_s, u"ENABLED"_s}, {u"off-before"_s, u"DISABLED"_s},
                {u"writer"_s, 0}, {u"limited"_s, 0}, {u"jobs"_s, u"Disabled"_s}, {u"old-jobs"_s, u"Disabled"_s},
                {u"rate"_s, 0}, {u"burst"_s, 0}, {u"tasks"_s, 0}}));

        Undo undo(*m_bench->journal, m_console->planner, m_bench->catalog, Executors({&m_console->executor}));
        const auto thaw = answerOf(undo.run(report->run, {}));
        QVERIFY2(thaw, qPrintable(why(thaw)));
        const auto thawed = run(thaw->plan);

        QVERIFY2(thawed, qPrintable(why(thawed)));
        QCOMPARE(failuresOf(*thawed), QStringList());
        QCOMPARE(world(), before);
        QStringList order;
        for (const Step &step : thaw->plan.steps)
            order << step.operation.uses.section(u':', 2);
        QCOMPARE(order,
            (QStringList{u"UpdateService"_s, u"UpdateStage"_s, u"PutFunctionConcurrency"_s,
                u"DeleteFunctionConcurrency"_s, u"UpdateEventSourceMapping"_s, u"EnableRule"_s}));
        for (const NotUndone &left : thaw->notUndone) // what was off before is left alone
            QVERIFY2(left.title.contains(u"off-before"_s) || left.reason != NotUndone::Reason::NotReversible,
                qPrintable(left.title));
    }

    void executions_areAllStoppedAndGoOnWithTheThaw()
    {
        QCOMPARE(running(), 3);
        const auto frozen = plan({{u"machines"_s, QJsonArray{machine()}}});
        QVERIFY2(frozen, qPrintable(why(frozen)));

        const auto report = run(frozen->plan);

        QVERIFY2(report, qPrintable(why(report)));
        QCOMPARE(failuresOf(*report), QStringList());
        QCOMPARE(running(), 0);
        QCOMPARE(m_bench->effects(u"StopExecution"_s).size(), 3);

        Undo undo(*m_bench->journal, m_console->planner, m_bench->catalog, Executors({&m_console->executor}));
        const auto thaw = answerOf(undo.run(report->run, {}));
        QVERIFY2(thaw, qPrintable(why(thaw)));
        redriveWorks();
        const auto thawed = run(thaw->plan);

        QVERIFY2(thawed, qPrintable(why(thawed)));
        QCOMPARE(failuresOf(*thawed), QStringList());
        QCOMPARE(m_bench->effects(u"RedriveExecution"_s).size(), 3);
    }

    void thawThatDoesNotArrive_isNoSuccess()
    {
        const auto frozen = plan({{u"machines"_s, QJsonArray{machine()}}});
        QVERIFY2(frozen, qPrintable(why(frozen)));
        const auto report = run(frozen->plan);
        QVERIFY2(report, qPrintable(why(report)));
        Undo undo(*m_bench->journal, m_console->planner, m_bench->catalog, Executors({&m_console->executor}));
        const auto thaw = answerOf(undo.run(report->run, {}));
        QVERIFY2(thaw, qPrintable(why(thaw)));
        answerTo(u"RedriveExecution"_s, {}, 0, {{u"redriveDate"_s, 1764451200}}); // and nothing runs

        const auto thawed = run(thaw->plan);

        QVERIFY2(thawed, qPrintable(why(thawed)));
        QVERIFY(!failuresOf(*thawed).isEmpty());
    }

    void nothingChosen_changesNothing()
    {
        const auto frozen = plan({});

        QVERIFY2(frozen, qPrintable(why(frozen)));
        QCOMPARE(frozen->plan.tier(), Tier::Read);
        QCOMPARE(frozen->plan.steps.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFreezeOnMoto)
#include "tst_freezeonmoto.moc"
