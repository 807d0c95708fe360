// SPDX-License-Identifier: GPL-3.0-or-later
#include "athenarows.h"

#include <athena/price.h>
#include <core/durationtext.h>
#include <core/instanttext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using tables::CostList;

namespace {

constexpr int PriceDecimals = 6; ///< the least that a query costs has five zeros
const QString Nothing = u"–"_s;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("sm::controllers::AthenaController", text, nullptr, count);
}

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes); }

QString priceText(const Decimal &dollars) { return u'$' + dollars.rounded(PriceDecimals); }

QString stateText(const athena::Execution &execution)
{
    const auto withReason = [&execution](const QString &state) {
        return execution.reason.isEmpty() ? state : state + u": "_s + execution.reason.simplified();
    };
    switch (execution.state) {
    case athena::ExecutionState::Queued:
        return tr("queued");
    case athena::ExecutionState::Running:
        return tr("running");
    case athena::ExecutionState::Succeeded:
        return tr("succeeded");
    case athena::ExecutionState::Failed:
        return withReason(tr("failed"));
    case athena::ExecutionState::Cancelled:
        return withReason(tr("stopped"));
    }
    Q_UNREACHABLE();
}

CostList::Row rowOf(const athena::OfferedQuery &query)
{
    if (query.problem) {
        const QString why = tr("Can not run: %1").arg(query.problem->message());
        return {{query.title, why, Nothing, Nothing}, query.id, {query.explanation, why}};
    }
    QString about = query.explanation;
    for (const QString &note : query.query.notes)
        about += u' ' + note;
    const std::optional<qint64> bytes = query.bound.bytes;
    return {{query.title, about, bytes ? sizeText(*bytes) : tr("not known"),
                bytes ? priceText(athena::priceOf(*bytes)) : tr("not known")},
        query.id,
        {query.query.sql, about, query.bound.how,
            bytes ? u'$' + athena::priceOf(*bytes).toString() : tr("$5 for each TB")}};
}

/// A number of an account or a year is read, not compared.
bool isNumber(const athena::ResultPage &result, qsizetype column)
{
    const QStringList ids{u"account"_s, u"year"_s, u"month"_s, u"billing_period"_s};
    return !result.rows.isEmpty() && !ids.contains(result.columns.at(column))
        && std::all_of(result.rows.cbegin(), result.rows.cend(), [column](const QStringList &row) {
               return row.value(column).isEmpty() || Decimal::parse(row.value(column));
           });
}

} // namespace

AthenaRows queryRows(const athena::Report &report)
{
    AthenaRows shown{
        {{tr("Query"), false}, {tr("Answers"), false}, {tr("Reads at most"), true}, {tr("Costs at most"), true}}, {}};
    for (const athena::OfferedQuery &each : report.queries)
        shown.rows.append(rowOf(each));
    return shown;
}

AthenaRows partitionRows(const athena::Report &report)
{
    AthenaRows shown{{{tr("Partition"), false}, {tr("State"), false}, {tr("Where"), false}}, {}};
    const athena::Table &table = report.table;
    for (const athena::Partition &each : report.health.missing)
        shown.rows.append({{partitionPath(table, each), tr("in S3, missing in Glue"), each.location}, {}});
    for (const QString &folder : report.health.strange)
        shown.rows.append({{folder, tr("a folder that is no partition"), {}}, {}});
    for (const athena::Partition &each : report.health.known)
        shown.rows.append({{partitionPath(table, each), tr("known"), each.location}, {}});
    return shown;
}

AthenaRows recentRows(const QList<athena::Execution> &recent)
{
    AthenaRows shown{{{tr("When"), false}, {tr("State"), false}, {tr("Read"), true}, {tr("Price"), true},
                         {tr("Took"), true}, {tr("Query"), false}, {tr("Id"), false}},
        {}};
    for (const athena::Execution &each : recent) {
        const QString sql = each.sql.simplified();
        shown.rows.append({{localText(each.submitted), stateText(each), sizeText(each.bytes), priceText(each.price()),
                               durationText(each.took), sql, each.id},
            each.id, {utcText(each.submitted), stateText(each), {}, u'$' + each.price().toString(), {}, sql}});
    }
    return shown;
}

AthenaRows resultRows(const athena::ResultPage &result)
{
    AthenaRows shown;
    for (qsizetype column = 0; column < result.columns.size(); ++column)
        shown.columns.append({result.columns.at(column), isNumber(result, column)});
    for (const QStringList &row : result.rows)
        shown.rows.append({row, {}});
    return shown;
}

QString healthText(const athena::Report &report)
{
    const auto known = static_cast<int>(report.health.known.size());
    const auto missing = static_cast<int>(report.health.missing.size());
    QString text
        = tr("%1.%2: %3 columns, ").arg(report.table.database, report.table.name).arg(report.table.columns.size());
    if (report.table.isProjected())
        return text + tr("partitions are computed.");
    text += tr("%1 partitions known").arg(known);
    if (report.healthProblem)
        return text + tr("; what is missing is not known. %1").arg(report.healthProblem->message());
    return text + (missing == 0 ? tr(", none is missing.") : tr(", %1 missing in Glue.").arg(missing));
}

QString spentText(const athena::Execution &execution)
{
    return tr("%1 read in %2, %3")
        .arg(sizeText(execution.bytes), durationText(execution.took), priceText(execution.price()));
}

} // namespace sm::controllers
