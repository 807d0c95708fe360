// SPDX-License-Identifier: GPL-3.0-or-later
#include "namedkeys.h"

#include <QHash>
#include <QSet>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Places of the keys among the words, as COMMAND INFO of Redis 7 gives them; last 0: up to the end.
struct Places
{
    int first = 1;
    int last = 1;
    int step = 1;
};

QHash<QByteArray, Places> placesOfAll()
{
    QHash<QByteArray, Places> all;
    const auto add = [&all](const char *names, Places places) {
        const QByteArrayList split = QByteArray(names).split(' ');
        for (const QByteArray &name : split)
            all.insert(name, places);
    };
    add("APPEND DECR DECRBY EXPIRE EXPIREAT GEOADD GETDEL GETEX GETSET HDEL HINCRBY HINCRBYFLOAT HMSET HSET HSETNX "
        "INCR "
        "INCRBY INCRBYFLOAT LINSERT LPOP LPUSH LPUSHX LREM LSET LTRIM PERSIST PEXPIRE PEXPIREAT PFADD PSETEX RESTORE "
        "RPOP "
        "RPUSH RPUSHX SADD SET SETBIT SETEX SETNX SETRANGE SPOP SREM XADD XDEL XTRIM ZADD ZINCRBY ZPOPMAX ZPOPMIN ZREM "
        "ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE",
        {});
    add("DEL UNLINK", {1, 0, 1});
    add("MSET MSETNX", {1, 0, 2});
    add("LMOVE RENAME RENAMENX RPOPLPUSH SMOVE", {1, 2, 1});
    return all;
}

QByteArray nameOf(const QByteArrayList &command) { return command.value(0).toUpper(); }

} // namespace

std::optional<QByteArrayList> namedKeys(const QByteArrayList &command)
{
    static const QHash<QByteArray, Places> places = placesOfAll();
    const auto found = places.constFind(nameOf(command));
    if (found == places.constEnd())
        return {};
    const qsizetype last = found->last == 0 ? command.size() - 1 : found->last;
    if (last >= command.size() || last < found->first)
        return {};
    QByteArrayList keys;
    for (qsizetype at = found->first; at <= last; at += found->step) {
        if (!keys.contains(command.at(at)))
            keys << command.at(at);
    }
    return keys;
}

bool emptiesDatabase(const QByteArrayList &command) { return nameOf(command) == "FLUSHDB"; }

bool isByValue(const QByteArrayList &command)
{
    static const QSet<QByteArray> names{"DEL"_ba, "UNLINK"_ba, "SET"_ba, "MSET"_ba, "HSET"_ba, "HMSET"_ba, "HDEL"_ba,
        "SADD"_ba, "SREM"_ba, "ZREM"_ba, "PERSIST"_ba, "EXPIREAT"_ba, "PEXPIREAT"_ba, "FLUSHDB"_ba, "FLUSHALL"_ba};
    return names.contains(nameOf(command));
}

} // namespace sm::executors
