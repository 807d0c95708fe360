// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <operations/awsexecutor.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <operations/undo.h>
#include <support/instantsleeper.h>

#include <QJsonArray>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::AwsExecutor;
using operations::Catalog;
using operations::RunReport;
using test::await;

namespace {

/// Remembers the calls and answers as told.
class RecordingCaller final : public aws::Caller
{
public:
    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken) override
    {
        reads << call.operation;
        if (pages.isEmpty())
            co_return Result<aws::Answer>(answer);
        // The last one comes again and again.
        const aws::Answer page{pages.size() > 1 ? pages.takeFirst() : pages.first(), {}, 1};
        co_return page;
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit permit, aws::Call call, Repeat repeat, CancelToken) override
    {
        writes << call.operation;
        permits << permit.journalEntry();
        repeats << repeat;
        last = call;
        co_return Result<aws::Answer>(answer);
    }
    Result<net::HttpRequest> preview(aws::Call) const override { return Error::cancelled(); }

    Result<aws::Answer> answer = aws::Answer{};
    QList<QJsonObject> pages; ///< what reads are answered with, one after the other
    aws::Call last;
    QStringList reads;
    QStringList writes;
    QList<qint64> permits;
    QList<Repeat> repeats;
};

Step passwordStep(const QString &userName)
{
    Step step = test::step(userName);
    step.operation = {u"aws:cognito-idp:AdminSetUserPassword"_s,
        {{u"Username"_s, userName}, {u"Password"_s, u"$PASSWORD"_s}}, {{u"PASSWORD"_s, Secret(u"Tr0ub4dor"_s)}}};
    return step;
}

} // namespace

class TestAwsExecutor : public QObject
{
    Q_OBJECT

private:
    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    const aws::Models m_models;
    test::JournalFile m_file;
    std::unique_ptr<operations::Journal> m_journal = m_file.open();

    Result<RunReport> run(RecordingCaller &caller, const Step &step)
    {
        AwsExecutor executor(caller, m_catalog, m_models);
        test::InstantSleeper sleeper;
        operations::Runner runner(operations::Guard(false), m_journal.get(), {&executor}, sleeper);
        return await(runner.run(test::plan({step}), {}, {}, {}, {})).value_or(Error::cancelled());
    }

private Q_SLOTS:
    void write_goesOutWithPermitAndRepeatClass()
    {
        RecordingCaller caller;

        const auto report = run(caller, test::step(u"ada"_s));

        QVERIFY(report && report->succeeded());
        QCOMPARE(caller.writes, QStringList{u"AdminDisableUser"_s});
        QCOMPARE(caller.last.service, u"cognito-idp"_s);
        QCOMPARE(caller.repeats, QList{Repeat::Value});
        QCOMPARE(caller.permits, QList{report->steps[0].journalEntry});
        QCOMPARE(caller.reads, (QStringList{u"AdminGetUser"_s, u"AdminGetUser"_s})); // before and after
    }

    void read_goesOutAsARead()
    {
        RecordingCaller caller;
        Step step = test::step(u"ada"_s, Tier::Read);
        step.operation.uses = u"aws:cognito-idp:AdminGetUser"_s;

        QVERIFY(run(caller, step));

        QCOMPARE(caller.reads, QStringList{u"AdminGetUser"_s});
        QVERIFY(caller.writes.isEmpty());
    }

    static Step executions(const QJsonObject &more = {})
    {
        Step step = test::step(u"ada"_s, Tier::Read);
        QJsonObject input{{u"stateMachineArn"_s, u"arn:aws:states:eu-west-1:123456789012:stateMachine:a"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            input.insert(it.key(), it.value());
        step.operation = {u"aws:stepfunctions:ListExecutions"_s, input, {}};
        return step;
    }
    static QJsonObject page(const QString &execution, const QString &token)
    {
        QJsonObject made{{u"executions"_s, QJsonArray{QJsonObject{{u"name"_s, execution}}}}};
        if (!token.isEmpty())
            made.insert(u"nextToken"_s, token);
        return made;
    }

    void list_isReadToItsLastPage()
    {
        RecordingCaller caller;
        caller.pages = {page(u"a"_s, u"1"_s), page(u"b"_s, u"2"_s), page(u"c"_s, {})};

        const auto report = run(caller, executions());

        QVERIFY(report && report->succeeded());
        QCOMPARE(report->steps[0].output,
            (QJsonObject{{u"executions"_s,
                QJsonArray{QJsonObject{{u"name"_s, u"a"_s}}, QJsonObject{{u"name"_s, u"b"_s}},
                    QJsonObject{{u"name"_s, u"c"_s}}}}}));
        QCOMPARE(caller.reads.size(), 3);
    }

    void list_withAPageSize_isOnePage()
    {
        RecordingCaller caller;
        caller.pages = {page(u"a"_s, u"1"_s), page(u"b"_s, {})};

        const auto report = run(caller, executions({{u"maxResults"_s, 1}}));

        QCOMPARE(report->steps[0].output, page(u"a"_s, u"1"_s));
        QCOMPARE(caller.reads.size(), 1);
    }

    void list_ofTooManyPages_isRefusedAndSaysSo()
    {
        RecordingCaller caller;
        for (int number = 0; number < 300; ++number)
            caller.pages << page(u"a"_s, QString::number(number));

        const auto report = run(caller, executions());

        QCOMPARE(report->steps[0].state, StepState::Failed);
        QCOMPARE(report->steps[0].error->code(), u"TooManyPages"_s);
        QCOMPARE(caller.reads.size(), 200);
    }

    void secrets_arePutInWhereTheyBelongAndNowhereElse()
    {
        RecordingCaller caller;

        QVERIFY(run(caller, passwordStep(u"$PASSWORD"_s)));

        QCOMPARE(caller.last.input[u"Password"].toString(), u"Tr0ub4dor"_s);
        QCOMPARE(caller.last.input[u"Username"].toString(), u"$PASSWORD"_s);
    }

    void secretsInTheAnswer_reachThePersonAndNotTheJournal()
    {
        RecordingCaller caller;
        caller.answer = aws::Answer{
            {{u"AccessKey"_s, QJsonObject{{u"AccessKeyId"_s, u"AKIA1"_s}, {u"SecretAccessKey"_s, u"canary-key"_s}}}},
            u"r"_s, 1};
        Step step = test::step(u"ada"_s);
        step.operation = {u"aws:iam:CreateAccessKey"_s, {{u"UserName"_s, u"ada"_s}}, {}};

        const auto report = run(caller, step);

        QVERIFY(report);
        QCOMPARE(report->steps[0].output[u"AccessKey"][u"SecretAccessKey"].toString(), u"canary-key"_s);
        const QJsonValue kept = test::entries(*m_journal).value(0).output[u"AccessKey"];
        QCOMPARE(kept[u"SecretAccessKey"].toString(), u"[secret]"_s);
        QCOMPARE(kept[u"AccessKeyId"].toString(), u"AKIA1"_s);
    }

    void line_ofAWholeObject_hasAllOfIt()
    {
        RecordingCaller caller;
        caller.answer
            = aws::Answer{{{u"Environment"_s,
                              QJsonObject{{u"Variables"_s, QJsonObject{{u"A"_s, u"old"_s}, {u"B"_s, u"canary-b"_s}}}}}},
                {}, 1};
        AwsExecutor executor(caller, m_catalog, m_models);
        const QJsonObject environment{{u"Variables"_s, QJsonObject{{u"A"_s, u"new"_s}}}};
        Step step = test::step(u"f"_s);
        step.operation = {u"aws:lambda:UpdateFunctionConfiguration"_s,
            {{u"FunctionName"_s, u"f"_s}, {u"Environment"_s, environment}}, {}};
        const operations::Planner planner(m_catalog, m_models);
        const auto plan = planner.plan(u"Set A"_s, {}, {step});
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
        QVERIFY(!plan->steps[0].cli.contains(u"\"B\""_s));

        const auto seen = await(operations::observed(*plan, operations::Executors({&executor}), {}));

        QVERIFY(seen && *seen);
        const QString line = (*seen)->steps[0].cli;
        QVERIFY2(line.contains(u"\"B\""_s) && line.contains(u"\"A\""_s), qPrintable(line));
        QVERIFY(!line.contains(u"canary"_s));
    }

    void line_inTheJournal_hasWhatAnEarlierStepGave()
    {
        RecordingCaller caller;
        caller.answer = aws::Answer{{{u"Username"_s, u"ada"_s}, {u"Enabled"_s, false}}, {}, 1};
        Step first = test::step(u"ada"_s, Tier::Read);
        first.id = u"user"_s;
        first.operation.uses = u"aws:cognito-idp:AdminGetUser"_s;
        Step second = test::step(u"ada"_s);
        second.operation.with.insert(u"Username"_s, QJsonValue());
        second.deferred << Deferred{u"/Username"_s, {{u"steps.user.output.Username"_s, true}}};
        AwsExecutor executor(caller, m_catalog, m_models);
        test::InstantSleeper sleeper;
        operations::Runner runner(operations::Guard(false), m_journal.get(), {&executor}, sleeper);

        const auto report = await(runner.run(test::plan({first, second}), {}, {}, {}, {}));

        QVERIFY(report && *report && (*report)->succeeded());
        const auto entry = await(m_journal->entry((*report)->steps[1].journalEntry));
        QVERIFY2((*entry)->cli.contains(u"--username ada"_s), qPrintable((*entry)->cli));
    }

    void error_isPassedOnUnchanged()
    {
        RecordingCaller caller;
        caller.answer = Error(Error::Kind::Throttled, u"Later."_s)
                            .withCode(u"TooManyRequestsException"_s)
                            .withRequestId(u"r-7"_s);

        const auto report = run(caller, test::step(u"ada"_s));

        QVERIFY(report);
        QCOMPARE(report->steps[0].state, StepState::Failed);
        QCOMPARE(report->steps[0].error->code(), u"TooManyRequestsException"_s);
        QCOMPARE(test::entries(*m_journal).value(0).requestId, u"r-7"_s);
    }
};

QTEST_GUILESS_MAIN(TestAwsExecutor)
#include "tst_awsexecutor.moc"
