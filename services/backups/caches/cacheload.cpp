// SPDX-License-Identifier: GPL-3.0-or-later
#include "cacheload.h"

#include "cachedump.h"
#include "keycomparison.h"

#include <executors/exacttext.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Caches", text); }

QString named(const KeyStanding &standing)
{
    QStringList names;
    for (const QByteArray &key : standing.differing.first(std::min<qsizetype>(standing.differing.size(), 3)))
        names << executors::exactText(key);
    return names.join(u", "_s);
}

Error exists(const KeyStanding &there)
{
    return Error(Error::Kind::Conflict,
        tr("%1 keys are there with another value or time to live, so nothing was loaded. Load under a prefix, or "
           "replace them.")
            .arg(there.other + there.otherTime))
        .withCode(u"Exists"_s);
}

Error notVerified(const KeyStanding &standing)
{
    return Error(Error::Kind::Conflict,
        tr("After the load %1 keys are not there or not the same, such as %2. Somebody may write to them.")
            .arg(standing.absent + standing.other + standing.otherTime)
            .arg(named(standing)))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

/// Redis says the same words for both causes; that it is not the checksum, verification has shown.
Error explained(const Error &error, const QString &dumped, const QString &loading)
{
    if (!error.message().contains("DUMP payload version or checksum"_L1))
        return error;
    return Error(Error::Kind::Invalid,
        tr("Redis %1 can not read what Redis %2 dumped. Load it into a server of version %2 or newer.")
            .arg(loading, dumped))
        .withCode(u"DumpVersion"_s)
        .withChanged(error.changed());
}

QCoro::Task<Result<void>> removeKeys(
    redis::Keyspace *keyspace, WritePermit permit, redis::KeySet keys, redis::Keyspace::RemovalProgress onRemoved)
{
    const Result<qint64> removed = co_await keyspace->unlink(permit, std::move(keys), std::move(onRemoved), {});
    if (!removed)
        co_return removed.error();
    co_return ok();
}

/// Neither done nor left out: somebody has to look.
Error withDoubt(const Error &error)
{
    const bool isCutOff = error.kind() == Error::Kind::Cancelled && error.changed() == Error::Changed::Yes;
    return isCutOff ? error.withChanged(Error::Changed::Unknown) : error;
}

} // namespace

QCoro::Task<Result<QJsonObject>> loadKeys(
    redis::Connection *connection, WritePermit permit, CacheInput input, Vault::Kept kept, CancelToken token)
{
    const Result<QString> version = co_await redisVersion(connection, token);
    if (!version)
        co_return version.error();
    KeyComparison before(*connection, kept.folder, input.prefix);
    const Result<KeyStanding> there = co_await before.run({}, token);
    if (!there)
        co_return there.error();
    if (!input.replaces && there->other + there->otherTime > 0)
        co_return exists(*there);
    redis::Keyspace keyspace(*connection);
    using Existing = redis::Keyspace::Existing;
    const Existing existing = input.replaces ? Existing::Overwrite : Existing::LeaveAlone;
    const QString dumped = kept.manifest.source.value(u"redisVersion"_s).toString();
    const redis::Keyspace::Source source = sourceOf(kept.folder, input.prefix);
    const Result<redis::RestoredKeys> done = co_await keyspace.restore(permit, source, existing, token);
    if (!done)
        co_return withDoubt(explained(done.error(), dumped, *version));
    KeyComparison after(*connection, kept.folder, input.prefix);
    const Result<KeyStanding> now = co_await after.run({}, {});
    if (!now)
        co_return now.error().withChanged(Error::Changed::Yes);
    if (!now->isSame())
        co_return notVerified(*now);
    const qint64 replaced = input.replaces ? there->other + there->otherTime : 0;
    const QJsonObject versions{{u"dumped"_s, dumped}, {u"loading"_s, *version}};
    co_return QJsonObject{{u"loaded"_s, done->restored}, {u"there"_s, there->same}, {u"expired"_s, done->expired},
        {u"replaced"_s, replaced}, {u"versions"_s, versions}};
}

QCoro::Task<Result<QJsonObject>> deleteLoaded(
    redis::Connection *connection, WritePermit permit, CacheInput input, Vault::Kept kept, CancelToken token)
{
    redis::Keyspace keyspace(*connection);
    qint64 removed = 0;
    const auto onSame = [&keyspace, &removed, permit](redis::KeySet same) {
        const auto onRemoved = [&removed, before = removed](qsizetype, qint64 now) { removed = before + now; };
        return removeKeys(&keyspace, permit, std::move(same), onRemoved);
    };
    KeyComparison comparison(*connection, kept.folder, input.prefix);
    const Result<KeyStanding> standing = co_await comparison.run(onSame, token);
    if (!standing) {
        const bool isOnlyPartOfIt = removed > 0 && standing.error().changed() == Error::Changed::No;
        co_return withDoubt(isOnlyPartOfIt ? standing.error().withChanged(Error::Changed::Yes) : standing.error());
    }
    co_return QJsonObject{{u"removed"_s, removed}, {u"changed"_s, standing->other}};
}

} // namespace sm::backups
