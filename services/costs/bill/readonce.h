// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <crypto/fingerprint.h>

#include <QDateTime>
#include <QString>

#include <memory>

namespace sm::costs::bill {

/// What tells one state of a file from another.
struct FileState
{
    qint64 bytes = 0;
    qint64 changedNs = 0;
    quint64 device = 0;
    quint64 inode = 0;

    friend bool operator==(const FileState &, const FileState &) = default;
};

/// A file read once from its beginning to its end.
class ReadOnce
{
public:
    /// \error Kind::Storage it is not there, not readable, or no plain file
    static Result<std::unique_ptr<ReadOnce>> open(const QString &path);
    ~ReadOnce();
    ReadOnce(const ReadOnce &) = delete;
    ReadOnce &operator=(const ReadOnce &) = delete;

    QString path() const { return m_path; }
    qint64 bytes() const { return m_state.bytes; }
    QDateTime changed() const;
    /// How many bytes were read.
    qint64 at() const { return m_at; }

    /// Up to \p size bytes; 0 at the end.
    /// \error Kind::Storage the disk does not give them
    Result<std::size_t> read(char *bytes, std::size_t size);
    /// What tells the file's content from any other, when it was read to its end.
    /// \error Kind::Storage it is not the file it was in the beginning
    Result<QByteArray> finish();

private:
    ReadOnce(QString path, int descriptor, FileState state);

    QString m_path;
    int m_descriptor;
    FileState m_state;
    qint64 m_at = 0;
    crypto::Fingerprint m_fingerprint;
};

} // namespace sm::costs::bill
