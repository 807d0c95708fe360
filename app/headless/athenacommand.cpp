// SPDX-License-Identifier: GPL-3.0-or-later
#include "athenacommand.h"

#include "athenaoutput.h"
#include "carryout.h"
#include "costing.h"
#include "headlesssystem.h"
#include "options.h"
#include "output.h"

#include <athena/chargesledger.h>
#include <athena/partitionfilter.h>
#include <core/json.h>
#include <coststore/sqlitecosts.h>

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QLocale>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int UsualDays = 7; // of recent
const QString Charges = u"daily-charges"_s;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Athena", text); }

Error invalid(const QString &message) { return {Error::Kind::Invalid, message}; }

QString firstOf(const QStringList &candidates)
{
    for (const QString &each : candidates) {
        if (!each.isEmpty())
            return each;
    }
    return {};
}

QDate dateOf(const QString &text)
{
    return QDate::fromString(text.size() == 7 ? text + u"-01"_s : text, u"yyyy-MM-dd"_s);
}

Result<athena::TemplateValues> valuesOf(const CommandWords &words)
{
    athena::TemplateValues values;
    values.from = dateOf(words.value(u"from"_s));
    values.to = dateOf(words.value(u"to"_s));
    if (!values.from.isValid() || !values.to.isValid())
        return invalid(tr("Say which days: --from 2024-01 --to 2024-02, the day after the last."));
    const QStringList filters = words.options.value(u"filter"_s);
    for (const QString &filter : filters) {
        const QString role = filter.section(u'=', 0, 0).replace(u'-', u'_');
        if (!QStringList{u"service"_s, u"account"_s, u"region"_s, u"usage_type"_s, u"line_item_type"_s}.contains(role))
            return invalid(tr("--filter takes service, account, region, usage-type or line-item-type, and =VALUE."));
        values.filters[role].append(filter.section(u'=', 1));
    }
    if (words.isSet(u"limit"_s))
        values.limit = words.value(u"limit"_s).toInt();
    return values;
}

/// The months that are asked for; none when the days are not whole ones.
QStringList monthsOf(const CommandWords &words)
{
    const QDate from = dateOf(words.value(u"from"_s));
    const QDate to = dateOf(words.value(u"to"_s));
    QStringList months;
    if (from.day() != 1 || to.day() != 1)
        return months;
    for (QDate month = from; month < to; month = month.addMonths(1))
        months.append(month.toString(u"yyyy-MM"_s));
    return months;
}

/// Charges by day are kept: those of half a month would look as if nothing else had been spent.
Result<void> checkKept(const CommandWords &words)
{
    if (words.words.value(0) == Charges && (monthsOf(words).isEmpty() || words.isSet(u"filter"_s)))
        return invalid(tr("Charges by day are kept for charts: take whole months, and no filter."));
    return ok();
}

} // namespace

AthenaCommand::AthenaCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

AthenaCommand::~AthenaCommand() = default;

QString AthenaCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

Result<AthenaCommand::Place> AthenaCommand::place(const SystemInfo &system) const
{
    const CostPlaces known = Costing::withPlaces(system, m_options).costs;
    const CommandWords &words = m_options.words;
    Place place{firstOf({words.value(u"database"_s), known.curDatabase}),
        firstOf({words.value(u"table"_s), known.curTable}), firstOf({words.value(u"workgroup"_s), known.workgroup}),
        known.results};
    if (place.workgroup.isEmpty())
        place.workgroup = u"primary"_s;
    if (words.words.value(0) != "recent"_L1 && (place.database.isEmpty() || place.table.isEmpty()))
        return invalid(tr("Say where the report is: --database and --table, costs in the system's file, or "
                          "CUR_DATABASE and CUR_TABLE."));
    return place;
}

QCoro::Task<Result<ExitCode>> AthenaCommand::run(CancelToken token)
{
    if (m_options.words.words.value(0) == "templates"_L1)
        co_return printTemplates();
    const Result<SystemInfo> system = systemOf(m_foundation, m_options);
    if (!system)
        co_return system.error();
    const Result<Place> place = this->place(*system);
    if (!place)
        co_return place.error();
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, *system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    m_service
        = std::make_unique<athena::AwsAthenaService>(m_system->caller(), m_foundation.models, m_foundation.sleeper);
    co_return co_await runOn(*place, token);
}

QCoro::Task<Result<ExitCode>> AthenaCommand::runOn(Place place, CancelToken token)
{
    const QString action = m_options.words.words.value(0);
    if (action == "health"_L1)
        return printHealth(std::move(place), std::move(token));
    if (action == "repair"_L1)
        return repair(std::move(place), std::move(token));
    if (action == "recent"_L1)
        return printRecent(std::move(place), std::move(token));
    return query(std::move(place), std::move(token));
}

Result<ExitCode> AthenaCommand::printTemplates() const
{
    const Result<athena::QueryTemplates> templates = athena::QueryTemplates::load();
    if (!templates)
        return templates.error();
    QJsonArray list;
    for (const athena::QueryTemplate &each : templates->all())
        list.append(jsonOf(each));
    toStandardOutput(toIndentedJson(list));
    return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> AthenaCommand::printHealth(Place place, CancelToken token)
{
    const Result<athena::Table> table = co_await m_service->table(place.database, place.table, token);
    if (!table)
        co_return table.error();
    const Result<athena::PartitionHealth> health = co_await m_service->health(*table, token);
    if (!health)
        co_return health.error();
    toStandardOutput(toIndentedJson(jsonOf(*table, *health)));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> AthenaCommand::repair(Place place, CancelToken token)
{
    const Result<athena::Table> table = co_await m_service->table(place.database, place.table, token);
    if (!table)
        co_return table.error();
    const Result<athena::PartitionHealth> health = co_await m_service->health(*table, token);
    if (!health)
        co_return health.error();
    if (health->missing.isEmpty()) {
        toStandardError(tr("No partition is missing."));
        co_return ExitCode::Done;
    }
    const Result<athena::Workgroup> workgroup = co_await m_service->workgroup(place.workgroup, token);
    if (!workgroup)
        co_return workgroup.error();
    const Kinds kinds(m_foundation.catalog, m_foundation.models);
    const operations::Planner planner(m_foundation.catalog, m_foundation.models, kinds.all());
    const Result<Plan> plan
        = athena::QueryPlans(planner, m_system->system()).addPartitions(*table, health->missing, *workgroup);
    if (!plan)
        co_return plan.error();
    if (m_options.words.isSet(u"yes"_s))
        co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, {*plan, {}, {}, {}, {}, 0, {}}, token);
    toStandardOutput(toIndentedJson(jsonOf(*plan)));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> AthenaCommand::printRecent(Place place, CancelToken token)
{
    const QString days = m_options.words.value(u"days"_s);
    const int count = days.isEmpty() ? UsualDays : days.toInt();
    if (count < 1 || count > 45)
        co_return invalid(tr("--days takes 1 to 45: Athena forgets older queries."));
    const QDateTime since = m_foundation.clock.nowUtc().addDays(-count);
    const auto recent = co_await m_service->recent(place.workgroup, since, token);
    if (!recent)
        co_return recent.error();
    QJsonArray queries;
    Decimal sum;
    for (const athena::Execution &each : *recent) {
        queries.append(jsonOf(each));
        sum += each.price();
    }
    toStandardOutput(toIndentedJson(QJsonObject{
        {u"workgroup"_s, place.workgroup}, {u"days"_s, count}, {u"total"_s, sum.toString()}, {u"queries"_s, queries}}));
    co_return ExitCode::Done;
}

Result<athena::BoundQuery> AthenaCommand::bound(const athena::Table &table, const QList<athena::Partition> &known) const
{
    const QStringList &words = m_options.words.words;
    if (words.value(0) == "sql"_L1)
        return athena::BoundQuery{words.value(1), {}, {}};
    const Result<athena::QueryTemplates> templates = athena::QueryTemplates::load();
    if (!templates)
        return templates.error();
    const athena::QueryTemplate *found = templates->find(words.value(0));
    if (!found)
        return invalid(tr("There is no query “%1”; `stationmaster athena templates` lists them.").arg(words.value(0)));
    const Result<athena::TemplateValues> values = valuesOf(m_options.words);
    if (!values)
        return values.error();
    return templates->bind(*found, table, known, *values);
}

QCoro::Task<Result<AthenaCommand::Wanted>> AthenaCommand::wanted(Place place, CancelToken token)
{
    Wanted wanted;
    const Result<athena::Table> table = co_await m_service->table(place.database, place.table, token);
    if (!table)
        co_return table.error();
    const auto known = co_await m_service->partitions(*table, token);
    if (!known)
        co_return known.error();
    const Result<athena::BoundQuery> query = bound(*table, *known);
    if (!query)
        co_return query.error();
    const auto choice = athena::choosePartitions(query->sql, query->parameters, *table, *known);
    if (!choice)
        co_return choice.error();
    QList<athena::Partition> read;
    for (const int each : choice->partitions)
        read.append(known->at(each));
    const auto bound = co_await m_service->bound(*table, read, token);
    if (!bound)
        co_return bound.error();
    const Result<athena::Workgroup> workgroup = co_await m_service->workgroup(place.workgroup, token);
    if (!workgroup)
        co_return workgroup.error();
    const operations::Planner planner(m_foundation.catalog, m_foundation.models);
    const QString title = tr("Query %1 in Athena").arg(table->name);
    using WholeTable = athena::QueryPlans::WholeTable;
    const auto whole = m_options.words.isSet(u"whole-table"_s) ? WholeTable::Confirmed : WholeTable::Refused;
    const Result<Plan> plan
        = athena::QueryPlans(planner, m_system->system())
              .query({title, query->sql, query->parameters, table->database, *workgroup, place.results}, *choice,
                  *bound, whole);
    if (!plan)
        co_return plan.error();
    co_return Wanted{title, *query, *table, *bound, *plan};
}

QCoro::Task<Result<ExitCode>> AthenaCommand::query(Place place, CancelToken token)
{
    const Result<Wanted> wanted = co_await this->wanted(place, token);
    if (!wanted)
        co_return wanted.error();
    for (const QString &note : wanted->query.notes)
        toStandardError(note);
    if (m_options.words.isSet(u"yes"_s)) {
        if (const Result<void> fit = checkKept(m_options.words); !fit)
            co_return fit.error();
        co_return co_await carriedOut(*wanted, token);
    }
    QJsonObject json = jsonOf(wanted->plan);
    json.insert(u"statement"_s, wanted->query.sql);
    json.insert(u"parameters"_s, QJsonArray::fromStringList(wanted->query.parameters));
    json.insert(u"readsAtMost"_s, jsonOf(wanted->bound));
    toStandardOutput(toIndentedJson(json));
    co_return ExitCode::Done;
}

/// The id of the query, once the Runner has started it.
QCoro::Task<Result<QString>> AthenaCommand::started(Plan plan, CancelToken token)
{
    const Result<Identity> identity = co_await m_system->identify(token);
    if (!identity)
        co_return identity.error();
    const Confirmation confirmation{{}, true, true, {}};
    const auto report = co_await m_system->runner().run(
        plan, confirmation, *identity, [](const operations::StepEvent &) { }, token, {});
    if (!report)
        co_return report.error();
    if (const std::optional<Error> failure = report->steps.constFirst().error)
        co_return *failure;
    co_return report->steps.constFirst().output[u"QueryExecutionId"_s].toString();
}

QCoro::Task<Result<ExitCode>> AthenaCommand::carriedOut(Wanted wanted, CancelToken token)
{
    toStandardError(tr("Reads %1.").arg(athena::scanText(wanted.bound.bytes)));
    const Result<QString> id = co_await started(wanted.plan, token);
    if (!id)
        co_return id.error();
    const auto tell = [](const athena::ExecutionProgress &progress) {
        if (progress.stalled)
            toStandardError(tr("Nothing has changed for ten minutes; it is still waited for."));
    };
    const Result<athena::Execution> ended = co_await m_service->follow(*id, tell, token);
    if (!ended)
        co_return ended.error();
    toStandardError(tr("Query %1 read %2 in %3 s: $%4.")
            .arg(*id, QLocale().formattedDataSize(ended->bytes),
                QString::number(std::chrono::duration<double>(ended->took).count()), ended->price().toString()));
    if (const Result<void> went = athena::outcome(*ended); !went)
        co_return went.error();
    if (m_options.words.words.value(0) == Charges) {
        const Result<void> kept = co_await keep(wanted, *ended, token);
        if (!kept)
            co_return kept.error();
        co_return ExitCode::Done;
    }
    bool isFirst = true;
    const auto print = [&isFirst](const athena::ResultPage &page) {
        if (std::exchange(isFirst, false))
            toStandardOutput(csvOf(page.columns));
        for (const QStringList &row : page.rows)
            toStandardOutput(csvOf(row));
    };
    const Result<void> read = co_await m_service->results(*id, print, token);
    if (!read)
        co_return read.error();
    co_return ExitCode::Done;
}

/// Charges by day are kept for the system, where charts and `stationmaster costs --source athena` find them.
QCoro::Task<Result<void>> AthenaCommand::keep(Wanted wanted, athena::Execution ended, CancelToken token)
{
    athena::ChargesLedger reader;
    const auto take = [&reader](const athena::ResultPage &page) { (void)reader.add(page); };
    const Result<void> read = co_await m_service->results(ended.id, take, token);
    if (!read)
        co_return read.error();
    const QString name = wanted.table.database + u'.' + wanted.table.name;
    Result<costs::Ledger> ledger = reader.take(u"Athena, "_s + name, ended.completed);
    if (!ledger)
        co_return ledger.error();
    for (const QString &month : monthsOf(m_options.words))
        ledger->bills.append(month + u'/' + name);
    const costs::CostDesk::Settings settings = Costing::settingsOf(m_options, m_system->system());
    QDir().mkpath(settings.folder);
    const auto store = co_await costs::SqliteCosts::open(settings.folder + u'/' + settings.prefix + u"costs.sqlite"_s);
    if (!store)
        co_return store.error();
    const qint64 rows = static_cast<qint64>(ledger->rows());
    const auto added = co_await (*store)->add(m_system->system().id,
        std::make_shared<const costs::Ledger>(std::move(*ledger)), costs::KnownBill::Replace, token);
    if (!added)
        co_return added.error();
    toStandardError(tr("Kept %1 rows. `stationmaster costs --source athena` adds them up.").arg(rows));
    co_return ok();
}

} // namespace sm::app
