// SPDX-License-Identifier: GPL-3.0-or-later
#include <buckets/bucketplanner.h>

#include "bucketinput.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

bool isRead(const Step &step)
{
    return step.operation.uses == "bucket:verify"_L1 || step.operation.uses == "bucket:compare"_L1;
}

QString resourceOf(const BucketInput &input)
{
    for (const QString &name : {input.folder, input.to.bucket, input.place.bucket}) {
        if (!name.isEmpty())
            return name;
    }
    return input.asset;
}

bool isRemovalOfABackup(const Step &step) { return step.operation.uses == "bucket:remove-snapshot"_L1; }

} // namespace

BucketPlanner::BucketPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString BucketPlanner::kind() const { return u"bucket"_s; }

Result<Step> BucketPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    step.operation.with.remove(u"objects"_s); // they are listed when it is known what is there
    const Result<BucketInput> input = bucketInput(step);
    if (!input)
        return input.error();
    fillIn(step, input->overwrites);
    if (step.resource.isEmpty())
        step.resource = isRemovalOfABackup(step) ? input->backup : resourceOf(*input);
    step.cli = commentLine(tr("%1 of Stationmaster: %2").arg(step.operation.uses, step.title));
    if (step.operation.uses == "bucket:snapshot"_L1)
        step.notes << tr("The copies are encrypted as %1 says; metadata and tags come along.").arg(input->to.bucket);
    return step;
}

void BucketPlanner::fillIn(Step &step, bool overwrites) const
{
    if (isRead(step)) {
        executors::fillInRead(step);
        step.iamAction = u"s3:ListBucket, s3:GetObject"_s;
        return;
    }
    executors::fillInWrite(step, m_catalog, {});
    if (step.operation.uses == "bucket:restore"_L1 && overwrites) {
        step.tier = Tier::Destructive;
        step.mark = {Mark::Kind::Never, {},
            tr("In a bucket with versions what is overwritten can be brought back, in others it is gone.")};
    }
}

} // namespace sm::backups
