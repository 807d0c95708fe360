// SPDX-License-Identifier: GPL-3.0-or-later
#include "othercopies.h"

#include "bucketrestore.h"
#include "bucketsnapshot.h"

#include <core/assetkind.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unreadable(const Vault::Kept &kept)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::backups::Buckets",
            "The backup %1 of %2 may have its copies in the same place, and can not be read: %3 Remove it first.")
            .arg(kept.manifest.id, kept.manifest.asset, kept.problem))
        .withCode(u"BackupDamaged"_s);
}

/// A key of one may be a key of the other.
bool meet(const BucketPlace &one, const BucketPlace &other)
{
    return one.bucket == other.bucket && (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix));
}

} // namespace

QCoro::Task<Result<std::unique_ptr<OtherCopies>>> OtherCopies::besides(
    const Vault *vault, Vault::Kept kept, CancelToken token)
{
    const Result<QList<Vault::Kept>> all = co_await vault->list({}, token);
    if (!all)
        co_return all.error();
    auto others = std::make_unique<OtherCopies>();
    for (const Vault::Kept &each : *all) {
        const bool isItself = each.folder == kept.folder;
        const bool isOfTheSame = each.manifest.asset == kept.manifest.asset;
        if (!isItself && !each.problem.isEmpty() && isOfTheSame)
            co_return unreadable(each);
        const bool isBucket = each.manifest.kind == kindWord(AssetKind::Bucket);
        if (!isItself && isBucket && meet(copiesOf(each.manifest), copiesOf(kept.manifest)))
            others->m_others.push_back({copiesOf(each.manifest), objectsOf(each)});
    }
    co_return std::move(others);
}

Result<bool> OtherCopies::have(const QString &key)
{
    for (One &each : m_others) {
        const Result<bool> has = each.has(key);
        if (!has || *has)
            return has;
    }
    return false;
}

Result<bool> OtherCopies::One::has(const QString &key)
{
    while (true) {
        for (; at < page.size(); ++at) {
            const QString there = place.keyOf(page.at(at).name);
            if (!isListedBefore(there, key))
                return there == key;
        }
        Result<QList<BucketObject>> next = reader->next();
        if (!next)
            return next.error();
        if (next->isEmpty())
            return false;
        page = *next;
        at = 0;
    }
}

} // namespace sm::backups
