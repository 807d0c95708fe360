// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <athena/awsathenaservice.h>
#include <athena/queryplans.h>
#include <athena/querytemplate.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster athena templates | health | repair | recent | sql STATEMENT | TEMPLATE`: the Cost and Usage Report of
/// a system. A query shows what it may read and cost; with --yes it runs, through the Runner.
class AthenaCommand final : public Command
{
public:
    /// Both outlive it.
    AthenaCommand(Foundation &foundation, const Options &options);
    ~AthenaCommand() override;

    /// \error Kind::Invalid the words, as athena::QueryTemplates::bind() and athena::QueryPlans
    /// \error as athena::AthenaService, athena::outcome() and operations::Runner
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    /// Where the report is, and where queries on it run.
    struct Place
    {
        QString database;
        QString table;
        QString workgroup;
        QString results;
    };
    /// A query that could be run.
    struct Wanted
    {
        QString title;
        athena::BoundQuery query;
        athena::Table table;
        athena::ScanBound bound;
        Plan plan;
    };

    Result<Place> place(const SystemInfo &system) const;
    Result<ExitCode> printTemplates() const;
    QCoro::Task<Result<ExitCode>> runOn(Place place, CancelToken token);
    QCoro::Task<Result<ExitCode>> printHealth(Place place, CancelToken token);
    QCoro::Task<Result<ExitCode>> repair(Place place, CancelToken token);
    QCoro::Task<Result<ExitCode>> printRecent(Place place, CancelToken token);
    QCoro::Task<Result<ExitCode>> query(Place place, CancelToken token);
    QCoro::Task<Result<Wanted>> wanted(Place place, CancelToken token);
    Result<athena::BoundQuery> bound(const athena::Table &table, const QList<athena::Partition> &known) const;
    QCoro::Task<Result<QString>> started(Plan plan, CancelToken token);
    QCoro::Task<Result<ExitCode>> carriedOut(Wanted wanted, CancelToken token);
    QCoro::Task<Result<void>> keep(Wanted wanted, athena::Execution ended, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
    std::unique_ptr<athena::AwsAthenaService> m_service;
};

} // namespace sm::app
