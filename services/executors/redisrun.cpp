// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisrun.h"

#include "exacttext.h"

#include <redis/keyrecordreader.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using redis::KeySet;
using redis::Reply;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

QJsonValue jsonOf(const Reply &reply)
{
    if (reply.isNil())
        return QJsonValue::Null;
    if (reply.type() == Reply::Type::Integer)
        return reply.integer();
    if (reply.type() != Reply::Type::Array)
        return exactText(reply.bytes());
    QJsonArray list;
    for (const Reply &item : reply.items())
        list << jsonOf(item);
    return list;
}

Result<Applied> outputOf(const Result<Reply> &reply)
{
    if (!reply)
        return reply.error();
    return Applied{{{u"reply"_s, jsonOf(*reply)}}, {}, {}};
}

/// Those of \p keys that the capture \p bytes does not hold.
Result<KeySet> without(const QByteArrayList &keys, const QByteArray &bytes)
{
    redis::KeyRecordReader reader;
    reader.feed(bytes);
    KeySet kept;
    while (true) {
        const Result<std::optional<redis::KeyRecord>> record = reader.next();
        if (!record)
            return record.error();
        if (!*record)
            break;
        kept.insert((*record)->key);
    }
    if (!reader.isAtEnd())
        return redis::KeyRecordReader::damaged();
    KeySet others;
    for (const QByteArray &key : keys) {
        if (!kept.contains(key))
            others.insert(key);
    }
    return others;
}

redis::Keyspace::Source sourceOf(QByteArray bytes)
{
    return [bytes = std::move(bytes), at = qsizetype(0)]() mutable {
        constexpr qsizetype piece = 64 * 1024;
        const QByteArray next = bytes.mid(at, piece);
        at += next.size();
        return Result<QByteArray>(next);
    };
}

QJsonObject outputOf(const redis::RestoredKeys &done, qint64 removed)
{
    QJsonArray existing;
    for (const QByteArray &key : done.existing)
        existing << QString::fromUtf8(key);
    return {{u"restored"_s, done.restored}, {u"expired"_s, done.expired}, {u"removed"_s, removed},
        {u"existing"_s, existing}};
}

} // namespace

RedisRun::RedisRun(redis::Connection &connection, const store::CaptureStore &captures, const RedisInput &input,
    std::function<void(const QString &)> live)
    : m_connection(connection)
    , m_captures(captures)
    , m_input(input)
    , m_live(std::move(live))
{
}

QCoro::Task<Result<Applied>> RedisRun::read(CancelToken token)
{
    co_return outputOf(co_await m_connection.command(m_input.command, token));
}

QCoro::Task<Result<Applied>> RedisRun::write(WritePermit permit, CancelToken token)
{
    co_return outputOf(co_await m_connection.command(permit, m_input.command, token));
}

QCoro::Task<Result<Applied>> RedisRun::unlink(WritePermit permit, KeySet keys, CancelToken token)
{
    const qsizetype all = keys.size();
    redis::Keyspace keyspace(m_connection);
    const auto progress = [this, all](qsizetype asked, qint64) { m_live(tr("%1 of %2 keys").arg(asked).arg(all)); };
    const Result<qint64> removed = co_await keyspace.unlink(permit, std::move(keys), progress, token);
    if (!removed)
        co_return removed.error();
    QJsonObject output{{u"removed"_s, *removed}};
    if (m_input.kept)
        output.insert(u"kept"_s, toJson(*m_input.kept));
    co_return Applied{output, {}, {}};
}

QCoro::Task<Result<Applied>> RedisRun::restore(WritePermit permit, CancelToken token)
{
    const Result<QByteArray> bytes = co_await keptBytes(&m_captures, *m_input.kept, token);
    if (!bytes)
        co_return bytes.error();
    const Result<KeySet> others = without(m_input.keys, *bytes);
    if (!others)
        co_return others.error();
    redis::Keyspace keyspace(m_connection);
    const auto existing
        = m_input.replaces ? redis::Keyspace::Existing::Overwrite : redis::Keyspace::Existing::LeaveAlone;
    const Result<redis::RestoredKeys> done = co_await keyspace.restore(permit, sourceOf(*bytes), existing, token);
    if (!done)
        co_return done.error();
    const Result<qint64> removed = co_await keyspace.unlink(permit, *others, {}, {});
    if (!removed)
        co_return done->restored > 0 && removed.error().changed() == Error::Changed::No
            ? removed.error().withChanged(Error::Changed::Yes)
            : removed.error();
    co_return Applied{outputOf(*done, *removed), {}, {}};
}

} // namespace sm::executors
