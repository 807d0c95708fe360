// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportdesk.h"

#include "chargesledger.h"
#include "queryplans.h"

#include <QCoreApplication>

namespace sm::athena {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostRepaired = 50;
const QString Charges = u"daily-charges"_s;

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::ReportDesk", text); }

QStringList monthsOf(const TemplateValues &values)
{
    QStringList months;
    for (QDate month = values.from; month < values.to; month = month.addMonths(1))
        months.append(month.toString(u"yyyy-MM"_s));
    return months;
}

QString addressOf(const QString &bucket)
{
    return bucket.isEmpty() || bucket.startsWith("s3://"_L1) ? bucket : u"s3://"_s + bucket + u'/';
}

const OfferedQuery *find(const Report &report, const QString &id)
{
    const auto found = std::find_if(
        report.queries.cbegin(), report.queries.cend(), [&id](const OfferedQuery &each) { return each.id == id; });
    return found == report.queries.cend() ? nullptr : &*found;
}

OfferedQuery bound(const QueryTemplates &templates, const QueryTemplate &query, const Report &report)
{
    OfferedQuery offered{query.id, query.title, query.explanation, {}, {}, {}, {}};
    const Result<BoundQuery> statement = templates.bind(query, report.table, report.health.known, report.values);
    if (!statement) {
        offered.problem = statement.error();
        return offered;
    }
    offered.query = *statement;
    const auto choice = choosePartitions(statement->sql, statement->parameters, report.table, report.health.known);
    if (choice)
        offered.choice = *choice;
    else
        offered.problem = choice.error();
    return offered;
}

} // namespace

ReportPlace ReportPlace::of(const CostPlaces &places)
{
    return {places.curDatabase, places.curTable, places.workgroup.isEmpty() ? u"primary"_s : places.workgroup,
        addressOf(places.results)};
}

ReportDesk::ReportDesk(AthenaService &service, const operations::Planner &planner, SystemInfo system)
    : m_service(service)
    , m_planner(planner)
    , m_system(std::move(system))
    , m_place(ReportPlace::of(m_system.costs))
{
}

QCoro::Task<Result<Report>> ReportDesk::read(TemplateValues values, CancelToken token) const
{
    Report report;
    report.values = std::move(values);
    const Result<Table> table = co_await m_service.table(m_place.database, m_place.table, token);
    if (!table)
        co_return table.error();
    report.table = *table;
    const Result<Workgroup> workgroup = co_await m_service.workgroup(m_place.workgroup, token);
    if (!workgroup)
        co_return workgroup.error();
    report.workgroup = *workgroup;
    Result<PartitionHealth> health = co_await m_service.health(*table, token);
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!health) {
        report.healthProblem = health.error();
        health = co_await partitionsAlone(*table, token);
        if (!health)
            co_return health.error();
    }
    report.health = *health;
    const auto queries = co_await offered(report, token);
    if (!queries)
        co_return queries.error();
    report.queries = *queries;
    co_return std::move(report);
}

/// Where S3 may not be listed.
QCoro::Task<Result<PartitionHealth>> ReportDesk::partitionsAlone(Table table, CancelToken token) const
{
    const auto known = co_await m_service.partitions(std::move(table), std::move(token));
    if (!known)
        co_return known.error();
    PartitionHealth health;
    health.known = *known;
    co_return std::move(health);
}

/// Most templates read the same partitions: those are looked at once.
QCoro::Task<Result<QList<OfferedQuery>>> ReportDesk::offered(Report report, CancelToken token) const
{
    const Result<QueryTemplates> templates = QueryTemplates::load();
    if (!templates)
        co_return templates.error();
    QList<OfferedQuery> queries;
    QMap<QList<int>, ScanBound> seen;
    for (const QueryTemplate &each : templates->all()) {
        OfferedQuery query = bound(*templates, each, report);
        if (!query.problem && !seen.contains(query.choice.partitions)) {
            const Result<ScanBound> scan = co_await boundOf(report, query.choice, token);
            if (!scan)
                co_return scan.error();
            seen.insert(query.choice.partitions, *scan);
        }
        query.bound = seen.value(query.choice.partitions);
        queries.append(query);
    }
    co_return std::move(queries);
}

/// A price that is not known does not keep a query from being offered: it is said.
QCoro::Task<Result<ScanBound>> ReportDesk::boundOf(Report report, PartitionChoice choice, CancelToken token) const
{
    QList<Partition> read;
    for (const int each : std::as_const(choice.partitions))
        read.append(report.health.known.at(each));
    const Result<ScanBound> bound = co_await m_service.bound(report.table, read, token);
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!bound)
        co_return ScanBound{{}, static_cast<int>(read.size()), 0, bound.error().message()};
    co_return ScanBound(*bound);
}

Result<Plan> ReportDesk::repair(const Report &report) const
{
    return QueryPlans(m_planner, m_system)
        .addPartitions(report.table, report.health.missing.first(std::min(report.health.missing.size(), MostRepaired)),
            report.workgroup);
}

Result<Plan> ReportDesk::query(const Report &report, const QString &id) const
{
    const OfferedQuery *offered = find(report, id);
    if (!offered)
        return Error(Error::Kind::NotFound, tr("There is no query “%1”.").arg(id));
    if (offered->problem)
        return Error(*offered->problem);
    // Of a table without partitions all is read, whatever the query says: the plan shows how much that is.
    using WholeTable = QueryPlans::WholeTable;
    const bool isWhole = report.table.partitionStyle() == PartitionStyle::None;
    return QueryPlans(m_planner, m_system)
        .query({tr("Query Athena: %1").arg(offered->title), offered->query.sql, offered->query.parameters,
                   report.table.database, report.workgroup, m_place.results},
            offered->choice, offered->bound, isWhole ? WholeTable::Confirmed : WholeTable::Refused);
}

Result<Plan> ReportDesk::stop(const Execution &execution) const
{
    return QueryPlans(m_planner, m_system).stop(execution);
}

QCoro::Task<Result<QueryEnd>> ReportDesk::end(
    Report report, QString id, QString executionId, AthenaService::ProgressHandler onProgress, CancelToken token) const
{
    const Result<Execution> ended = co_await m_service.follow(executionId, std::move(onProgress), token);
    if (!ended)
        co_return ended.error();
    QueryEnd end;
    end.execution = *ended;
    if (const Result<void> went = outcome(*ended); !went) {
        end.problem = went.error();
        co_return std::move(end);
    }
    ChargesLedger reader;
    const bool isKept = id == Charges;
    const auto take = [&end, &reader, isKept](const ResultPage &page) {
        end.result.columns = page.columns;
        end.rows += page.rows.size();
        end.result.rows += page.rows.first(std::min(page.rows.size(), QueryEnd::MostRows - end.result.rows.size()));
        if (isKept)
            (void)reader.add(page); // take() says what was wrong
    };
    const Result<void> read = co_await m_service.results(executionId, take, token);
    if (!read)
        co_return read.error();
    if (!isKept)
        co_return std::move(end);
    const QString name = report.table.database + u'.' + report.table.name;
    Result<costs::Ledger> ledger = reader.take(u"Athena, "_s + name, ended->completed);
    if (!ledger)
        co_return ledger.error();
    const QStringList months = monthsOf(report.values);
    for (const QString &month : months)
        ledger->bills.append(month + u'/' + name);
    end.ledger = std::make_shared<const costs::Ledger>(std::move(*ledger));
    co_return std::move(end);
}

QCoro::Task<Result<QList<Execution>>> ReportDesk::recent(QDateTime since, CancelToken token) const
{
    return m_service.recent(m_place.workgroup, std::move(since), std::move(token));
}

} // namespace sm::athena
