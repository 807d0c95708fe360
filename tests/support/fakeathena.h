// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <app/kinds.h>
#include <athena/reportdesk.h>
#include <aws/models.h>
#include <controllers/athenacontroller.h>
#include <controllers/runscontroller.h>
#include <costs/athena/tables.h>
#include <costservice/costintake.h>
#include <operations/executor.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <support/await.h>
#include <support/gate.h>
#include <support/instantsleeper.h>
#include <support/mockclock.h>

#include <QHash>
#include <QTemporaryDir>

namespace sm::test {

/// An AthenaService over a report of January and February 2024; S3 has March, too. Calls go through \c gate.
class FakeAthenaService final : public athena::AthenaService
{
public:
    Gate gate;
    athena::Table allColumns = legacyTable();
    athena::PartitionHealth partitionsNow{
        {partition({u"2024"_s, u"1"_s}), partition({u"2024"_s, u"2"_s})}, {partition({u"2024"_s, u"3"_s})}, {}};
    athena::ScanBound scan{qint64(1) << 40, 1, 1, u"All files."_s};
    athena::Execution ended;
    athena::ResultPage page{{u"day"_s, u"service"_s, u"account"_s, u"currency"_s, u"unblended"_s},
        {{u"2024-01-01"_s, u"AmazonEC2"_s, u"123412340534"_s, u"USD"_s, u"12.345678901234567"_s}}};
    QList<athena::Execution> ran;
    QHash<QString, Error> failures; ///< by call
    QStringList followed;
    int bounds = 0; ///< how often S3 was asked for sizes

    FakeAthenaService()
    {
        ended.id = u"query-1"_s;
        ended.state = athena::ExecutionState::Succeeded;
        ended.bytes = qint64(1) << 40;
        ended.completed = QDateTime(QDate(2024, 2, 20), QTime(12, 0), Qt::UTC);
        ended.took = std::chrono::seconds(2);
        ran = {ended};
    }

    QCoro::Task<Result<QList<athena::Workgroup>>> workgroups(CancelToken) override
    {
        co_return QList<athena::Workgroup>();
    }
    QCoro::Task<Result<athena::Workgroup>> workgroup(QString name, CancelToken token) override
    {
        athena::Workgroup found;
        found.name = name;
        found.outputLocation = u"s3://your-athena-results-bucket/"_s;
        return pass(u"workgroup"_s, found, token);
    }
    QCoro::Task<Result<athena::Table>> table(QString, QString, CancelToken token) override
    {
        return pass(u"table"_s, allColumns, token);
    }
    QCoro::Task<Result<QList<athena::Partition>>> partitions(athena::Table, CancelToken token) override
    {
        return pass(u"partitions"_s, partitionsNow.known, token);
    }
    QCoro::Task<Result<athena::PartitionHealth>> health(athena::Table, CancelToken token) override
    {
        return pass(u"health"_s, partitionsNow, token);
    }
    QCoro::Task<Result<athena::ScanBound>> bound(athena::Table, QList<athena::Partition>, CancelToken token) override
    {
        ++bounds;
        return pass(u"bound"_s, scan, token);
    }
    QCoro::Task<Result<athena::Execution>> follow(QString id, ProgressHandler onProgress, CancelToken token) override
    {
        followed.append(id);
        athena::Execution running;
        running.id = id;
        running.bytes = 1024;
        onProgress({running, {}, false, {}});
        return pass(u"follow"_s, ended, token);
    }
    QCoro::Task<Result<void>> results(QString, PageHandler onPage, CancelToken token) override
    {
        const Result<athena::ResultPage> passed = co_await pass(u"results"_s, page, token);
        if (!passed)
            co_return passed.error();
        onPage(*passed);
        co_return ok();
    }
    QCoro::Task<Result<QList<athena::Execution>>> recent(QString, QDateTime, CancelToken token) override
    {
        return pass(u"recent"_s, ran, token);
    }

private:
    template <typename T>
    QCoro::Task<Result<T>> pass(QString call, T answer, CancelToken token)
    {
        const bool wanted = co_await gate.pass(call, token);
        if (!wanted)
            co_return Error::cancelled();
        if (failures.contains(call))
            co_return Error(*failures.constFind(call));
        co_return Result<T>(answer);
    }
};

/// Remembers what it was given.
class FakeCostIntake final : public costs::CostIntake
{
public:
    Gate gate;
    QList<std::shared_ptr<const costs::Ledger>> ledgers;
    QHash<llmcosts::Provider, Secret> keys;
    std::optional<Error> failure;

    QCoro::Task<Result<void>> keep(std::shared_ptr<const costs::Ledger> ledger, CancelToken token) override
    {
        const Result<void> passed = co_await pass(u"keep"_s, token);
        if (passed)
            ledgers.append(ledger);
        co_return passed;
    }
    QCoro::Task<Result<void>> keepKey(llmcosts::Provider provider, Secret key, CancelToken token) override
    {
        const Result<void> passed = co_await pass(u"keepKey"_s, token);
        if (passed)
            keys.insert(provider, key);
        co_return passed;
    }
    QCoro::Task<Result<void>> forgetKey(llmcosts::Provider provider, CancelToken token) override
    {
        const Result<void> passed = co_await pass(u"forgetKey"_s, token);
        if (passed)
            keys.remove(provider);
        co_return passed;
    }

private:
    QCoro::Task<Result<void>> pass(QString call, CancelToken token)
    {
        const bool wanted = co_await gate.pass(call, token);
        if (!wanted)
            co_return Error::cancelled();
        if (failure)
            co_return Error(*failure);
        co_return ok();
    }
};

/// Starts every query under the name query-1.
class FakeAthenaExecutor final : public operations::Executor
{
public:
    explicit FakeAthenaExecutor(const QString &kind)
        : m_kind(kind)
    {
    }

    QStringList applied; ///< titles
    std::optional<Error> failure;

    QString kind() const override { return m_kind; }
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken) override
    {
        co_return operations::Observation{step.before, false};
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit, Step step, CancelToken) override
    {
        if (failure)
            co_return Error(*failure);
        applied.append(step.title);
        co_return operations::Applied{{{u"QueryExecutionId"_s, u"query-1"_s}}, {}, {}};
    }

private:
    QString m_kind;
};

inline SystemInfo systemWithReport()
{
    SystemInfo system;
    system.id.value = u"demo"_s;
    system.title = u"Demo"_s;
    system.environment = Environment::Development;
    system.costs.curDatabase = u"cur_database"_s;
    system.costs.curTable = u"cur_table"_s;
    return system;
}

/// Everything below the tab of Athena, on 20 February 2024.
struct AthenaBench
{
    explicit AthenaBench(bool readOnly = false, const SystemInfo &system = systemWithReport())
        : runner(operations::Guard(readOnly), journal.get(), {&executor, &waits}, sleeper)
        , desk(service, planner, system)
    {
    }
    ~AthenaBench()
    {
        controller.reset();
        service.gate.open();
        intake.gate.open();
        (void)QTest::qWaitFor(
            [this] { return service.gate.inside() == 0 && intake.gate.inside() == 0 && !runs.isBusy(); });
    }

    bool read()
    {
        using Part = controllers::AthenaController::Part;
        controller->read();
        return QTest::qWaitFor(
            [this] { return !controller->isLoading(Part::Queries) && !controller->isLoading(Part::Recent); });
    }
    QString cell(controllers::AthenaController::Part part, int row, int column) const
    {
        return controller->list(part).index(row, column).data().toString();
    }

    QTemporaryDir folder;
    std::unique_ptr<operations::Journal> journal
        = std::move(await(operations::Journal::open(folder.filePath(u"journal.db"_s)))->value());
    MockClock clock{QDateTime(QDate(2024, 2, 20), QTime(12, 0), Qt::UTC)};
    aws::Models models;
    operations::Catalog catalog = operations::Catalog::load().value();
    app::Kinds kinds{catalog, models};
    operations::Planner planner{catalog, models, kinds.all()};
    FakeAthenaExecutor executor{u"aws"_s};
    FakeAthenaExecutor waits{u"wait"_s};
    InstantSleeper sleeper;
    operations::Runner runner;
    FakeAthenaService service;
    FakeCostIntake intake;
    athena::ReportDesk desk;
    controllers::RunsController runs{runner};
    std::unique_ptr<controllers::AthenaController> controller = std::make_unique<controllers::AthenaController>(
        controllers::AthenaController::Services{desk, intake, clock}, runs);
};

} // namespace sm::test
