// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <redis/keyrecordreader.h>
#include <redis/keyspace.h>

#include <QFile>

namespace sm::backups {

/// Where the keys of a backup are: a capture (redis/keyrecord.h).
inline constexpr char keysFile[] = "keys.smkeys";

/// Reads the keys of a backup, one at a time, with \p prefix before their names.
class DumpFile
{
public:
    DumpFile(const QString &folder, QByteArray prefix);

    /// Nothing after the last.
    /// \error Kind::BadReply (code "BackupDamaged")
    Result<std::optional<redis::KeyRecord>> next();

private:
    Error damaged() const;

    QFile m_file;
    QByteArray m_prefix;
    redis::KeyRecordReader m_reader;
};

/// The same as a capture, piece by piece.
redis::Keyspace::Source sourceOf(const QString &folder, const QByteArray &prefix);

} // namespace sm::backups
