// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/changeset.h>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostListed = 150; // an answer has to fit into a row of the journal; the numbers count all

QJsonObject changeOf(const QJsonObject &resource)
{
    return {{u"action"_s, resource.value("Action"_L1).toString()},
        {u"logicalId"_s, resource.value("LogicalResourceId"_L1).toString()},
        {u"physicalId"_s, resource.value("PhysicalResourceId"_L1).toString()},
        {u"type"_s, resource.value("ResourceType"_L1).toString()},
        {u"replacement"_s, resource.value("Replacement"_L1).toString()},
        {u"policy"_s, resource.value("PolicyAction"_L1).toString()},
        {u"scope"_s, resource.value("Scope"_L1).toArray()}};
}

bool removes(const QJsonObject &change) { return change.value("action"_L1) == "Remove"_L1; }

/// "Conditional" is for CloudFormation to decide when it gets there, so it counts.
bool replaces(const QJsonObject &change)
{
    const QString replacement = change.value("replacement"_L1).toString();
    return !removes(change) && (replacement == "True"_L1 || replacement == "Conditional"_L1);
}

QString lineOf(const QJsonObject &change)
{
    QString what = change.value("action"_L1).toString();
    if (replaces(change))
        what += change.value("replacement"_L1) == "True"_L1 ? u", replaced"_s : u", may be replaced"_s;
    if (const QString policy = change.value("policy"_L1).toString(); !policy.isEmpty())
        what += u", "_s + policy;
    return u"%1: %2 (%3)"_s.arg(what, change.value("logicalId"_L1).toString(), change.value("type"_L1).toString());
}

} // namespace

QJsonObject countedChanges(const QJsonArray &changes)
{
    QJsonArray all;
    QJsonArray dangerous;
    QStringList lines;
    int added = 0;
    int modified = 0;
    int removed = 0;
    int replaced = 0;
    int dangers = 0;
    for (const QJsonValue each : changes) {
        const QJsonObject change = changeOf(each["ResourceChange"_L1].toObject());
        const QString action = change.value("action"_L1).toString();
        added += action == "Add"_L1 || action == "Import"_L1;
        modified += action == "Modify"_L1;
        removed += removes(change);
        replaced += replaces(change);
        if (removes(change) || replaces(change)) {
            ++dangers;
            if (dangerous.size() < mostListed)
                dangerous << change;
        }
        if (all.size() < mostListed)
            all << change;
        lines << lineOf(change);
    }
    return {{u"changes"_s, all}, {u"added"_s, added}, {u"modified"_s, modified}, {u"removed"_s, removed},
        {u"replaced"_s, replaced}, {u"dangerous"_s, dangerous}, {u"dangers"_s, dangers},
        {u"lines"_s, lines.mid(0, mostListed).join(u'\n')},
        {u"leftOut"_s, std::max<qsizetype>(0, lines.size() - mostListed)}};
}

QCoro::Task<Result<QJsonObject>> changesOf(const AwsReads *reads, QString stack, QString changeSet, CancelToken token)
{
    const aws::Call call{
        u"cloudformation"_s, u"DescribeChangeSet"_s, {{u"StackName"_s, stack}, {u"ChangeSetName"_s, changeSet}}};
    const Result<QJsonArray> changes
        = co_await aws::wholeList(&reads->caller, &reads->models, call, u"Changes"_s, token);
    if (!changes)
        co_return changes.error();
    co_return countedChanges(*changes);
}

} // namespace sm::deployments
