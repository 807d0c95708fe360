// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptbackup.h"

#include "monthlycost.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

/// A copy in a bucket says where it is; what else the vault has is in its folder.
QString placeOf(const Vault::Kept &kept)
{
    const QJsonObject &source = kept.manifest.source;
    const QString bucket = source["toBucket"_L1].toString();
    return bucket.isEmpty() ? kept.folder : u"s3://%1/%2"_s.arg(bucket, source["toPrefix"_L1].toString());
}

void addProofs(Backup &backup, const QList<Proof> &proofs)
{
    for (const Proof &proof : proofs) {
        if (!proof.isRestored) {
            backup.verifiedAt = std::max(backup.verifiedAt, proof.at);
        } else if (proof.at >= backup.provenAt) {
            backup.provenAt = proof.at;
            backup.provenIn = std::chrono::seconds(proof.seconds);
        }
    }
}

} // namespace

Backup backupOf(const Vault::Kept &kept)
{
    const Manifest &manifest = kept.manifest;
    Backup backup;
    backup.id = manifest.id;
    backup.asset = manifest.asset;
    backup.native = manifest.native;
    backup.takenAt = manifest.takenAt;
    backup.place = manifest.native.isEmpty() ? placeOf(kept) : manifest.native;
    if (!manifest.files.isEmpty())
        backup.bytes = manifest.bytes();
    if (const QJsonValue copied = manifest.contents["bytes"_L1]; copied.isDouble())
        backup.bytes = copied.toInteger();
    addRecord(backup, kept);
    backup.monthlyCost = monthlyCostOf(manifest, backup.bytes);
    return backup;
}

void addRecord(Backup &backup, const Vault::Kept &kept)
{
    const Manifest &manifest = kept.manifest;
    backup.id = manifest.id;
    backup.asset = manifest.asset;
    if (!manifest.name.isEmpty())
        backup.name = manifest.name;
    backup.set = manifest.set;
    if (!backup.items)
        backup.items = manifest.items;
    backup.hasSettings = !manifest.settings.isEmpty();
    if (!kept.problem.isEmpty()) {
        backup.state = Backup::State::Damaged;
        backup.problem = kept.problem;
    }
    addProofs(backup, kept.proofs);
}

} // namespace sm::backups
