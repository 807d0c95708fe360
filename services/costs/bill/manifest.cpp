// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm::costs::bill {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaxManifestBytes = 16 << 20;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

Error wrong(const QString &manifest, const QString &reason)
{
    return Error(Error::Kind::Invalid, tr("The manifest %1 can not be used: %2.").arg(manifest, reason));
}

bool isManifest(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return false; // opening it says what it is
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.peek(64).trimmed().startsWith('{');
}

QStringList keysOf(const QJsonObject &manifest)
{
    QStringList keys;
    for (const QString &member : {u"reportKeys"_s, u"dataFiles"_s}) {
        const QJsonArray named = manifest.value(member).toArray();
        for (const QJsonValue &key : named)
            keys.append(key.toString());
    }
    return keys;
}

/// Where \p key may be, the longest path first. Nothing that climbs.
QStringList placesOf(const QString &key)
{
    QStringList folders = key.split(u'/', Qt::SkipEmptyParts);
    QStringList places;
    if (folders.contains(u".."_s))
        folders = folders.mid(folders.lastIndexOf(u".."_s) + 1);
    for (; !folders.isEmpty(); folders.removeFirst())
        places.append(folders.join(u'/'));
    return places;
}

/// Empty: it is not there.
QString partIn(const QDir &folder, const QString &key)
{
    const QString inside = QFileInfo(folder.path()).canonicalFilePath() + u'/';
    const QStringList places = placesOf(key);
    for (const QString &place : places) {
        const QFileInfo part(folder.filePath(place));
        if (part.isFile() && part.canonicalFilePath().startsWith(inside))
            return part.filePath();
    }
    return {};
}

Result<QStringList> partsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > MaxManifestBytes)
        return wrong(path, tr("it can not be read, or is over 16 MB"));
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return wrong(path, tr("it is no JSON"));
    const QJsonObject manifest = document.object();
    if (manifest.value("contentType"_L1).toString().contains("parquet"_L1, Qt::CaseInsensitive))
        return wrong(path, tr("its parts are Parquet; export the bill as text/csv"));
    const QStringList keys = keysOf(manifest);
    if (keys.isEmpty())
        return wrong(path, tr("it names no files (reportKeys)"));
    QStringList parts;
    for (const QString &key : keys) {
        const QString part = partIn(QFileInfo(path).absoluteDir(), key);
        if (part.isEmpty())
            return Error(Error::Kind::Storage,
                tr("The manifest %1 names %2, which is not beside it. Fetch all parts of the bill into one folder.")
                    .arg(path, key));
        if (!parts.contains(part))
            parts.append(part);
    }
    return parts;
}

} // namespace

Result<QStringList> withPartsOfManifests(const QStringList &files)
{
    QStringList all;
    for (const QString &path : files) {
        Result<QStringList> parts = isManifest(path) ? partsOf(path) : Result<QStringList>(QStringList(path));
        if (!parts)
            return parts.error();
        for (const QString &part : std::as_const(*parts)) {
            if (!all.contains(part))
                all.append(part);
        }
    }
    if (all.isEmpty())
        return Error(Error::Kind::Invalid, tr("Choose a bill file."));
    return all;
}

} // namespace sm::costs::bill
