// SPDX-License-Identifier: GPL-3.0-or-later
#include <steps/backupplanner.h>

#include "backupinput.h"
#include "proberun.h"
#include "requirement.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <keeping/keeping.h>
#include <operations/shellword.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::BackupPlanner", text); }

QStringList known()
{
    return {u"backup:list"_s, u"backup:read"_s, u"backup:verify"_s, u"backup:probe"_s, u"backup:require"_s,
        u"backup:record"_s, u"backup:prove"_s, u"backup:remove"_s};
}

QString verifyLine(const BackupInput &input, const SystemInfo &system)
{
    operations::ShellWords words;
    return u"stationmaster backup verify %1 --backup %2 --system %3"_s.arg(
        words.word(input.asset), words.word(input.backup), words.word(system.id.value));
}

/// What AWS is asked for to know the backups of that kind.
QString readsOf(AssetKind kind)
{
    static const QMap<AssetKind, QString> reads{
        {AssetKind::Table, u"dynamodb:ListTables, dynamodb:ListBackups, dynamodb:DescribeContinuousBackups"_s},
        {AssetKind::Instance, u"rds:DescribeDBInstances, rds:DescribeDBSnapshots"_s},
        {AssetKind::CacheCluster, u"elasticache:DescribeCacheClusters, elasticache:DescribeSnapshots"_s},
        {AssetKind::Bucket, u"s3:ListAllMyBuckets"_s}, {AssetKind::UserPool, u"cognito-idp:ListUserPools"_s},
        {AssetKind::Function, u"lambda:ListFunctions"_s}};
    return reads.value(kind);
}

void addOnce(QString &list, const QString &more, const QString &separator)
{
    if (more.isEmpty() || list.split(separator).contains(more))
        return;
    list += list.isEmpty() ? more : separator + more;
}

} // namespace

BackupPlanner::BackupPlanner(const operations::Catalog &catalog, operations::Planner reads)
    : m_catalog(catalog)
    , m_reads(std::move(reads))
{
}

QString BackupPlanner::kind() const { return u"backup"_s; }

Result<Step> BackupPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    if (!known().contains(step.operation.uses))
        return Error(Error::Kind::Invalid,
            tr("“%1” is not known; known are %2.").arg(step.operation.uses, known().join(u", "_s)))
            .withCode(u"Input"_s);
    if (step.operation.uses == "backup:probe"_L1)
        return plannedProbes(std::move(step), system);
    if (step.operation.uses == "backup:require"_L1)
        return plannedRequirement(std::move(step), system);
    if (step.operation.uses == "backup:record"_L1)
        return plannedRecord(std::move(step), system);
    return plannedForOne(std::move(step), system);
}

Result<Step> BackupPlanner::plannedProbes(Step step, const SystemInfo &system) const
{
    const Result<ProbeInput> input = probeInput(step);
    if (!input)
        return input.error();
    executors::fillInRead(step);
    QStringList lines;
    for (const BackupProbe &probe : input->probes) {
        if (!step.deferred.isEmpty())
            break; // what it asks is known, and checked, when it is asked
        const Result<Step> read = plannedProbe(m_reads, system, probe, input->values);
        if (!read)
            return read.error();
        addOnce(step.iamAction, read->iamAction, u", "_s);
        addOnce(step.price, read->price, u" "_s);
        lines << read->cli;
    }
    if (step.resource.isEmpty())
        step.resource = input->values.value(u"target"_s);
    step.cli = lines.isEmpty() ? commentLine(tr("Asks %1 probes").arg(input->probes.size())) : lines.join(u'\n');
    return step;
}

Result<Step> BackupPlanner::plannedRequirement(Step step, const SystemInfo &system) const
{
    const Result<Requirement> requirement = requirementOf(step);
    if (!requirement)
        return requirement.error();
    executors::fillInRead(step);
    for (const Asset &asset : system.assets) {
        if (requirement->assets.contains(asset.id))
            addOnce(step.iamAction, readsOf(asset.kind), u", "_s);
    }
    if (step.resource.isEmpty())
        step.resource = requirement->assets.join(u", "_s);
    step.cli = commentLine(tr("Requires young backups of %1").arg(requirement->assets.join(u", "_s)));
    return step;
}

Result<Step> BackupPlanner::plannedRecord(Step step, const SystemInfo &system) const
{
    const Result<Manifest> manifest = recordInput(step, system);
    if (!manifest)
        return manifest.error();
    executors::fillInWrite(step, m_catalog, tr("It can be removed again."));
    if (step.resource.isEmpty())
        step.resource = manifest->asset;
    step.changes << Change{tr("Backup of %1").arg(manifest->asset), {},
        manifest->native.isEmpty() ? manifest->evidence : manifest->native};
    step.cli = commentLine(tr("Notes in the vault that a backup of %1 is there").arg(manifest->asset));
    return step;
}

Result<Step> BackupPlanner::plannedForOne(Step step, const SystemInfo &system) const
{
    const Result<BackupInput> input = backupInput(step);
    if (!input)
        return input.error();
    const bool isRemoval = step.operation.uses == "backup:remove"_L1;
    if (isRemoval || step.operation.uses == "backup:prove"_L1)
        executors::fillInWrite(step, m_catalog, tr("Nothing brings it back."));
    else
        executors::fillInRead(step);
    if (step.resource.isEmpty())
        step.resource = isRemoval ? input->backup : input->asset;
    if (isRemoval)
        step.changes << Change{tr("Backup of %1").arg(input->asset), input->backup, {}};
    if (step.operation.uses == "backup:verify"_L1)
        step.cli = verifyLine(*input, system);
    else
        step.cli = commentLine(u"%1 %2 %3"_s.arg(step.operation.uses, input->asset, input->backup));
    return step;
}

} // namespace sm::backups
