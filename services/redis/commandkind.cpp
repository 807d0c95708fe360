// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandkind.h"

#include <QSet>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

// Redis 7, by the flags of its COMMAND table (tests/redis compares them with a server's own). TOUCH counts as a write:
// it changes what is evicted.
constexpr const char *reads
    = "BITCOUNT BITFIELD_RO BITPOS DBSIZE DUMP ECHO EVALSHA_RO EVAL_RO EXISTS EXPIRETIME FCALL_RO GEODIST GEOHASH "
      "GEOPOS "
      "GEORADIUSBYMEMBER_RO GEORADIUS_RO GEOSEARCH GET GETBIT GETRANGE HEXISTS HGET HGETALL HKEYS HLEN HMGET "
      "HRANDFIELD HSCAN HSTRLEN HVALS INFO KEYS LASTSAVE LCS LINDEX LLEN LOLWUT LPOS LRANGE MGET PEXPIRETIME PFCOUNT "
      "PING PTTL RANDOMKEY ROLE SCAN SCARD SDIFF SINTER SINTERCARD SISMEMBER SMEMBERS SMISMEMBER SORT_RO SRANDMEMBER "
      "SSCAN STRLEN SUBSTR SUNION TIME TTL TYPE XLEN XPENDING XRANGE XREAD XREVRANGE ZCARD ZCOUNT ZDIFF ZINTER "
      "ZINTERCARD ZLEXCOUNT ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREVRANGE ZREVRANGEBYLEX "
      "ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE ZUNION "
      "ACL|CAT ACL|DRYRUN ACL|GENPASS ACL|GETUSER ACL|HELP ACL|LIST ACL|USERS ACL|WHOAMI "
      "CLIENT|GETNAME CLIENT|GETREDIR CLIENT|HELP CLIENT|ID CLIENT|INFO CLIENT|LIST CLIENT|TRACKINGINFO "
      "CLUSTER|COUNT-FAILURE-REPORTS CLUSTER|COUNTKEYSINSLOT CLUSTER|GETKEYSINSLOT CLUSTER|HELP CLUSTER|INFO "
      "CLUSTER|KEYSLOT CLUSTER|LINKS CLUSTER|MYID CLUSTER|NODES CLUSTER|REPLICAS CLUSTER|SHARDS CLUSTER|SLAVES "
      "CLUSTER|SLOTS COMMAND|COUNT COMMAND|DOCS COMMAND|GETKEYS COMMAND|GETKEYSANDFLAGS COMMAND|HELP COMMAND|INFO "
      "COMMAND|LIST CONFIG|GET CONFIG|HELP FUNCTION|DUMP FUNCTION|HELP FUNCTION|LIST FUNCTION|STATS LATENCY|DOCTOR "
      "LATENCY|GRAPH LATENCY|HELP LATENCY|HISTOGRAM LATENCY|HISTORY LATENCY|LATEST MEMORY|DOCTOR MEMORY|HELP "
      "MEMORY|MALLOC-STATS MEMORY|STATS MEMORY|USAGE MODULE|HELP MODULE|LIST OBJECT|ENCODING OBJECT|FREQ OBJECT|HELP "
      "OBJECT|IDLETIME OBJECT|REFCOUNT PUBSUB|CHANNELS PUBSUB|HELP PUBSUB|NUMPAT PUBSUB|NUMSUB PUBSUB|SHARDCHANNELS "
      "PUBSUB|SHARDNUMSUB SCRIPT|EXISTS SCRIPT|HELP SLOWLOG|GET SLOWLOG|HELP SLOWLOG|LEN XINFO|CONSUMERS XINFO|GROUPS "
      "XINFO|HELP XINFO|STREAM";

constexpr const char *sessions
    = "ASKING AUTH DISCARD EXEC HELLO MONITOR MULTI PSUBSCRIBE PSYNC PUNSUBSCRIBE QUIT READONLY READWRITE REPLCONF "
      "RESET "
      "SELECT SSUBSCRIBE SUBSCRIBE SUNSUBSCRIBE SYNC UNSUBSCRIBE UNWATCH WATCH CLIENT|CACHING CLIENT|NO-EVICT "
      "CLIENT|REPLY CLIENT|SETNAME CLIENT|TRACKING";

constexpr const char *destructive = "FAILOVER FLUSHALL FLUSHDB REPLICAOF SHUTDOWN SLAVEOF SWAPDB CLUSTER|FLUSHSLOTS "
                                    "CLUSTER|RESET FUNCTION|FLUSH FUNCTION|RESTORE DEBUG";

QSet<QByteArray> names(const char *list)
{
    const QByteArrayList split = QByteArray(list).split(' ');
    return {split.begin(), split.end()};
}

/// COMMAND without a subcommand is a read of its own; the other containers do nothing alone.
bool isListed(const QSet<QByteArray> &list, const QByteArrayList &arguments)
{
    const QByteArray name = arguments.value(0).toUpper();
    if (name.contains('|')) // not how a subcommand is sent
        return false;
    return list.contains(name) || list.contains(name + '|' + arguments.value(1).toUpper())
        || (name == "COMMAND" && arguments.size() == 1 && list.contains("COMMAND|INFO"_ba));
}

} // namespace

CommandKind commandKind(const QByteArrayList &arguments)
{
    static const QSet<QByteArray> readNames = names(reads);
    static const QSet<QByteArray> sessionNames = names(sessions);
    if (isListed(sessionNames, arguments))
        return CommandKind::Session;
    return isListed(readNames, arguments) ? CommandKind::Read : CommandKind::Write;
}

Tier commandTier(const QByteArrayList &arguments)
{
    static const QSet<QByteArray> destructiveNames = names(destructive);
    if (commandKind(arguments) == CommandKind::Read)
        return Tier::Read;
    return isListed(destructiveNames, arguments) ? Tier::Destructive : Tier::Disruptive;
}

} // namespace sm::redis
