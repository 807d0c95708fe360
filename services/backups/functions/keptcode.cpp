// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptcode.h"

#include "functionkeep.h"
#include "ziparchive.h"

#include <QCoreApplication>
#include <QFile>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostBytes = 50LL * 1024 * 1024; ///< of an archive in one request

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

Error tooBig(const QString &path)
{
    return Error(Error::Kind::Invalid,
        tr("The archive has more than 50 MB, which no request can carry. It is whole: put %1 into a bucket, and use "
           "aws:lambda:UpdateFunctionCode with S3Bucket and S3Key.")
            .arg(path))
        .withCode(u"TooBig"_s);
}

} // namespace

Result<QJsonObject> keptCode(const Vault::Kept &kept)
{
    if (const QString image = kept.manifest.settings.value(u"image"_s).toString(); !image.isEmpty())
        return QJsonObject{{u"ImageUri"_s, image}};
    const QString path = kept.folder + u'/' + QLatin1String(codeFile);
    if (const Result<int> files = filesInArchive(path); !files)
        return files.error();
    QFile file(path);
    if (file.size() > mostBytes)
        return tooBig(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString()));
    return QJsonObject{{u"ZipFile"_s, QString::fromLatin1(file.readAll().toBase64())}};
}

} // namespace sm::backups
