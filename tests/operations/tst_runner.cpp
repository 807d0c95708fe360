// SPDX-License-Identifier: GPL-3.0-or-later
#include "diskfull.h"
#include "fixtures.h"

#include <operations/runner.h>
#include <support/instantsleeper.h>

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Guard;
using operations::Runner;
using operations::RunReport;
using operations::StepEvent;
using test::await;
using test::ScriptedExecutor;

namespace {

Error unknownOutcome()
{
    return Error(Error::Kind::Network, u"The connection broke."_s).withChanged(Error::Changed::Unknown);
}

Error notFound() { return Error(Error::Kind::NotFound, u"No such user."_s).withCode(u"UserNotFoundException"_s); }

/// A Runner with a journal of its own.
struct Bench
{
    explicit Bench(ScriptedExecutor::Script script = {}, bool readOnly = false)
        : executor(std::move(script))
        , runner(Guard(readOnly), journal.get(), {&executor}, sleeper)
    {
    }

    Result<RunReport> run(const Plan &plan, const CancelToken &token = {})
    {
        const Confirmation all{Guard::nameToType(plan), true, false};
        const Identity identity{{u"1"_s}, u"arn:aws:iam::1:user/sabine"_s, u"sabine"_s, {}};
        const Runner::Progress note = [this](const StepEvent &event) { events << event; };
        return await(runner.run(plan, all, identity, note, token)).value_or(Error::cancelled());
    }
    QList<StepState> states(int step) const
    {
        QList<StepState> all;
        for (const StepEvent &event : events) {
            if (event.step == step)
                all << event.state;
        }
        return all;
    }
    /// Newest first.
    QList<StepState> journalled()
    {
        QList<StepState> all;
        for (const JournalEntry &entry : test::entries(*journal))
            all << entry.state;
        return all;
    }

    test::JournalFile file;
    std::unique_ptr<operations::Journal> journal = file.open();
    ScriptedExecutor executor;
    test::InstantSleeper sleeper;
    Runner runner;
    QList<StepEvent> events;
};

Plan three(bool continueOnFailure = false)
{
    Plan plan = test::plan({test::step(u"ada"_s), test::step(u"bob"_s), test::step(u"eve"_s)});
    plan.continueOnFailure = continueOnFailure;
    plan.id = operations::planId(plan);
    return plan;
}

ScriptedExecutor::Script failing(const QString &resource, const Error &error)
{
    return [resource, error](const Step &step) {
        return step.resource == resource ? Result<Applied>(error) : Result<Applied>(Applied{});
    };
}

bool insertOutcome(const QString &path, qint64 entry)
{
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(path);
        done = database.open()
            && QSqlQuery(database).exec(
                u"INSERT INTO outcomes VALUES(%1, 0, 'in-doubt', '', '', '', '{}', NULL)"_s.arg(entry));
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
    return done;
}

/// What another connection sees of the journal.
int intentsIn(const QString &path)
{
    int count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(path);
        if (database.open() && QSqlQuery(database).exec(u"PRAGMA query_only=1"_s)) {
            QSqlQuery counted(u"SELECT count(*) FROM entries"_s, database);
            count = counted.next() ? counted.value(0).toInt() : -1;
        }
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
    return count;
}

} // namespace

class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_success_journalsEachStepAndTellsOfIt()
    {
        Bench bench([](const Step &step) { return Applied{{{u"of"_s, step.resource}}, u"r-9"_s, {}}; });

        const auto report = bench.run(three());

        QVERIFY(report && report->succeeded());
        QCOMPARE(bench.executor.applied, (QStringList{u"ada"_s, u"bob"_s, u"eve"_s}));
        QCOMPARE(bench.states(1), (QList{StepState::Running, StepState::Done}));
        QCOMPARE(report->steps[1].output, (QJsonObject{{u"of"_s, u"bob"_s}}));
        const QList<JournalEntry> entries = test::entries(*bench.journal);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries[0].requestId, u"r-9"_s);
        QCOMPARE(entries[0].id, report->steps[2].journalEntry);
        QVERIFY(entries[0].actor.endsWith(u"arn:aws:iam::1:user/sabine"_s));
        QCOMPARE(bench.executor.permits, (QList<qint64>{entries[2].id, entries[1].id, entries[0].id}));
    }

    void run_refusalThatQuotesASecret_isToldWithoutIt()
    {
        const Error quoting = Error(Error::Kind::Invalid, u"Password correct-horse is too short."_s)
                                  .withCode(u"InvalidPasswordException"_s)
                                  .withRequestId(u"r-1"_s)
                                  .withRetryAfter(std::chrono::seconds(2));
        Bench bench(failing(u"ada"_s, quoting));
        Step step = test::step(u"ada"_s);
        step.operation.secrets.insert(u"PASSWORD"_s, Secret(u"correct-horse"_s));

        const auto report = bench.run(test::plan({step}));

        QVERIFY(report && report->steps[0].error);
        const Error told = *report->steps[0].error;
        QCOMPARE(told.message(), u"Password [secret] is too short."_s);
        QCOMPARE(told.code(), quoting.code());
        QCOMPARE(told.requestId(), quoting.requestId());
        QCOMPARE(told.retryAfter(), quoting.retryAfter());
        QCOMPARE(bench.events.last().error->message(), told.message());
    }

    void run_intent_isSeenByOthersBeforeTheStepIsCarriedOut()
    {
        Bench *self = nullptr;
        QList<int> seen;
        Bench bench([&self, &seen](const Step &) {
            seen << intentsIn(self->file.path);
            return Result<Applied>(Applied{});
        });
        self = &bench;

        QVERIFY(bench.run(three()));

        QCOMPARE(seen, (QList{1, 2, 3}));
    }

    void run_refusedByTheGuard_doesNothing()
    {
        Bench bench({}, true);

        const auto report = bench.run(three());

        QVERIFY(!report);
        QCOMPARE(report.error().code(), u"ReadOnly"_s);
        QVERIFY(bench.executor.applied.isEmpty() && bench.events.isEmpty());
        QCOMPARE(*await(bench.journal->count()), 0);
    }

    void run_withoutAJournal_isRefusedWithItsProblem()
    {
        ScriptedExecutor executor;
        test::InstantSleeper sleeper;
        const Error problem = Error(Error::Kind::Storage, u"Newer."_s).withCode(u"JournalNewer"_s);
        Runner told(Guard(false), nullptr, {&executor}, sleeper, problem);
        Runner untold(Guard(false), nullptr, {&executor}, sleeper);

        const auto withProblem = await(told.run(three(), {}, {}, {}, {}));
        const auto without = await(untold.run(three(), {}, {}, {}, {}));

        QCOMPARE(withProblem->error().code(), u"JournalNewer"_s);
        QCOMPARE(without->error().code(), u"JournalUnavailable"_s);
        QVERIFY(executor.applied.isEmpty());
    }

    void run_operationNobodyCarriesOut_isRefusedBeforeTheFirstStep()
    {
        Bench bench;
        Plan plan = three();
        plan.steps[2].operation.uses = u"redis:flushdb"_s;
        plan.id = operations::planId(plan);

        const auto report = bench.run(plan);

        QVERIFY(!report && report.error().kind() == Error::Kind::Invalid);
        QVERIFY(bench.executor.applied.isEmpty());
    }

    void run_failure_skipsTheRest()
    {
        Bench bench(failing(u"bob"_s, notFound()));

        const auto report = bench.run(three());

        QVERIFY(report && !report->succeeded());
        QCOMPARE(report->done(), 1);
        QCOMPARE(report->failed(), 1);
        QCOMPARE(bench.states(2), QList{StepState::Skipped});
        QCOMPARE(report->leftOut(), 0); // it was to be done
        QCOMPARE(bench.executor.applied, (QStringList{u"ada"_s, u"bob"_s}));
        QCOMPARE(report->steps[1].error->code(), u"UserNotFoundException"_s);
        QCOMPARE(test::entries(*bench.journal).value(0).errorCode, u"UserNotFoundException"_s);
    }

    void run_stepWhoseConditionDoesNotHold_isLeftOutOfASuccess()
    {
        Bench bench;
        Plan plan = three();
        plan.steps[1].when = u"`false`"_s;
        plan.id = operations::planId(plan);

        const auto report = bench.run(plan);

        QCOMPARE(report->steps[1].state, StepState::Skipped);
        QCOMPARE(report->leftOut(), 1);
        QVERIFY(report->succeeded());
        QCOMPARE(bench.executor.applied, (QStringList{u"ada"_s, u"eve"_s}));
    }

    void run_failureInBulk_goesOn()
    {
        Bench bench(failing(u"bob"_s, notFound()));

        const auto report = bench.run(three(true));

        QVERIFY(report);
        QCOMPARE(report->done(), 2);
        QCOMPARE(bench.journalled(), (QList{StepState::Done, StepState::Failed, StepState::Done}));
    }

    void run_unknownOutcome_isInDoubtAndNeverSentAgain()
    {
        Bench bench(failing(u"bob"_s, unknownOutcome()));

        const auto report = bench.run(three());

        QVERIFY(report);
        QCOMPARE(report->inDoubt(), 1);
        QCOMPARE(bench.executor.applied, (QStringList{u"ada"_s, u"bob"_s}));
        QCOMPARE(bench.journalled(), (QList{StepState::InDoubt, StepState::Done}));
    }

    void run_cancelled_stopsBeforeTheNextStep()
    {
        CancelSource source;
        Bench bench([&source](const Step &step) {
            if (step.resource == u"bob"_s)
                source.cancel();
            return Result<Applied>(Applied{});
        });

        const auto report = bench.run(three(true), source.token());

        QVERIFY(report);
        QCOMPARE(report->done(), 2);
        QCOMPARE(bench.states(2), QList{StepState::Skipped});
        QCOMPARE(bench.journalled(), (QList{StepState::Done, StepState::Done}));
    }

    void run_cancelledBefore_doesNothing()
    {
        Bench bench;
        CancelSource source;
        source.cancel();

        const auto report = bench.run(three(), source.token());

        QVERIFY(!report && report.error().kind() == Error::Kind::Cancelled);
        QCOMPARE(*await(bench.journal->count()), 0);
    }

    void run_fullDiskAtTheFirstStep_sendsNothing()
    {
        Bench bench;
        const test::DiskFull full;

        const auto report = bench.run(three());

        QVERIFY(!report && report.error().kind() == Error::Kind::Storage);
        QVERIFY(bench.executor.applied.isEmpty());
    }

    void run_fullDiskLater_stopsEvenInBulk()
    {
        std::unique_ptr<test::DiskFull> full;
        Bench bench([&full](const Step &) {
            full = std::make_unique<test::DiskFull>();
            return Result<Applied>(Applied{});
        });

        const auto report = bench.run(three(true));
        full.reset();

        QVERIFY(report);
        QCOMPARE(report->inDoubt(), 1);
        QCOMPARE(bench.executor.applied, QStringList{u"ada"_s});
        QCOMPARE(bench.states(1), QList{StepState::Skipped});
        QCOMPARE(report->steps[0].error->changed(), Error::Changed::Yes);
        QCOMPARE(bench.journalled(), QList{StepState::InDoubt});
    }

    void run_outcomeNotWritten_isReportedAndStops()
    {
        Bench *self = nullptr;
        bool planted = false;
        Bench bench([&self, &planted](const Step &) {
            planted = insertOutcome(self->file.path, self->events.last().journalEntry);
            return Result<Applied>(Applied{});
        });
        self = &bench;

        const auto report = bench.run(three(true));

        QVERIFY(report && planted);
        QCOMPARE(report->steps[0].state, StepState::InDoubt);
        QCOMPARE(report->steps[0].error->kind(), Error::Kind::Storage);
        QCOMPARE(report->steps[1].state, StepState::Skipped);
    }

    void run_withoutListener_works()
    {
        Bench bench;

        const auto report = await(bench.runner.run(three(), {}, {}, {}, {}));

        QVERIFY(report && *report && (*report)->succeeded());
    }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
