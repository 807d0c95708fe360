// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exportfiles.h"
#include "exportmanifest.h"

#include <functional>

namespace sm::backups {

/// Reads all of an export of DynamoDB and holds it against its manifests: the checksums of the manifests themselves,
/// checksum and ETag of each file, and the counts of items.
class ExportVerification
{
public:
    using Tell = std::function<void(const QString &line)>;

    /// \p caller outlives it.
    ExportVerification(aws::Caller &caller, Tell tell);

    /// {files, items, bytes, place}
    /// \param folder  where it was downloaded to; empty: it is looked at in its bucket
    /// \error Kind::Conflict (code "NotCompleted") the export is not completed
    /// \error Kind::BadReply (code "ExportDamaged") names what is wrong
    /// \error as ExportFiles
    QCoro::Task<Result<QJsonObject>> run(QString exportArn, QString folder, CancelToken token);

private:
    QCoro::Task<Result<QByteArray>> manifest(ExportFiles *files, QString key, CancelToken token);
    QCoro::Task<Result<QJsonObject>> verify(ExportFiles *files, QJsonObject description, CancelToken token);
    QCoro::Task<Result<qint64>> verifyFiles(ExportFiles *files, QList<ExportFile> all, CancelToken token);

    aws::Caller &m_caller;
    Tell m_tell;
};

} // namespace sm::backups
