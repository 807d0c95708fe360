// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyvalues.h"

#include <redis/replyerror.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using redis::Reply;

namespace {

constexpr qsizetype keysAtOnce = 100;
constexpr qsizetype looksPerKey = 4;

Error tooMany()
{
    return Error(Error::Kind::Conflict,
        QCoreApplication::translate("sm::executors::Redis", "These keys hold more than can be kept."))
        .withCode(u"TooMany"_s);
}

QByteArrayList reading(const QByteArray &type, const QByteArray &key)
{
    if (type == "string")
        return {"GET"_ba, key};
    if (type == "list")
        return {"LRANGE"_ba, key, "0"_ba, "-1"_ba};
    if (type == "set")
        return {"SMEMBERS"_ba, key};
    if (type == "hash")
        return {"HGETALL"_ba, key};
    if (type == "zset")
        return {"ZRANGE"_ba, key, "0"_ba, "-1"_ba, "WITHSCORES"_ba};
    return {"DUMP"_ba, key};
}

QByteArrayList partsOf(const QByteArray &type, const Reply &reply)
{
    if (reply.type() != Reply::Type::Array)
        return {reply.bytes()};
    QByteArrayList parts;
    const qsizetype size = type == "hash" ? 2 : 1;
    for (qsizetype at = 0; at + size <= reply.items().size(); at += size) {
        const QByteArray &first = reply.items()[at].bytes();
        // The length keeps "a" = "bc" and "ab" = "c" apart.
        parts << (size == 1 ? first : QByteArray::number(first.size()) + ':' + first + reply.items()[at + 1].bytes());
    }
    if (type == "set" || type == "hash")
        std::sort(parts.begin(), parts.end());
    return parts;
}

/// Redis before 7 knows no PEXPIRETIME, and what is left of a time to live is another number each time.
QByteArray expiryOf(const Reply &instant, const Reply &lifetime)
{
    if (!instant.isError())
        return QByteArray::number(instant.integer());
    return lifetime.integer() >= 0 ? "some"_ba : "-1"_ba;
}

} // namespace

void addPart(crypto::Sha256 &digest, const QByteArray &part)
{
    digest.add(QByteArray::number(part.size()) + ':');
    digest.add(part);
}

qint64 KeyValue::bytes() const
{
    qint64 sum = key.size();
    for (const QByteArray &part : parts)
        sum += part.size();
    return sum;
}

void KeyValue::addTo(crypto::Sha256 &digest) const
{
    for (const QByteArray &part : {key, type, expiry, QByteArray::number(parts.size())})
        addPart(digest, part);
    for (const QByteArray &part : parts)
        addPart(digest, part);
}

KeyValues::KeyValues(redis::Connection &connection, qint64 mostBytes)
    : m_connection(connection)
    , m_mostBytes(mostBytes)
{
}

QString KeyValues::digest() { return QString::fromLatin1(m_digest.finish().toHex()); }

QCoro::Task<Result<void>> KeyValues::add(QByteArrayList keys, CancelToken token)
{
    for (qsizetype first = 0; first < keys.size(); first += keysAtOnce) {
        if (const auto added = co_await addWindow(keys.mid(first, keysAtOnce), token); !added)
            co_return added.error();
    }
    co_return ok();
}

QCoro::Task<Result<void>> KeyValues::addWindow(QByteArrayList keys, CancelToken token)
{
    QList<QByteArrayList> looks;
    for (const QByteArray &key : std::as_const(keys))
        looks << QByteArrayList{"TYPE"_ba, key} << QByteArrayList{"PEXPIRETIME"_ba, key}
              << QByteArrayList{"PTTL"_ba, key} << QByteArrayList{"MEMORY"_ba, "USAGE"_ba, key};
    const Result<QList<Reply>> seen = co_await m_connection.pipeline(looks, token);
    if (!seen)
        co_return seen.error();
    QList<KeyValue> values;
    QList<QByteArrayList> readings;
    qint64 bytes = 0;
    for (qsizetype at = 0; at < keys.size(); ++at) {
        const Reply &type = seen->at(at * looksPerKey);
        if (type.isError())
            co_return redis::ReplyError::of(type);
        if (type.bytes() == "none")
            continue;
        values << KeyValue{
            keys.at(at), type.bytes(), expiryOf(seen->at(at * looksPerKey + 1), seen->at(at * looksPerKey + 2)), {}};
        readings << reading(type.bytes(), keys.at(at));
        bytes += seen->at(at * looksPerKey + 3).integer();
    }
    if (m_bytes + bytes > m_mostBytes) // before it is here
        co_return tooMany();
    const Result<QList<Reply>> replies = co_await m_connection.pipeline(readings, token);
    if (!replies)
        co_return replies.error();
    for (qsizetype at = 0; at < values.size(); ++at) {
        if (replies->at(at).isError())
            co_return redis::ReplyError::of(replies->at(at));
        values[at].parts = partsOf(values.at(at).type, replies->at(at));
        if (const auto taken = take(values.at(at)); !taken)
            co_return taken.error();
    }
    co_return ok();
}

Result<void> KeyValues::take(const KeyValue &value)
{
    m_bytes += value.bytes();
    if (m_bytes > m_mostBytes)
        return tooMany();
    m_found << value.key;
    value.addTo(m_digest);
    return ok();
}

} // namespace sm::executors
