// SPDX-License-Identifier: GPL-3.0-or-later
#include "keystate.h"

#include "keyvalues.h"

#include <redis/keyrecordreader.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using redis::KeySet;
using store::CaptureId;

namespace {

constexpr qsizetype sampleSize = 20;

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

Error tooMany(const RedisInput &input)
{
    return Error(Error::Kind::Conflict,
        tr("More than %1 keys match, so nothing was removed. Raise “atMost” if you want them all.").arg(input.atMost))
        .withCode(u"TooMany"_s);
}

QByteArrayList sorted(QByteArrayList keys)
{
    std::sort(keys.begin(), keys.end());
    keys.resize(std::distance(keys.begin(), std::unique(keys.begin(), keys.end())));
    return keys;
}

QByteArrayList listOf(const KeySet &keys)
{
    QByteArrayList list;
    for (qsizetype at = 0; at < keys.size(); ++at)
        list << keys[at].toByteArray();
    return list;
}

KeySight sightOf(const QByteArrayList &keys)
{
    KeySight sight;
    crypto::Sha256 names;
    for (const QByteArray &key : keys) {
        sight.keys.insert(key);
        addPart(names, key);
    }
    QJsonArray sample;
    const QList<QByteArray> some = sight.keys.sample(sampleSize);
    for (const QByteArray &key : some)
        sample << QString::fromUtf8(key);
    sight.state
        = {{u"keys"_s, keys.size()}, {u"names"_s, QString::fromLatin1(names.finish().toHex())}, {u"sample"_s, sample}};
    return sight;
}

} // namespace

QString KeySight::identity(const QJsonValue &state)
{
    return state[u"names"_s].toString() + state[u"values"_s].toString();
}

KeyState::KeyState(redis::Connection &connection, const store::CaptureStore &captures, const KeptLimits &limits)
    : m_connection(connection)
    , m_captures(captures)
    , m_limits(limits)
{
}

QCoro::Task<Result<KeySight>> KeyState::look(RedisInput input, CancelToken token)
{
    std::optional<qint64> bytes;
    const Result<QByteArrayList> keys = co_await candidates(input, &bytes, token);
    if (!keys)
        co_return keys.error();
    if (keys->size() > m_limits.keys && input.verb == RedisInput::Verb::Command)
        co_return KeySight{{{u"keys"_s, keys->size()}}, {}, bytes, {}}; // the walk was broken off: these are any
    KeyValues values(m_connection, m_limits.bytes);
    const bool isFew = keys->size() <= m_limits.keys;
    Result<void> read;
    if (isFew)
        read = co_await values.add(sorted(*keys), token);
    const bool isTooMuch = !isFew || (!read && read.error().code() == "TooMany"_L1);
    if (!read && !isTooMuch)
        co_return read.error();
    KeySight sight = sightOf(isTooMuch ? sorted(*keys) : values.found());
    sight.estimatedBytes = bytes;
    if (!isTooMuch)
        sight.state.insert(u"values"_s, values.digest());
    co_return sight;
}

QCoro::Task<Result<QByteArrayList>> KeyState::candidates(
    RedisInput input, std::optional<qint64> *bytes, CancelToken token)
{
    if (input.kept) {
        const Result<QByteArrayList> kept = co_await keptKeys(*input.kept, token);
        co_return kept ? *kept + input.named() : kept;
    }
    if (!input.isByPattern())
        co_return input.named();
    redis::KeySelection selection = input.selection;
    selection.limit = input.atMost + 1;
    redis::Keyspace keyspace(m_connection);
    const Result<redis::KeyMatches> found = co_await keyspace.scan(selection, {}, token);
    if (!found)
        co_return found.error();
    // What empties a database does so however many keys there are.
    if (found->keys.size() > input.atMost && input.verb == RedisInput::Verb::Unlink)
        co_return tooMany(input);
    *bytes = found->estimatedBytes;
    co_return listOf(found->keys);
}

QCoro::Task<Result<QByteArrayList>> KeyState::keptKeys(CaptureId id, CancelToken token)
{
    const Result<QByteArray> bytes = co_await keptBytes(&m_captures, id, token);
    if (!bytes)
        co_return bytes.error();
    redis::KeyRecordReader reader;
    reader.feed(*bytes);
    QByteArrayList keys;
    while (true) {
        const Result<std::optional<redis::KeyRecord>> record = reader.next();
        if (!record)
            co_return record.error();
        if (!*record)
            break;
        keys << (*record)->key;
    }
    co_return reader.isAtEnd() ? Result<QByteArrayList>(keys) : redis::KeyRecordReader::damaged();
}

QCoro::Task<Result<std::optional<CaptureId>>> KeyState::keep(KeySet keys, CancelToken token)
{
    QByteArray bytes;
    bool isTooMuch = false;
    const qint64 most = m_limits.bytes;
    const auto sink = [&](QByteArrayView piece) -> Result<void> {
        isTooMuch = bytes.size() + piece.size() > 2 * most;
        if (isTooMuch)
            return Error::cancelled();
        bytes.append(piece);
        return ok();
    };
    redis::Keyspace keyspace(m_connection);
    const Result<redis::CapturedKeys> captured = co_await keyspace.capture(std::move(keys), sink, token);
    if (isTooMuch)
        co_return std::optional<CaptureId>();
    if (!captured)
        co_return captured.error();
    const Result<CaptureId> id = co_await keepBytes(&m_captures, bytes);
    if (!id)
        co_return id.error();
    co_return std::optional(*id);
}

} // namespace sm::executors
