// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyspace.h"

#include "commandformat.h"
#include "replyerror.h"
#include "servertime.h"

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype keysPerUnlink = 500;
constexpr qsizetype keysPerWave = 20 * keysPerUnlink; ///< between two looks at the token
constexpr qsizetype sampledForSize = 100;

QByteArrayList scanCommand(const QByteArray &cursor, const KeySelection &selection)
{
    QByteArrayList command{"SCAN"_ba, cursor, "MATCH"_ba, selection.pattern, "COUNT"_ba,
        QByteArray::number(std::max(1, selection.pageSize))};
    if (!selection.type.isEmpty())
        command << "TYPE"_ba << selection.type;
    return command;
}

struct ScanPage
{
    QByteArray nextCursor;
    QList<QByteArray> keys;
};

Result<ScanPage> pageOf(const Reply &reply)
{
    const QList<Reply> &parts = reply.items();
    if (parts.size() != 2 || parts[0].bytes().isEmpty() || parts[1].type() != Reply::Type::Array)
        return unexpectedReply("SCAN");
    ScanPage page{parts[0].bytes(), {}};
    page.keys.reserve(parts[1].items().size());
    for (const Reply &key : parts[1].items())
        page.keys.append(key.bytes());
    return page;
}

} // namespace

Keyspace::Keyspace(Connection &connection)
    : m_connection(connection)
{
}

QCoro::Task<Result<KeyMatches>> Keyspace::scan(KeySelection selection, ScanProgress progress, CancelToken token)
{
    KeyMatches found;
    auto asking = m_connection.command(scanCommand("0"_ba, selection), token);
    while (true) {
        const Result<Reply> reply = co_await asking;
        const Result<ScanPage> page = reply ? pageOf(*reply) : Result<ScanPage>(reply.error());
        if (!page)
            co_return page.error();
        const bool isLast = page->nextCursor == "0";
        if (!isLast) // the server walks on while we sort in what it found
            asking = m_connection.command(scanCommand(page->nextCursor, selection), token);
        Result<QList<QByteArray>> keys(page->keys);
        if (selection.expiry != KeySelection::Expiry::Any)
            keys = co_await filterByExpiry(page->keys, selection.expiry, token);
        if (!keys)
            co_return keys.error();
        for (const QByteArray &key : *keys) {
            if (selection.limit > 0 && found.keys.size() == selection.limit && !found.keys.contains(key)) {
                found.isWhole = false;
                break;
            }
            found.keys.insert(key);
        }
        if (progress)
            progress(found.keys.size());
        if (isLast || !found.isWhole)
            break;
    }
    const Result<std::optional<qint64>> bytes = co_await estimateBytes(found.keys, token);
    if (!bytes)
        co_return bytes.error();
    found.estimatedBytes = *bytes;
    co_return found;
}

QCoro::Task<Result<QList<QByteArray>>> Keyspace::filterByExpiry(
    QList<QByteArray> keys, KeySelection::Expiry expiry, CancelToken token)
{
    QList<QByteArrayList> commands;
    for (const QByteArray &key : keys)
        commands.append({"PTTL"_ba, key});
    const Result<QList<Reply>> lifetimes = co_await m_connection.pipeline(commands, token);
    if (!lifetimes)
        co_return lifetimes.error();
    QList<QByteArray> kept;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const Reply &lifetime = lifetimes->at(i);
        if (lifetime.isError())
            co_return ReplyError::of(lifetime);
        const bool isWanted
            = expiry == KeySelection::Expiry::Never ? lifetime.integer() == -1 : lifetime.integer() >= 0; // -2: gone
        if (isWanted)
            kept.append(keys[i]);
    }
    co_return kept;
}

/// Not a reason to fail: MEMORY is often forbidden, and unknown before Redis 4.
QCoro::Task<Result<std::optional<qint64>>> Keyspace::estimateBytes(KeySet keys, CancelToken token)
{
    QList<QByteArrayList> commands;
    for (const QByteArray &key : keys.sample(sampledForSize))
        commands.append({"MEMORY"_ba, "USAGE"_ba, key});
    const Result<QList<Reply>> sizes = co_await m_connection.pipeline(commands, token);
    if (!sizes)
        co_return sizes.error();
    qint64 total = 0;
    for (const Reply &size : *sizes) {
        if (size.isError())
            co_return std::optional<qint64>();
        total += size.integer(); // nil, 0: gone meanwhile
    }
    if (sizes->isEmpty())
        co_return std::optional<qint64>(0);
    co_return std::optional<qint64>(total * keys.size() / sizes->size());
}

QCoro::Task<Result<qint64>> Keyspace::unlink(WritePermit, KeySet keys, RemovalProgress progress, CancelToken token)
{
    qint64 removed = 0;
    const KeySet *const all = &keys; // stays: every wave is awaited
    auto wave = unlinkWave(all, 0);
    for (qsizetype first = 0; first < keys.size(); first += keysPerWave) {
        const qsizetype next = first + keysPerWave;
        const bool goesOn = next < keys.size() && !token.isCancelled();
        auto following = unlinkWave(all, goesOn ? next : keys.size()); // the server never waits for us
        const Result<qint64> done = co_await wave;
        if (!done) {
            const Result<qint64> alsoDone = co_await following;
            const bool hasRemoved = removed > 0 || (alsoDone && *alsoDone > 0);
            const bool isOnlyPartOfIt = done.error().changed() == Error::Changed::No && hasRemoved;
            co_return isOnlyPartOfIt ? done.error().withChanged(Error::Changed::Yes) : done.error();
        }
        removed += *done;
        if (progress)
            progress(std::min(next, keys.size()), removed);
        if (!goesOn && next < keys.size())
            co_return Error::cancelled().withChanged(Error::Changed::Yes);
        wave = std::move(following);
    }
    co_return removed;
}

/// Without a token: what was sent is counted.
QCoro::Task<Result<qint64>> Keyspace::unlinkWave(const KeySet *keys, qsizetype first)
{
    const qsizetype end = std::min(first + keysPerWave, keys->size());
    qint64 removed = 0;
    Batch batch;
    batch.count = (end - first + keysPerUnlink - 1) / keysPerUnlink;
    batch.changes = true;
    batch.format = [keys, first, end](qsizetype index, QByteArray &out) {
        const qsizetype from = first + index * keysPerUnlink;
        const qsizetype to = std::min(from + keysPerUnlink, end);
        beginCommand(out, to - from + 1);
        appendArgument(out, "UNLINK");
        for (qsizetype i = from; i < to; ++i)
            appendArgument(out, (*keys)[i]);
    };
    batch.receive = [&removed](qsizetype, const Reply &reply) {
        if (reply.isError())
            return Result<void>(ReplyError::of(reply));
        removed += reply.integer();
        return ok();
    };
    const Result<void> done = co_await m_connection.exchange(std::move(batch), CancelToken());
    if (!done)
        co_return done.error();
    co_return removed;
}

} // namespace sm::redis
