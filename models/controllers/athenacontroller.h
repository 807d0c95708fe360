// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/clock.h>
#include <core/result.h>
#include <core/userplan.h>
#include <tables/costlist.h>

#include <QDate>
#include <QObject>

#include <array>
#include <memory>

namespace sm::athena {
struct Execution;
struct ExecutionProgress;
struct QueryEnd;
struct Report;
class ReportDesk;
} // namespace sm::athena
namespace sm::costs {
class CostIntake;
}

namespace sm::controllers {

class RunsController;

/// The report of one system in Athena: its table, what can be asked of it and at which price, what an answer came to,
/// and which queries ran. Queries and repairs are plans for somebody else to run; what a run of them has started is
/// followed to its end.
class AthenaController : public QObject
{
    Q_OBJECT

public:
    enum class Part { Queries, Result, Recent, Partitions };
    Q_ENUM(Part)
    /// Whole months, since partitions and kept charges are.
    enum class Period { ThisMonth, LastMonth, ThreeMonths, TwelveMonths };
    static constexpr int RecentDays = 7;

    struct Services
    {
        athena::ReportDesk &desk;
        costs::CostIntake &intake;
        const Clock &clock;
    };

    /// All outlive it, \p runs too.
    AthenaController(const Services &services, RunsController &runs, QObject *parent = nullptr);
    ~AthenaController() override;

    /// The system says which table has its report.
    bool isNamed() const;
    bool isReadOnly() const;
    /// The table has been read.
    bool isRead() const { return m_report != nullptr; }
    tables::CostList &list(Part part) { return kept(part).list; }
    bool isLoading(Part part) const { return kept(part).loading; }
    const std::optional<Error> &problem(Part part) const { return kept(part).problem; }
    /// What the list says as a whole; empty before it was read.
    QString summary(Part part) const { return kept(part).summary; }
    Period period() const { return m_period; }
    /// Partitions that a repair would add.
    qsizetype missing() const;
    /// The query of that id fits the table.
    bool canRun(const QString &id) const;
    /// A query that was started here has not ended.
    bool isRunning() const { return !m_running.isEmpty(); }

    /// Reads table and recent queries. Free of charge but for requests to S3.
    void read();
    /// What the queries are asked about; reads again what they would cost.
    void setPeriod(Period period);
    /// planned() or failed() follows, at once.
    void planQuery(const QString &id);
    void planRepair();
    void planStop();

Q_SIGNALS:
    void changed(sm::controllers::AthenaController::Part part);
    void planned(const sm::UserPlan &plan);
    void failed(const sm::Error &error);
    /// The costs of the system have a source more, or newer charges in it.
    void chargesKept();

private:
    struct Kept
    {
        tables::CostList list;
        bool loading = false;
        std::optional<Error> problem;
        QString summary;
    };
    /// A plan that was shown; it may be run or not.
    struct Planned
    {
        PlanId plan;
        QString query; ///< empty: a repair
        QString title;
        std::shared_ptr<const athena::Report> report;
    };

    Kept &kept(Part part) { return m_parts[static_cast<std::size_t>(part)]; }
    const Kept &kept(Part part) const { return m_parts[static_cast<std::size_t>(part)]; }
    void begin(Part part);
    void finish(Part part, const std::optional<Error> &problem, const QString &summary = {});
    void readReport();
    void readRecent();
    void showReport(const athena::Report &report);
    void offer(const Result<Plan> &plan, const QString &query, const QString &title);
    const Planned *plannedFor(int run) const;
    void followStep(int run, int step, const QJsonObject &output);
    void afterRun(int run);
    void follow(const Planned &planned, const QString &id);
    void showProgress(const QString &title, const athena::ExecutionProgress &progress);
    void showEnd(const Planned &planned, const athena::QueryEnd &end);
    void keepCharges(const athena::QueryEnd &end, const QString &summary);

    Services m_services;
    RunsController &m_runs;
    std::array<Kept, 4> m_parts;
    Period m_period = Period::ThreeMonths;
    std::shared_ptr<const athena::Report> m_report; ///< nullptr: not read yet
    QList<Planned> m_planned; ///< the last few
    QStringList m_running; ///< ids of Athena
    int m_generation = 0; ///< answers about an earlier period are dropped
    CancelSource m_cancel;
    CancelSource m_reading;
};

} // namespace sm::controllers
