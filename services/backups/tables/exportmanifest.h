// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace sm::backups {

/// What DynamoDB says of an export in manifest-summary.json.
struct ExportSummary
{
    QString bucket;
    QString filesKey; ///< of manifest-files.json
    qint64 items = 0;
};

/// A file of an export, as manifest-files.json names it.
struct ExportFile
{
    QString key; ///< from the bucket's root
    qint64 items = 0;
    QByteArray md5; ///< 16 bytes
    QString etag;
};

/// \error Kind::BadReply (code "ExportDamaged")
Result<ExportSummary> exportSummaryFrom(const QByteArray &json);
/// One JSON object a line.
/// \error Kind::BadReply (code "ExportDamaged")
Result<QList<ExportFile>> exportFilesFrom(const QByteArray &lines);

/// Whether \p text, the content of an .md5 file, is the MD5 of \p bytes in Base64 or in hexadecimal digits.
bool isMd5Of(const QByteArray &text, const QByteArray &bytes);

Error exportDamaged(const QString &what);

} // namespace sm::backups
