// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>

namespace sm::backups {

/// Where the files of an export are.
class ExportFiles
{
public:
    virtual ~ExportFiles() = default;

    struct Facts
    {
        QByteArray md5; ///< 16 bytes
        qint64 bytes = 0;
        QString etag; ///< as the bucket says it, without quotes; empty in a folder
    };
    /// Reads all of a file, a piece at a time.
    /// \error Kind::NotFound, Kind::Storage; as aws::Caller::read()
    virtual QCoro::Task<Result<Facts>> facts(QString key, CancelToken token) = 0;
    /// A small file.
    /// \error as facts()
    virtual QCoro::Task<Result<QByteArray>> content(QString key, CancelToken token) = 0;
};

class ExportBucket final : public ExportFiles
{
public:
    /// \p caller outlives it.
    ExportBucket(aws::Caller &caller, QString bucket);

    QCoro::Task<Result<Facts>> facts(QString key, CancelToken token) override;
    QCoro::Task<Result<QByteArray>> content(QString key, CancelToken token) override;

private:
    struct Piece
    {
        QByteArray bytes;
        QString etag;
        qint64 of = 0; ///< bytes of the object
    };
    QCoro::Task<Result<Piece>> piece(QString key, qint64 begin, QString etag, CancelToken token);

    aws::Caller &m_caller;
    QString m_bucket;
};

/// Files that were downloaded: below the folder by their whole keys, or by their ends.
class ExportFolder final : public ExportFiles
{
public:
    explicit ExportFolder(QString folder);

    QCoro::Task<Result<Facts>> facts(QString key, CancelToken token) override;
    QCoro::Task<Result<QByteArray>> content(QString key, CancelToken token) override;

private:
    /// \error Kind::NotFound names the file
    Result<QString> pathOf(const QString &key) const;

    QString m_folder;
};

} // namespace sm::backups
