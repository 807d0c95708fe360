// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "keyset.h"

#include <core/canceltoken.h>
#include <core/writepermit.h>

#include <functional>
#include <optional>

namespace sm::redis {

/// Which keys of a database.
struct KeySelection
{
    enum class Expiry { Any, Never, Some };

    QByteArray pattern = QByteArrayLiteral("*"); ///< glob, as KEYS and SCAN take it; any bytes
    QByteArray type = {}; ///< "string", "hash", …; empty: all. Needs Redis 6
    Expiry expiry = Expiry::Any; ///< Never: those without a time to live, Some: those with one
    qsizetype limit = 0; ///< stop after so many; 0: no limit
    int pageSize = 1000; ///< how many keys the server looks at in one go (SCAN COUNT)
};

/// What a selection matches: the preview of what is done with it.
struct KeyMatches
{
    KeySet keys;
    bool isWhole = true; ///< false: the limit was reached, there may be more
    std::optional<qint64> estimatedBytes; ///< by MEMORY USAGE of 100 of them, where the server tells
};

struct CapturedKeys
{
    qsizetype captured = 0;
    qsizetype missing = 0; ///< gone since they were listed
};

struct RestoredKeys
{
    qsizetype restored = 0;
    qsizetype expired = 0; ///< their time was over meanwhile, so they stay gone
    QList<QByteArray> existing; ///< are there again and were left alone (BUSYKEY)
};

/// The keys of one database: list, capture, remove, put back. Nothing here works by pattern but scan(): what is removed
/// are the keys that somebody has seen listed.
///
/// Errors are those of Connection unless said otherwise; changed() counts what the whole call has done so far.
class Keyspace
{
public:
    /// Called between batches with what is behind us.
    using ScanProgress = std::function<void(qsizetype matched)>;
    using RemovalProgress = std::function<void(qsizetype asked, qint64 removed)>;
    /// Takes a capture piece by piece; an error stops it. Must not end the connection.
    using Sink = std::function<Result<void>(QByteArrayView bytes)>;
    /// Gives a capture piece by piece, 64 KB or so at a time; empty is the end.
    using Source = std::function<Result<QByteArray>()>;

    /// \p connection outlives this and the calls on it.
    explicit Keyspace(Connection &connection);

    /// Walks the keyspace with SCAN, which does not hold up the server. A key that is there from beginning to end is
    /// found, once; one that comes or goes meanwhile may be. Costs a walk over all keys of the database.
    QCoro::Task<Result<KeyMatches>> scan(KeySelection selection, ScanProgress progress, CancelToken token);

    /// Writes values and times to live of \p keys to \p sink, in the format of KeyRecord. In memory is one value at a
    /// time. Of each key, time to live and value are read one after the other, and may be from a moment apart.
    QCoro::Task<Result<CapturedKeys>> capture(KeySet keys, Sink sink, CancelToken token);

    /// Removes exactly \p keys, 500 a command (UNLINK: memory is freed in the background); returns how many there were
    /// to remove. No keys: nothing is sent. Cancelled between batches; what was removed stays so, and \p progress has
    /// been told how many.
    QCoro::Task<Result<qint64>> unlink(WritePermit permit, KeySet keys, RemovalProgress progress, CancelToken token);

    enum class Existing { LeaveAlone, Overwrite };

    /// Puts a capture back: values as they were, each expiring at the instant at which it would have. Cancelled between
    /// batches.
    ///
    /// \error Kind::Storage code "DamagedCapture"; keys before the damage are back
    QCoro::Task<Result<RestoredKeys>> restore(WritePermit permit, Source source, Existing existing, CancelToken token);

private:
    struct RestoreWindow;

    QCoro::Task<Result<QList<QByteArray>>> filterByExpiry(
        QList<QByteArray> keys, KeySelection::Expiry expiry, CancelToken token);
    QCoro::Task<Result<std::optional<qint64>>> estimateBytes(KeySet keys, CancelToken token);
    QCoro::Task<Result<qint64>> unlinkWave(const KeySet *keys, qsizetype first);
    QCoro::Task<Result<void>> restoreWindow(RestoreWindow *window, RestoredKeys *outcome, Existing existing);
    QCoro::Task<Result<qint64>> serverTimeMs(CancelToken token);

    Connection &m_connection;
};

} // namespace sm::redis
