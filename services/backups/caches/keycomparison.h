// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dumpfile.h"

#include <redis/connection.h>

#include <QJsonObject>

namespace sm::backups {

/// How the keys of a backup stand in a database.
struct KeyStanding
{
    qint64 same = 0; ///< value and time to live
    qint64 otherTime = 0; ///< the value is the same; it expires more than some seconds earlier or later
    qint64 other = 0;
    qint64 absent = 0;
    qint64 expired = 0; ///< their time is over, so that nobody misses them
    QByteArrayList differing; ///< the first of those that are otherwise or absent

    bool isSame() const { return otherTime == 0 && other == 0 && absent == 0; }
};

/// {same, keys: {same, otherTime, other, absent, expired}, differing}
QJsonObject toJson(const KeyStanding &standing);

/// Compares what a backup holds with what is there, some keys at a time: memory does not grow with their number.
class KeyComparison
{
public:
    /// \p connection outlives it. \p prefix as in CacheInput.
    KeyComparison(redis::Connection &connection, QString folder, QByteArray prefix);

    /// Takes the names of those of a window whose value is the same. An error ends the walk.
    using SameHandler = std::function<QCoro::Task<Result<void>>(redis::KeySet same)>;
    /// \error as DumpFile::next(), redis::Connection and \p onSame, which may be left out
    QCoro::Task<Result<KeyStanding>> run(SameHandler onSame, CancelToken token);

private:
    enum class Verdict { Same, OtherTime, Other, Absent, Expired };
    struct Window;

    Result<bool> fill(Window *window);
    QCoro::Task<Result<void>> look(Window *window, CancelToken token);
    QCoro::Task<Result<void>> lookInside(Window *window, CancelToken token);
    void count(const Window &window);

    redis::Connection &m_connection;
    DumpFile m_file;
    KeyStanding m_standing;
};

} // namespace sm::backups
