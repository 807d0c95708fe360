// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/tableplanner.h>

#include "selectstatement.h"
#include "tableinput.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <operations/cliline.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Verb = TableInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

const QString &settingsActions()
{
    static const QString actions
        = u"dynamodb:DescribeTable, dynamodb:DescribeTimeToLive, dynamodb:ListTagsOfResource, "
          "dynamodb:DescribeContinuousBackups, dynamodb:DescribeContributorInsights, dynamodb:GetResourcePolicy, "
          "application-autoscaling:DescribeScalableTargets, application-autoscaling:DescribeScalingPolicies, "
          "application-autoscaling:DescribeScheduledActions, cloudwatch:DescribeAlarms"_s;
    return actions;
}

QString actionsOf(const TableInput &input)
{
    switch (input.verb) {
    case Verb::Settings:
    case Verb::CompareSettings:
        return settingsActions();
    case Verb::Count:
        return u"dynamodb:DescribeTable, dynamodb:Scan"_s;
    case Verb::Compare:
        return u"dynamodb:DescribeTable, dynamodb:Scan"_s + (input.isSample ? u", dynamodb:BatchGetItem"_s : u""_s);
    case Verb::Query:
        return u"dynamodb:PartiQLSelect"_s;
    case Verb::VerifyExport:
        return u"dynamodb:DescribeExport, s3:GetObject"_s;
    case Verb::DeleteRestored:
        break;
    }
    return {};
}

bool isPaidByUnits(Verb verb) { return verb == Verb::Count || verb == Verb::Compare || verb == Verb::Query; }

void fillInReadOf(Step &step, const TableInput &input)
{
    executors::fillInRead(step);
    step.iamAction = actionsOf(input);
    if (isPaidByUnits(input.verb))
        step.price = tr("What is read is paid for: about $0.125 for a million units of 4 KB on demand, else from the "
                        "table's capacity.");
    if (input.verb == Verb::VerifyExport && input.folder.isEmpty())
        step.price = tr("All of the export is read: each gigabyte that leaves AWS costs about $0.09.");
    if (input.verb == Verb::Compare || input.verb == Verb::Count)
        step.notes << (input.capacity > 0
                ? tr("Reads at most %1 capacity units a second of each table.").arg(input.capacity)
                : tr("Reads with half of the provisioned capacity; on demand as fast as it goes."));
    if (input.verb == Verb::Compare && input.isSample)
        step.notes << tr("Compares a sample of %1 items; the others are not looked at.").arg(input.sample);
}

/// The call that comes nearest to what the step does.
Operation nearestCall(const TableInput &input)
{
    const QJsonObject named{{u"TableName"_s, input.table}};
    switch (input.verb) {
    case Verb::Count:
        return {u"aws:dynamodb:Scan"_s, {{u"TableName"_s, input.table}, {u"Select"_s, u"COUNT"_s}}, {}};
    case Verb::Compare:
        return {u"aws:dynamodb:Scan"_s, named, {}};
    case Verb::Query:
        return {u"aws:dynamodb:ExecuteStatement"_s,
            {{u"Statement"_s, selectOn(input.statement, input.table).value_or(input.statement)}}, {}};
    case Verb::VerifyExport:
        return {u"aws:dynamodb:DescribeExport"_s, {{u"ExportArn"_s, input.exportArn}}, {}};
    case Verb::DeleteRestored:
        return {u"aws:dynamodb:DeleteTable"_s, named, {}};
    case Verb::Settings:
    case Verb::CompareSettings:
        break;
    }
    return {u"aws:dynamodb:DescribeTable"_s, named, {}};
}

/// What the call does not say. It follows a #.
QString commentOf(const TableInput &input)
{
    switch (input.verb) {
    case Verb::Settings:
        return tr("and its tags, TTL, recovery, policy, autoscaling and alarms");
    case Verb::CompareSettings:
        return tr("and its tags, TTL, recovery, policy, autoscaling and alarms, held against those that were kept");
    case Verb::Compare:
        return tr("and the same of %1, item by item").arg(input.copy);
    case Verb::VerifyExport:
        return tr("and the checksums of its files in %1").arg(input.folder.isEmpty() ? tr("its bucket") : input.folder);
    case Verb::DeleteRestored:
        return tr("if it was restored from %1; with its scalable targets and alarms").arg(input.source);
    case Verb::Count:
    case Verb::Query:
        break;
    }
    return {};
}

} // namespace

TablePlanner::TablePlanner(const operations::Catalog &catalog, const aws::Models &models)
    : m_catalog(catalog)
    , m_models(models)
{
}

QString TablePlanner::kind() const { return u"table"_s; }

Result<Step> TablePlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    const Result<TableInput> input = tableInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::DeleteRestored)
        executors::fillInWrite(step, m_catalog, tr("A table that was deleted comes back only from a backup."));
    else
        fillInReadOf(step, *input);
    if (step.resource.isEmpty())
        step.resource = input->verb == Verb::VerifyExport ? input->exportArn : input->table;
    step.cli = cliOf(*input, system);
    return step;
}

QString TablePlanner::cliOf(const TableInput &input, const SystemInfo &system) const
{
    const Operation call = nearestCall(input);
    const auto service = m_models.service(u"dynamodb"_s);
    const QString operation = call.uses.section(u':', 2);
    const bool isKnown = service && (*service)->operation(operation);
    QString line = isKnown ? operations::cliLine(**service, call, {}, system) : u"# dynamodb "_s + operation;
    const QString comment = commentOf(input).simplified();
    return comment.isEmpty() ? line : u"%1 # %2"_s.arg(line, comment);
}

} // namespace sm::backups
