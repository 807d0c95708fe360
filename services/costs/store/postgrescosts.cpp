// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/postgrescosts.h>

#include "answerjson.h"
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

constexpr qsizetype MostSharedBytes = 1024 * 1024; // it goes into the journal as well

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::PostgresCosts", text); }

QList<LedgerInfo> infosOf(const QList<Delivery> &deliveries)
{
    QList<LedgerInfo> infos;
    for (const Delivery &each : deliveries)
        infos << each.head.info;
    return infos;
}

QString textOf(const QDateTime &when) { return when.toUTC().toString(Qt::ISODateWithMs); }

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

QCoro::Task<Result<std::optional<KeptAnswer>>> PostgresCosts::find(CostQuestion question, CancelToken token)
{
    const postgres::Statement statement{
        u"SELECT payload FROM cost_cache WHERE system = $1 AND cache_key = $2 ORDER BY id DESC LIMIT 1"_s,
        {question.system.value, question.key()}};
    const auto result = co_await m_tables->read(statement, token);
    if (!result)
        co_return result.error();
    if (result->rows.isEmpty())
        co_return std::optional<KeptAnswer>();
    const Result<QJsonValue> payload = parseJson(result->rows.first()[0].toString().toUtf8());
    co_return payload ? keptAnswerFrom(*payload, question) : std::optional<KeptAnswer>();
}

QCoro::Task<Result<void>> PostgresCosts::keep(
    CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token)
{
    const QJsonObject payload = toJson(answer, question);
    if (m_tables->writes().isReadOnly() || toCompactJson(payload).size() > MostSharedBytes)
        co_return ok();
    const QString source = sourceWord(question.source);
    const QDateTime expires = answer.answer.asOf.addSecs(lasts.count());
    const QJsonArray cached{question.system.value, source, question.key(), payload, textOf(answer.answer.asOf),
        answer.closed ? QJsonValue() : QJsonValue(textOf(expires))};
    const QJsonArray metric{source, static_cast<qint64>(answer.took.count()), u"ok"_s, question.paid};
    const QString title = tr("Share an answer of %1").arg(answer.answer.source);
    const QList<Step> steps{
        m_tables->statement(title,
            u"INSERT INTO cost_cache (system, source, cache_key, payload, last_updated, expires_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)"_s,
            cached),
        m_tables->statement(tr("Note how long it took"),
            u"INSERT INTO api_metrics (endpoint, response_time_ms, status, paid) VALUES ($1, $2, $3, $4)"_s, metric)};
    const Result<void> kept = co_await m_tables->writes().run(m_tables->writes().plan(title, steps), token);
    co_return kept ? kept : m_tables->explained(kept.error());
}

} // namespace sm::costs
