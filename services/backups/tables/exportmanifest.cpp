// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportmanifest.h"

#include <core/json.h>
#include <crypto/digest.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

} // namespace

Error exportDamaged(const QString &what)
{
    return Error(Error::Kind::BadReply, tr("The export can not be trusted: %1 Export the table again.").arg(what))
        .withCode(u"ExportDamaged"_s);
}

Result<ExportSummary> exportSummaryFrom(const QByteArray &json)
{
    const Result<QJsonValue> read = parseJson(json);
    const QJsonValue summary = read ? *read : QJsonValue();
    const ExportSummary found{summary[u"s3Bucket"_s].toString(), summary[u"manifestFilesS3Key"_s].toString(),
        summary[u"itemCount"_s].toInteger()};
    if (found.filesKey.isEmpty())
        return exportDamaged(tr("manifest-summary.json does not say where the list of files is."));
    return found;
}

Result<QList<ExportFile>> exportFilesFrom(const QByteArray &lines)
{
    QList<ExportFile> files;
    const QList<QByteArray> all = lines.split('\n');
    for (const QByteArray &line : all) {
        if (line.trimmed().isEmpty())
            continue;
        const Result<QJsonValue> read = parseJson(line);
        const QJsonValue file = read ? *read : QJsonValue();
        files << ExportFile{file[u"dataFileS3Key"_s].toString(), file[u"itemCount"_s].toInteger(),
            QByteArray::fromBase64(file[u"md5Checksum"_s].toString().toLatin1()), file[u"etag"_s].toString()};
        if (files.last().key.isEmpty() || files.last().md5.size() != 16)
            return exportDamaged(tr("line %1 of manifest-files.json is none.").arg(files.size()));
    }
    return files;
}

bool isMd5Of(const QByteArray &text, const QByteArray &bytes)
{
    const QByteArray sum = crypto::md5(bytes);
    const QByteArray said = text.trimmed();
    return said == sum.toBase64() || said.toLower() == crypto::hex(sum);
}

} // namespace sm::backups
