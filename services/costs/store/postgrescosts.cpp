// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/postgrescosts.h>

#include "dayrange.h"
#include "delivery.h"
#include "postgrestables.h"

#include <core/json.h>
#include <coststore/costtables.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QUuid>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::PostgresCosts", text); }

QList<LedgerInfo> infosOf(const QList<Delivery> &deliveries)
{
    QList<LedgerInfo> infos;
    for (const Delivery &each : deliveries)
        infos << each.head.info;
    return infos;
}

QString textOf(const QDateTime &when) { return when.toUTC().toString(Qt::ISODateWithMs); }

/// What is no JSON is left out.
QJsonArray rowsOf(const QList<SharedText> &texts)
{
    QJsonArray rows;
    for (const SharedText &each : texts) {
        const Result<QJsonValue> payload = parseJson(each.json);
        const bool isOpen = each.lasts.count() > 0;
        if (payload)
            rows << QJsonObject{{u"system"_s, each.system.value}, {u"source"_s, each.source},
                {u"cache_key"_s, each.key}, {u"payload"_s, *payload}, {u"last_updated"_s, textOf(each.asOf)},
                {u"expires_at"_s, isOpen ? QJsonValue(textOf(each.asOf.addSecs(each.lasts.count()))) : QJsonValue()}};
    }
    return rows;
}

QJsonArray rowsOf(const QList<SourceCall> &calls)
{
    QJsonArray rows;
    for (const SourceCall &each : calls)
        rows << QJsonObject{{u"endpoint"_s, each.endpoint},
            {u"response_time_ms"_s, static_cast<qint64>(each.took.count())}, {u"status"_s, each.status},
            {u"paid"_s, each.paid}, {u"created_at"_s, textOf(each.at)}};
    return rows;
}

/// The parameters of a statement that takes \p rows as one. (Braces would copy them.)
QJsonArray onlyOne(const QJsonArray &rows)
{
    QJsonArray parameters;
    parameters.append(rows);
    return parameters;
}

QJsonArray versionsOf(const QList<Delivery> &deliveries, const QList<qsizetype> &places)
{
    QJsonArray versions;
    for (const qsizetype place : places)
        versions << deliveries.at(place).version;
    return versions;
}

} // namespace

PostgresCosts::PostgresCosts(operations::Runner &runner, const operations::Planner &planner, Place place)
    : m_tables(std::make_unique<Tables>(runner, planner, std::move(place)))
{
}

PostgresCosts::~PostgresCosts() = default;

QString PostgresCosts::name() const { return tr("database “%1”").arg(m_tables->place().database); }

QCoro::Task<Result<Plan>> PostgresCosts::migration(CancelToken token)
{
    const auto found = co_await m_tables->read({u"SELECT max(version) FROM cost_schema"_s}, token);
    if (!found && found.error().code() != "NoTables"_L1)
        co_return found.error();
    const int version = found ? found->rows.first()[0].toInt() : 0;
    QList<Step> steps;
    if (!found)
        steps << m_tables->statement(tr("Make the table that says which tables there are"),
            u"CREATE TABLE cost_schema (version int PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now())"_s, {});
    const QList<QStringList> migrations = costtables::migrations();
    for (int next = version; next < migrations.size(); ++next) {
        for (const QString &sql : migrations.at(next))
            steps << m_tables->statement(tr("Make what costs are kept in"), sql, {});
        steps << m_tables->statement(
            tr("Note that it is made"), u"INSERT INTO cost_schema (version) VALUES ($1)"_s, {next + 1});
    }
    const QString title = tr("Make the tables for costs in “%1”").arg(m_tables->place().database);
    if (!steps.isEmpty())
        co_return m_tables->writes().plan(title, steps);
    Plan nothing;
    nothing.title = title;
    nothing.system = m_tables->writes().system();
    co_return nothing;
}

QCoro::Task<Result<void>> PostgresCosts::migrate(CancelToken token)
{
    const Result<Plan> plan = co_await migration(token);
    if (!plan)
        co_return plan.error();
    if (plan->steps.isEmpty())
        co_return ok();
    co_return co_await m_tables->writes().run(plan, token);
}

QCoro::Task<Result<Added>> PostgresCosts::add(
    SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token)
{
    const Result<Deliveries> there = co_await m_tables->deliveries(system, token);
    if (!there)
        co_return there.error();
    for (const Delivery &each : there->counting) {
        if (each.head.info.digest == ledger->digest)
            co_return Added::Known;
    }
    const LedgerHead head = headOf(*ledger);
    const Result<QList<qsizetype>> places = replacedBy(head.info, infosOf(there->counting), known);
    if (!places)
        co_return places.error();
    const QString delivery = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Result<QString> file = co_await m_tables->writeFile(ledger, delivery);
    if (!file)
        co_return file.error();
    const QString title = tr("Keep “%1” in “%2”").arg(ledger->title, m_tables->place().database);
    const qint64 version = there->newest + 1;
    const QJsonArray row{version, delivery, toJson(head), versionsOf(there->counting, *places)};
    const Result<void> added = co_await m_tables->append(system, title, {m_tables->copyIn(*ledger, *file)}, row, token);
    QFile::remove(*file);
    if (!added)
        co_return added.error();
    m_tables->cacheOf(system).put(version, ledger);
    co_return places->isEmpty() ? Added::New : Added::Replaced;
}

QCoro::Task<Result<LedgerList>> PostgresCosts::ledgers(
    SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token)
{
    const Result<Deliveries> there = co_await m_tables->deliveries(system, token);
    if (!there)
        co_return there.error();
    LedgerList list;
    for (const Delivery &each : there->counting) {
        if (!isAmong(each.head.info.kind, kinds) || !overlaps(each.head.info, range))
            continue;
        const auto ledger = co_await m_tables->charges(system, each, token);
        if (!ledger)
            co_return ledger.error();
        list << *ledger;
    }
    co_return list;
}

QCoro::Task<Result<QList<LedgerInfo>>> PostgresCosts::infos(SystemId system, CancelToken token)
{
    const Result<Deliveries> there = co_await m_tables->deliveries(system, token);
    if (!there)
        co_return there.error();
    co_return infosOf(there->counting);
}

QCoro::Task<Result<void>> PostgresCosts::forget(SystemId system, QList<LedgerKind> kinds, CancelToken token)
{
    const Result<Deliveries> there = co_await m_tables->deliveries(system, token);
    if (!there)
        co_return there.error();
    QList<qsizetype> places;
    for (qsizetype i = 0; i < there->counting.size(); ++i) {
        if (isAmong(there->counting.at(i).head.info.kind, kinds))
            places << i;
    }
    if (places.isEmpty())
        co_return ok();
    const QString title = tr("Forget %1 bills in “%2”").arg(places.size()).arg(m_tables->place().database);
    const QJsonArray row{there->newest + 1, QJsonValue::Null, QJsonValue::Null, versionsOf(there->counting, places)};
    co_return co_await m_tables->append(system, title, {}, row, token);
}

QCoro::Task<Result<std::optional<QByteArray>>> PostgresCosts::read(SystemId system, QString key, CancelToken token)
{
    const postgres::Statement statement{
        u"SELECT payload FROM cost_cache WHERE system = $1 AND cache_key = $2 ORDER BY id DESC LIMIT 1"_s,
        {system.value, key}};
    const auto result = co_await m_tables->read(statement, token);
    if (!result)
        co_return result.error();
    if (result->rows.isEmpty())
        co_return std::optional<QByteArray>();
    co_return std::optional(result->rows.first()[0].toString().toUtf8());
}

QCoro::Task<Result<void>> PostgresCosts::write(QList<SharedText> texts, QList<SourceCall> calls, CancelToken token)
{
    const QJsonArray cached = rowsOf(shareable(std::move(texts)));
    const QJsonArray measured = rowsOf(calls);
    const QString title = tr("Share %1 answers in database “%2”").arg(cached.size()).arg(m_tables->place().database);
    QList<Step> steps;
    if (!cached.isEmpty())
        steps << m_tables->statement(title,
            u"INSERT INTO cost_cache (%1) SELECT %1 FROM jsonb_to_recordset($1) AS row (%2)"_s.arg(
                u"system, source, cache_key, payload, last_updated, expires_at"_s,
                u"system text, source text, cache_key text, payload jsonb, last_updated timestamptz, expires_at timestamptz"_s),
            onlyOne(cached));
    if (!measured.isEmpty())
        steps << m_tables->statement(tr("Note how long sources took"),
            u"INSERT INTO api_metrics (%1) SELECT %1 FROM jsonb_to_recordset($1) AS row (%2)"_s.arg(
                u"endpoint, response_time_ms, status, paid, created_at"_s,
                u"endpoint text, response_time_ms numeric, status text, paid boolean, created_at timestamptz"_s),
            onlyOne(measured));
    if (steps.isEmpty() || m_tables->writes().isReadOnly())
        co_return ok();
    const Result<void> kept = co_await m_tables->writes().run(m_tables->writes().plan(title, steps), token);
    co_return kept ? kept : m_tables->explained(kept.error());
}

} // namespace sm::costs
