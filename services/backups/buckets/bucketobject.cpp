// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketobject.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error damaged(const QString &why)
{
    return Error(Error::Kind::BadReply,
        tr("The list of the backup's objects is damaged: %1. Do not use this backup; take another one.").arg(why))
        .withCode(u"BackupDamaged"_s);
}

} // namespace

QByteArray lineOf(const BucketObject &object, const BucketPlace &source, const BucketPlace &copies)
{
    QJsonObject line{{u"key"_s, source.keyOf(object.name)}, {u"size"_s, object.size}, {u"etag"_s, object.etag},
        {u"lastModified"_s, object.lastModified}, {u"to"_s, copies.keyOf(object.name)}, {u"toEtag"_s, object.copyEtag},
        {u"checksums"_s, object.checksums}};
    const QList<std::pair<QString, QString>> more{
        {u"versionId"_s, object.versionId}, {u"toVersionId"_s, object.copyVersionId}, {u"md5"_s, object.md5}};
    for (const auto &[name, value] : more) {
        if (!value.isEmpty())
            line.insert(name, value);
    }
    if (object.wasThere)
        line.insert(u"wasThere"_s, true);
    return toCompactJson(line) + '\n';
}

Result<BucketObject> objectIn(const QJsonObject &json, const BucketPlace &source, const BucketPlace &copies)
{
    const QString key = json.value(u"key"_s).toString();
    if (key.size() <= source.prefix.size() || !key.startsWith(source.prefix))
        return damaged(tr("“%1” is not in %2").arg(key.left(200), source.text()));
    BucketObject object;
    object.name = key.mid(source.prefix.size());
    if (json.value(u"to"_s).toString() != copies.keyOf(object.name) || json.value(u"toEtag"_s).toString().isEmpty()
        || json.value(u"size"_s).toInteger(-1) < 0)
        return damaged(tr("what it says of “%1” does not fit").arg(key.left(200)));
    object.size = json.value(u"size"_s).toInteger();
    object.etag = json.value(u"etag"_s).toString();
    object.versionId = json.value(u"versionId"_s).toString();
    object.lastModified = json.value(u"lastModified"_s).toString();
    object.copyEtag = json.value(u"toEtag"_s).toString();
    object.copyVersionId = json.value(u"toVersionId"_s).toString();
    object.checksums = json.value(u"checksums"_s).toObject();
    object.md5 = json.value(u"md5"_s).toString();
    object.wasThere = json.value(u"wasThere"_s).toBool();
    return object;
}

QString md5In(const QString &etag, const QString &encryption)
{
    static const QRegularExpression digest(u"^\"?([0-9a-f]{32})\"?$"_s);
    if (!encryption.isEmpty() && encryption != "AES256"_L1)
        return {};
    return digest.match(etag).captured(1);
}

} // namespace sm::backups
