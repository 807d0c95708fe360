// SPDX-License-Identifier: GPL-3.0-or-later
#include "athenacontroller.h"

#include "athenarows.h"
#include "runscontroller.h"

#include <athena/reportdesk.h>
#include <costservice/costintake.h>

#include <QCoroTask>
#include <QLocale>
#include <QPointer>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype PlansRemembered = 20;
const QString StartQuery = u"aws:athena:StartQueryExecution"_s;

athena::TemplateValues valuesOf(AthenaController::Period period, const QDate &today)
{
    const QDate month(today.year(), today.month(), 1);
    athena::TemplateValues values;
    values.to = month.addMonths(1);
    switch (period) {
    case AthenaController::Period::ThisMonth:
        values.from = month;
        break;
    case AthenaController::Period::LastMonth:
        values.from = month.addMonths(-1);
        values.to = month;
        break;
    case AthenaController::Period::ThreeMonths:
        values.from = month.addMonths(-2);
        break;
    case AthenaController::Period::TwelveMonths:
        values.from = month.addMonths(-11);
        break;
    }
    return values;
}

void fill(tables::CostList &list, const AthenaRows &shown) { list.setContent(shown.columns, shown.rows); }

} // namespace

AthenaController::AthenaController(const Services &services, RunsController &runs, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_runs(runs)
{
    connect(&m_runs, &RunsController::stepAnswered, this, &AthenaController::followStep);
    connect(&m_runs, &RunsController::runFinished, this, &AthenaController::afterRun);
}

AthenaController::~AthenaController() = default;

bool AthenaController::isNamed() const { return m_services.desk.place().isNamed(); }

bool AthenaController::isReadOnly() const { return m_runs.isReadOnly(); }

qsizetype AthenaController::missing() const { return m_report ? m_report->health.missing.size() : 0; }

bool AthenaController::canRun(const QString &id) const
{
    return m_report && std::any_of(m_report->queries.cbegin(), m_report->queries.cend(), [&id](const auto &each) {
        return each.id == id && !each.problem;
    });
}

void AthenaController::begin(Part part)
{
    kept(part).loading = true;
    kept(part).problem.reset();
    Q_EMIT changed(part);
}

void AthenaController::finish(Part part, const std::optional<Error> &problem, const QString &summary)
{
    kept(part).loading = false;
    kept(part).problem = problem;
    if (!summary.isEmpty())
        kept(part).summary = summary;
    Q_EMIT changed(part);
}

void AthenaController::setPeriod(Period period)
{
    if (std::exchange(m_period, period) != period && isNamed())
        readReport();
}

void AthenaController::read()
{
    if (!isNamed())
        return;
    readReport();
    readRecent();
}

void AthenaController::readReport()
{
    m_reading = CancelSource();
    const int generation = ++m_generation;
    begin(Part::Partitions);
    begin(Part::Queries);
    const athena::TemplateValues values = valuesOf(m_period, m_services.clock.nowUtc().date());
    QCoro::connect(m_services.desk.read(values, m_reading.token()), this,
        [this, generation](const Result<athena::Report> &report) {
            if (generation != m_generation)
                return;
            if (report)
                return showReport(*report);
            finish(Part::Partitions, report.error());
            finish(Part::Queries, report.error());
        });
}

void AthenaController::showReport(const athena::Report &report)
{
    m_report = std::make_shared<const athena::Report>(report);
    fill(list(Part::Partitions), partitionRows(report));
    fill(list(Part::Queries), queryRows(report));
    finish(Part::Partitions, {}, healthText(report));
    finish(Part::Queries, {}, healthText(report));
}

void AthenaController::readRecent()
{
    if (isLoading(Part::Recent))
        return;
    begin(Part::Recent);
    const QDateTime since = m_services.clock.nowUtc().addDays(-RecentDays);
    QCoro::connect(
        m_services.desk.recent(since, m_cancel.token()), this, [this](const Result<QList<athena::Execution>> &recent) {
            if (!recent)
                return finish(Part::Recent, recent.error());
            Decimal sum;
            for (const athena::Execution &each : *recent)
                sum += each.price();
            fill(list(Part::Recent), recentRows(*recent));
            finish(Part::Recent, {},
                tr("%n queries in %1 days, $%2 together, the most expensive first.", nullptr,
                    static_cast<int>(recent->size()))
                    .arg(RecentDays)
                    .arg(sum.rounded(2)));
        });
}

void AthenaController::offer(const Result<Plan> &plan, const QString &query, const QString &title)
{
    if (!plan) {
        Q_EMIT failed(plan.error());
        return;
    }
    m_planned.append({plan->id, query, title, m_report});
    if (m_planned.size() > PlansRemembered)
        m_planned.removeFirst();
    Q_EMIT planned({*plan, {}});
}

void AthenaController::planQuery(const QString &id)
{
    if (!m_report || isReadOnly())
        return;
    const auto query = std::find_if(
        m_report->queries.cbegin(), m_report->queries.cend(), [&id](const auto &each) { return each.id == id; });
    if (query != m_report->queries.cend())
        offer(m_services.desk.query(*m_report, id), id, query->title);
}

void AthenaController::planRepair()
{
    if (m_report && !isReadOnly())
        offer(m_services.desk.repair(*m_report), {}, {});
}

void AthenaController::planStop()
{
    if (m_running.isEmpty() || isReadOnly())
        return;
    athena::Execution running;
    running.id = m_running.constLast();
    const Result<Plan> plan = m_services.desk.stop(running);
    if (plan)
        Q_EMIT planned({*plan, {}});
    else
        Q_EMIT failed(plan.error());
}

const AthenaController::Planned *AthenaController::plannedFor(int run) const
{
    const auto shown = m_runs.runs().find(run);
    if (shown == m_runs.runs().end())
        return nullptr;
    const auto found = std::find_if(m_planned.cbegin(), m_planned.cend(),
        [&shown](const Planned &each) { return each.plan == shown->second.plan.id; });
    return found == m_planned.cend() ? nullptr : &*found;
}

void AthenaController::followStep(int run, int step, const QJsonObject &output)
{
    const Planned *planned = plannedFor(run);
    const QString id = output[u"QueryExecutionId"_s].toString();
    if (!planned || planned->query.isEmpty() || id.isEmpty())
        return;
    if (m_runs.runs().at(run).plan.steps.at(step).operation.uses == StartQuery)
        follow(*planned, id);
}

/// A repair changes what is known of the table.
void AthenaController::afterRun(int run)
{
    const Planned *planned = plannedFor(run);
    if (planned && planned->query.isEmpty())
        read();
}

void AthenaController::follow(const Planned &planned, const QString &id)
{
    m_running.append(id);
    kept(Part::Result).summary = tr("“%1” is running.").arg(planned.title);
    begin(Part::Result);
    const auto onProgress = [self = QPointer(this), title = planned.title](const athena::ExecutionProgress &progress) {
        if (self)
            self->showProgress(title, progress);
    };
    QCoro::connect(m_services.desk.end(*planned.report, planned.query, id, onProgress, m_cancel.token()), this,
        [this, id, planned](const Result<athena::QueryEnd> &end) {
            m_running.removeOne(id);
            readRecent();
            if (end)
                showEnd(planned, *end);
            else
                finish(Part::Result, end.error(), tr("“%1” has no result here.").arg(planned.title));
        });
}

void AthenaController::showProgress(const QString &title, const athena::ExecutionProgress &progress)
{
    const QString read = QLocale().formattedDataSize(progress.execution.bytes);
    kept(Part::Result).summary = progress.stalled
        ? tr("“%1” has not got on for ten minutes; it is still waited for.").arg(title)
        : tr("“%1” is running: %2 read so far.").arg(title, read);
    Q_EMIT changed(Part::Result);
}

void AthenaController::showEnd(const Planned &planned, const athena::QueryEnd &end)
{
    const QString spent = tr("“%1”: %2").arg(planned.title, spentText(end.execution));
    if (end.problem)
        return finish(Part::Result, end.problem, spent + u'.');
    fill(list(Part::Result), resultRows(end.result));
    QString summary = spent + tr("; %n rows", nullptr, static_cast<int>(end.rows));
    if (end.rows > end.result.rows.size())
        summary += tr(", the first %1 of them shown").arg(end.result.rows.size());
    if (end.ledger)
        keepCharges(end, summary);
    else
        finish(Part::Result, {}, summary + u'.');
}

void AthenaController::keepCharges(const athena::QueryEnd &end, const QString &summary)
{
    QCoro::connect(
        m_services.intake.keep(end.ledger, m_cancel.token()), this, [this, summary](const Result<void> &kept) {
            if (!kept)
                return finish(Part::Result, kept.error(), summary + u'.');
            finish(Part::Result, {}, summary + tr(", kept as the source “Athena”."));
            Q_EMIT chargesKept();
        });
}

} // namespace sm::controllers
