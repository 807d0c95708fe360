// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketobject.h"

#include <keeping/linereader.h>

#include <QFile>

namespace sm::backups {

/// Reads the objects of a backup, some at a time and in the order in which S3 lists them.
class ObjectsReader
{
public:
    ObjectsReader(const QString &file, BucketPlace source, BucketPlace copies);

    /// The next objects, 1,000 at most; none after the last.
    /// \error Kind::BadReply (code "BackupDamaged") as LineReader::next() and objectIn(); they are not in their order
    Result<QList<BucketObject>> next();

private:
    Result<void> take(const QJsonObject &line, QList<BucketObject> &some);

    LineReader m_lines;
    BucketPlace m_source;
    BucketPlace m_copies;
    QString m_last;
};

/// Writes them, after what a run that was cut off has written already.
class ObjectsWriter
{
public:
    static QString fileName();

    /// Opens \p file, which is made where it is missing, and forgets a line that was cut off at its end.
    /// \error Kind::Storage; as ObjectsReader::next()
    static Result<std::unique_ptr<ObjectsWriter>> open(const QString &file, BucketPlace source, BucketPlace copies);

    /// The name of the last object in it; empty: there is none.
    QString last() const { return m_last; }
    qint64 objects() const { return m_objects; }
    qint64 bytes() const { return m_bytes; } ///< of the objects

    /// \error Kind::Storage
    Result<void> add(const QList<BucketObject> &objects);

private:
    ObjectsWriter(const QString &file, BucketPlace source, BucketPlace copies);
    Result<void> goOn();
    void count(const BucketObject &object);

    QFile m_file;
    BucketPlace m_source;
    BucketPlace m_copies;
    QString m_last;
    qint64 m_objects = 0;
    qint64 m_bytes = 0;
};

} // namespace sm::backups
