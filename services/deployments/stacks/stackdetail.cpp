// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackdetail.h>

#include <aws/paginator.h>
#include <core/instanttext.h>
#include <stacks/keptstack.h>
#include <stacks/templatesecret.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

QString textOf(const QJsonObject &object, QLatin1StringView member) { return object.value(member).toString(); }

QString timeOf(const QJsonObject &object, QLatin1StringView member)
{
    return localText(instantOf(object.value(member)), Detail::Seconds);
}

QString toneOf(const QString &status)
{
    if (status.endsWith("_FAILED"_L1) || status == "DELETED"_L1)
        return u"bad"_s;
    if (status.contains("ROLLBACK"_L1) || status == "MODIFIED"_L1)
        return u"warning"_s;
    if (status.endsWith("_IN_PROGRESS"_L1))
        return {};
    return status.endsWith("_COMPLETE"_L1) || status == "IN_SYNC"_L1 ? u"good"_s : QString();
}

QStringList eventRow(const QJsonObject &event)
{
    return {textOf(event, "ResourceStatus"_L1), timeOf(event, "Timestamp"_L1), textOf(event, "LogicalResourceId"_L1),
        textOf(event, "ResourceType"_L1), textOf(event, "ResourceStatusReason"_L1)};
}

QStringList resourceRow(const QJsonObject &resource)
{
    return {textOf(resource, "ResourceStatus"_L1), textOf(resource, "LogicalResourceId"_L1),
        textOf(resource, "ResourceType"_L1), textOf(resource, "PhysicalResourceId"_L1),
        resource.value("DriftInformation"_L1)["StackResourceDriftStatus"_L1].toString(),
        timeOf(resource, "LastUpdatedTimestamp"_L1)};
}

/// "/Timeout: 3 → 30"; of a secret only that it differs.
QString driftOf(const QJsonValue &difference)
{
    const QString path = difference["PropertyPath"_L1].toString();
    const QJsonValue expected = difference["ExpectedValue"_L1];
    const QJsonValue actual = difference["ActualValue"_L1];
    const QString inTemplate = u"Resources.it.Properties"_s + QString(path).replace(u'/', u'.');
    return isTemplateSecret(inTemplate, expected, actual)
        ? tr("%1: hidden").arg(path)
        : u"%1: %2 → %3"_s.arg(path, expected.toString(), actual.toString());
}

QStringList driftRow(const QJsonObject &drift)
{
    QStringList differences;
    const QJsonArray all = drift.value("PropertyDifferences"_L1).toArray();
    for (const QJsonValue each : all)
        differences << driftOf(each);
    return {textOf(drift, "StackResourceDriftStatus"_L1), textOf(drift, "LogicalResourceId"_L1),
        textOf(drift, "ResourceType"_L1), differences.join(u"; "_s), timeOf(drift, "Timestamp"_L1)};
}

QStringList changeSetRow(const QJsonObject &changeSet)
{
    return {textOf(changeSet, "Status"_L1), textOf(changeSet, "ChangeSetName"_L1),
        textOf(changeSet, "ExecutionStatus"_L1), timeOf(changeSet, "CreationTime"_L1),
        textOf(changeSet, "StatusReason"_L1)};
}

QString resourceTone(const QJsonObject &element) { return toneOf(textOf(element, "ResourceStatus"_L1)); }
QString driftTone(const QJsonObject &element) { return toneOf(textOf(element, "StackResourceDriftStatus"_L1)); }
QString changeSetTone(const QJsonObject &element) { return toneOf(textOf(element, "Status"_L1)); }

DeploymentSection sectionOf(const QString &id, const QString &title, const QStringList &columns)
{
    DeploymentSection section;
    section.id = id;
    section.title = title;
    section.columns = columns;
    return section;
}

} // namespace

StackDetail::StackDetail(const AwsReads &reads, DeploymentSource::SectionHandler handler)
    : m_reads(reads)
    , m_handler(std::move(handler))
{
}

/// What DescribeStacks has told already.
void StackDetail::tellStanding(const QJsonObject &stack)
{
    DeploymentSection outputs
        = sectionOf(u"outputs"_s, tr("Outputs"), {tr("Output"), tr("Value"), tr("Export"), tr("Description")});
    const QJsonArray given = stack.value("Outputs"_L1).toArray();
    for (const QJsonValue each : given)
        outputs.rows << QStringList{each["OutputKey"_L1].toString(), each["OutputValue"_L1].toString(),
            each["ExportName"_L1].toString(), each["Description"_L1].toString()};
    // A value that is hidden (NoEcho) comes as asterisks from CloudFormation itself.
    DeploymentSection parameters
        = sectionOf(u"parameters"_s, tr("Parameters"), {tr("Parameter"), tr("Value"), tr("Resolved")});
    const QJsonArray values = stack.value("Parameters"_L1).toArray();
    for (const QJsonValue each : values)
        parameters.rows << QStringList{each["ParameterKey"_L1].toString(), each["ParameterValue"_L1].toString(),
            each["ResolvedValue"_L1].toString()};
    m_handler(outputs);
    m_handler(parameters);
}

QList<StackDetail::Table> StackDetail::tables(const QString &stackId) const
{
    const auto call = [&](const QString &operation) {
        return aws::Call{u"cloudformation"_s, operation, {{u"StackName"_s, stackId}}};
    };
    return {
        {sectionOf(u"events"_s, tr("Events"), {tr("Status"), tr("Time"), tr("Resource"), tr("Type"), tr("Reason")}),
            call(u"DescribeStackEvents"_s), u"StackEvents"_s, eventRow, resourceTone},
        {sectionOf(u"resources"_s, tr("Resources"),
             {tr("Status"), tr("Resource"), tr("Type"), tr("Physical id"), tr("Drift"), tr("Updated")}),
            call(u"ListStackResources"_s), u"StackResourceSummaries"_s, resourceRow, resourceTone},
        {sectionOf(u"drift"_s, tr("Drift"), {tr("Drift"), tr("Resource"), tr("Type"), tr("Differs"), tr("Looked at")}),
            call(u"DescribeStackResourceDrifts"_s), u"StackResourceDrifts"_s, driftRow, driftTone},
        {sectionOf(u"changesets"_s, tr("Change sets"),
             {tr("Status"), tr("Change set"), tr("Execution"), tr("Created"), tr("Reason")}),
            call(u"ListChangeSets"_s), u"Summaries"_s, changeSetRow, changeSetTone},
    };
}

QCoro::Task<Result<void>> StackDetail::fill(Table table, CancelToken token)
{
    aws::Paginator pages(m_reads.caller, m_reads.models, table.call);
    DeploymentSection section = table.section;
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page && page.error().kind() == Error::Kind::Cancelled)
            co_return page.error();
        section.rows.clear();
        section.tones.clear();
        section.hasMore = page && *page;
        if (!page)
            section.problem = page.error();
        const QJsonArray elements = section.hasMore ? (**page).value(table.member).toArray() : QJsonArray();
        for (const QJsonValue each : elements) {
            section.rows << table.row(each.toObject());
            section.tones << table.tone(each.toObject());
        }
        m_handler(section);
        if (!section.hasMore)
            co_return ok();
    }
}

QCoro::Task<Result<void>> StackDetail::read(QString name, CancelToken token)
{
    const Result<QJsonObject> stack = co_await describedStack(&m_reads, name, token);
    if (!stack)
        co_return stack.error();
    const QList<Table> all = tables(stack->value("StackId"_L1).toString());
    for (const Table &table : all) {
        if (const auto filled = co_await fill(table, token); !filled)
            co_return filled.error();
        if (&table == &all.first())
            tellStanding(*stack);
    }
    co_return ok();
}

} // namespace sm::deployments
