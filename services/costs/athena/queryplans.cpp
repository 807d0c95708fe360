// SPDX-License-Identifier: GPL-3.0-or-later
#include "queryplans.h"

#include "price.h"
#include "s3location.h"
#include "sqlname.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

constexpr qsizetype MostPartitions = 50;
const QString StepId = u"query"_s;

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::QueryPlans", text); }

Error invalid(const QString &message, const QString &code)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

/// ("year" = '2024', "month" = '1'), as ALTER TABLE wants it.
Result<QString> partitionSpec(const Table &table, const Partition &partition)
{
    if (partition.values.size() != table.partitionKeys.size())
        return invalid(tr("A partition of %1 has other keys than the table.").arg(table.name), u"Partition"_s);
    QStringList parts;
    for (qsizetype i = 0; i < table.partitionKeys.size(); ++i) {
        const Result<QString> name = backtickedName(table.partitionKeys[i].name);
        if (!name)
            return name.error();
        const Result<QString> value = stringLiteral(partition.values[i]);
        if (!value)
            return value.error();
        parts.append(*name + " = "_L1 + *value);
    }
    return u"PARTITION ("_s + parts.join(u", "_s) + u')';
}

Result<QString> locationClause(const Partition &partition)
{
    const Result<S3Location> place = s3Location(partition.location);
    if (!place)
        return place.error();
    const Result<QString> literal = stringLiteral(partition.location);
    if (!literal)
        return literal.error();
    return " LOCATION "_L1 + *literal;
}

Step untilItHasEnded(const QString &title)
{
    Step step;
    step.id = u"ended"_s;
    step.title = title;
    step.operation.uses = u"wait:athena:query-succeeded"_s;
    step.operation.with = {{u"QueryExecutionId"_s, QString()}};
    Deferred id{u"/QueryExecutionId"_s, {}};
    id.parts.append({u"steps.%1.output.QueryExecutionId"_s.arg(StepId), true, Deferred::Form::AsIs});
    step.deferred.append(id);
    return step;
}

QStringList notesOn(const QueryRequest &request, const PartitionChoice &choice, const ScanBound &bound)
{
    QStringList notes;
    if (choice.use == StatementUse::Description)
        return {tr("Reads no data: Athena takes nothing for it.")};
    notes.append(tr("It reads %1.").arg(scanText(bound.bytes)) + u' ' + bound.how);
    if (request.workgroup.scanLimit) {
        notes.append(tr("The workgroup %1 ends queries that read more than %2.")
                .arg(request.workgroup.name, QLocale().formattedDataSize(*request.workgroup.scanLimit)));
    } else {
        notes.append(tr("The workgroup %1 limits nothing.").arg(request.workgroup.name));
    }
    if (!choice.isFiltered && choice.readsTable)
        notes.append(tr("It names no partition: the whole table may be read."));
    return notes;
}

} // namespace

QString scanText(std::optional<qint64> bytes)
{
    if (!bytes)
        return tr("an unknown amount of data, at $5 for each TB");
    return tr("at most %1, for $%2").arg(QLocale().formattedDataSize(*bytes), priceOf(*bytes).rounded(6));
}

QueryPlans::QueryPlans(const operations::Planner &planner, SystemInfo system)
    : m_planner(planner)
    , m_system(std::move(system))
{
}

Step QueryPlans::statement(
    const QString &title, const QString &sql, const QString &database, const Workgroup &workgroup) const
{
    Step step;
    step.id = StepId;
    step.title = title;
    step.resource = workgroup.name;
    step.operation.uses = u"aws:athena:StartQueryExecution"_s;
    step.operation.with = {{u"QueryString"_s, sql}, {u"WorkGroup"_s, workgroup.name},
        {u"QueryExecutionContext"_s, QJsonObject{{u"Database"_s, database}}}};
    return step;
}

Result<Plan> QueryPlans::query(
    const QueryRequest &request, const PartitionChoice &choice, const ScanBound &bound, WholeTable wholeTable) const
{
    if (choice.use == StatementUse::Change) {
        return invalid(
            tr("This statement changes something. Only queries are run here; changes are runbooks."), u"NotAQuery"_s);
    }
    const bool mayReadAll = choice.use == StatementUse::Query && choice.readsTable && !choice.isFiltered;
    if (mayReadAll && wholeTable == WholeTable::Refused) {
        return invalid(tr("The query names no year and month, or billing period: it reads %1. Add a condition on "
                          "them, or confirm that all of it shall be read.")
                           .arg(scanText(bound.bytes)),
            u"NoPartitionFilter"_s);
    }
    if (!request.workgroup.isEnabled)
        return invalid(tr("The workgroup %1 is disabled. Choose another one.").arg(request.workgroup.name), {});
    Step step = statement(request.title, request.sql, request.database, request.workgroup);
    if (!request.parameters.isEmpty())
        step.operation.with.insert(u"ExecutionParameters"_s, QJsonArray::fromStringList(request.parameters));
    if (!request.outputLocation.isEmpty() && request.workgroup.outputLocation.isEmpty()) {
        step.operation.with.insert(
            u"ResultConfiguration"_s, QJsonObject{{u"OutputLocation"_s, request.outputLocation}});
    }
    step.notes = notesOn(request, choice, bound);
    return m_planner.plan(request.title, m_system, {step});
}

Result<Plan> QueryPlans::stop(const Execution &execution) const
{
    Step step;
    step.title = tr("Stop query %1").arg(execution.id);
    step.resource = execution.id;
    step.operation = {u"aws:athena:StopQueryExecution"_s, {{u"QueryExecutionId"_s, execution.id}}, {}};
    return m_planner.plan(step.title, m_system, {step});
}

Result<Plan> QueryPlans::addPartitions(
    const Table &table, const QList<Partition> &missing, const Workgroup &workgroup) const
{
    if (missing.isEmpty() || missing.size() > MostPartitions)
        return invalid(tr("Choose 1 to %1 partitions.").arg(MostPartitions), u"Partition"_s);
    const Result<QString> name = backtickedName(table.name);
    if (!name)
        return name.error();
    QStringList added;
    QStringList dropped;
    QStringList paths;
    for (const Partition &partition : missing) {
        const Result<QString> spec = partitionSpec(table, partition);
        if (!spec)
            return spec.error();
        const Result<QString> location = locationClause(partition);
        if (!location)
            return location.error();
        added.append(*spec + *location);
        dropped.append(*spec);
        paths.append(partitionPath(table, partition));
    }
    const QString alter = u"ALTER TABLE "_s + *name;
    const QString title = tr("Add %1 to %2").arg(paths.join(u", "_s), table.name);
    Step step = statement(title, alter + " ADD IF NOT EXISTS\n"_L1 + added.join(u'\n'), table.database, workgroup);
    for (const QString &path : std::as_const(paths))
        step.changes.append({path, {}, tr("known to Glue")});
    step.notes = {tr("Nothing is scanned, and Athena takes nothing for it. The data stays as it is.")};
    Step back = statement(tr("Take %1 out of %2 again").arg(paths.join(u", "_s), table.name),
        alter + " DROP IF EXISTS "_L1 + dropped.join(u", "_s), table.database, workgroup);
    back.id.clear();
    step.undo = {back};
    return m_planner.plan(title, m_system, {step, untilItHasEnded(tr("Wait until it is done"))});
}

} // namespace sm::athena
