// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "athenaservice.h"
#include "partitionfilter.h"
#include "querytemplate.h"

#include <core/plan.h>
#include <costs/ledger.h>

#include <memory>

namespace sm::operations {
class Planner;
}

namespace sm::athena {

/// Where the report of a system is, and where queries over it run.
struct ReportPlace
{
    QString database;
    QString table;
    QString workgroup;
    QString results; ///< "s3://bucket/prefix/"; empty: the workgroup says

    /// There is a table to ask.
    bool isNamed() const { return !database.isEmpty() && !table.isEmpty(); }
    /// As the system's file or the environment says; a bucket's name is an address, too.
    static ReportPlace of(const CostPlaces &places);
};

/// A template on the table of a report.
struct OfferedQuery
{
    QString id; ///< "cost-by-service"
    QString title;
    QString explanation;
    BoundQuery query;
    PartitionChoice choice;
    ScanBound bound; ///< before it runs
    std::optional<Error> problem; ///< it can not run on this table, and why
};

/// What is known about a report before anything is queried.
struct Report
{
    Table table;
    Workgroup workgroup;
    PartitionHealth health;
    std::optional<Error> healthProblem; ///< S3 could not be looked into: what is missing is not known
    TemplateValues values; ///< what the queries are bound to
    QList<OfferedQuery> queries;
};

/// How a query ended.
struct QueryEnd
{
    static constexpr qsizetype MostRows = 1000;

    Execution execution;
    std::optional<Error> problem; ///< it went wrong, and why
    ResultPage result; ///< the first MostRows
    qint64 rows = 0; ///< of the whole result
    std::shared_ptr<const costs::Ledger> ledger; ///< of charges by day; nullptr: another query
};

/// The report of one system as its people meet it: its table, the queries that it can answer with their price, plans
/// for them, and what they came to.
///
///     ReportDesk desk(athenaService, planner, system);
///     const Result<Report> report = co_await desk.read(values, token);
///     const Result<Plan> plan = desk.query(*report, u"daily-charges"_s); // for operations::Runner
///     const Result<QueryEnd> end = co_await desk.end(*report, u"daily-charges"_s, executionId, onProgress, token);
class ReportDesk
{
public:
    /// \p service and \p planner outlive it.
    ReportDesk(AthenaService &service, const operations::Planner &planner, SystemInfo system);

    const ReportPlace &place() const { return m_place; }

    /// The table, its partitions and what each query would read. Free of charge but for requests to S3.
    /// \error as AthenaService::table() and workgroup(); what else can not be read is a part of the report
    QCoro::Task<Result<Report>> read(TemplateValues values, CancelToken token) const;
    /// Adds up to 50 of the partitions that are missing.
    /// \error as QueryPlans::addPartitions()
    Result<Plan> repair(const Report &report) const;
    /// \error as QueryPlans::query(); what keeps \p id from running on this table; Kind::NotFound there is no such
    /// query
    Result<Plan> query(const Report &report, const QString &id) const;
    /// \error as QueryPlans::stop()
    Result<Plan> stop(const Execution &execution) const;
    /// Waits for the query \p executionId that a plan of query() for \p id has started, and reads its result.
    /// \error as AthenaService::follow() and results(), ChargesLedger::take(); a query that went wrong is a QueryEnd
    QCoro::Task<Result<QueryEnd>> end(Report report, QString id, QString executionId,
        AthenaService::ProgressHandler onProgress, CancelToken token) const;
    /// The queries of the workgroup since then, the most expensive first.
    QCoro::Task<Result<QList<Execution>>> recent(QDateTime since, CancelToken token) const;

private:
    QCoro::Task<Result<PartitionHealth>> partitionsAlone(Table table, CancelToken token) const;
    QCoro::Task<Result<QList<OfferedQuery>>> offered(Report report, CancelToken token) const;
    QCoro::Task<Result<ScanBound>> boundOf(Report report, PartitionChoice choice, CancelToken token) const;

    AthenaService &m_service;
    const operations::Planner &m_planner;
    SystemInfo m_system;
    ReportPlace m_place;
};

} // namespace sm::athena
