// SPDX-License-Identifier: GPL-3.0-or-later
#include <vault/manifest.h>

#include "boundjson.h"
#include "damage.h"
#include "vaultnames.h"

#include <QCoreApplication>

#include <numeric>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

QJsonArray jsonOf(const QList<BackupFile> &files)
{
    QJsonArray list;
    for (const BackupFile &file : files)
        list << QJsonObject{{u"name"_s, file.name}, {u"bytes"_s, file.bytes}, {u"sha256"_s, file.sha256}};
    return list;
}

QString textOf(const QDateTime &time) { return time.toUTC().toString(Qt::ISODateWithMs); }

QDateTime timeOf(const QJsonValue &json) { return QDateTime::fromString(json.toString(), Qt::ISODateWithMs); }

void insertIfThere(QJsonObject &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

/// Nothing: a name would leave the folder, or a size is none.
std::optional<QList<BackupFile>> filesOf(const QJsonArray &list)
{
    QList<BackupFile> files;
    for (const QJsonValue each : list) {
        const BackupFile file{each[u"name"_s].toString(), each[u"bytes"_s].toInteger(-1), each[u"sha256"_s].toString()};
        if (!isFileName(file.name) || file.bytes < 0 || file.sha256.size() != 64)
            return std::nullopt;
        files << file;
    }
    return files;
}

Manifest read(const QJsonObject &json)
{
    Manifest read;
    read.id = json[u"id"].toString();
    read.asset = json[u"asset"].toString();
    read.kind = json[u"kind"].toString();
    read.system = json[u"system"].toString();
    read.account = json[u"account"].toString();
    read.region = json[u"region"].toString();
    read.name = json[u"name"].toString();
    read.set = json[u"set"].toString();
    read.takenAt = timeOf(json[u"takenAt"]);
    read.finishedAt = timeOf(json[u"finishedAt"]);
    read.source = json[u"source"].toObject();
    read.native = json[u"native"].toString();
    read.settings = json[u"settings"].toObject();
    read.contents = json[u"contents"].toObject();
    read.probes = json[u"probes"].toArray();
    read.evidence = json[u"evidence"].toString();
    if (json.contains(u"items"_s))
        read.items = json[u"items"].toInteger();
    return read;
}

} // namespace

qint64 Manifest::bytes() const
{
    return std::accumulate(
        files.begin(), files.end(), qint64(0), [](qint64 sum, const BackupFile &file) { return sum + file.bytes; });
}

QByteArray toJson(const Manifest &manifest)
{
    QJsonObject json{{u"format"_s, Manifest::CurrentFormat}, {u"id"_s, manifest.id}, {u"asset"_s, manifest.asset},
        {u"kind"_s, manifest.kind}, {u"system"_s, manifest.system}, {u"takenAt"_s, textOf(manifest.takenAt)},
        {u"finishedAt"_s, textOf(manifest.finishedAt)}, {u"source"_s, manifest.source},
        {u"files"_s, jsonOf(manifest.files)}, {u"settings"_s, manifest.settings}, {u"contents"_s, manifest.contents},
        {u"probes"_s, manifest.probes}};
    insertIfThere(json, u"account"_s, manifest.account);
    insertIfThere(json, u"region"_s, manifest.region);
    insertIfThere(json, u"name"_s, manifest.name);
    insertIfThere(json, u"set"_s, manifest.set);
    insertIfThere(json, u"native"_s, manifest.native);
    insertIfThere(json, u"evidence"_s, manifest.evidence);
    if (manifest.items)
        json.insert(u"items"_s, *manifest.items);
    return boundJson(json);
}

Result<Manifest> manifestFrom(const QByteArray &json)
{
    const std::optional<QJsonObject> object = unboundJson(json);
    if (!object)
        return damaged(tr("its manifest was cut or changed."));
    const int format = object->value(u"format").toInt();
    if (format > Manifest::CurrentFormat)
        return Error(
            Error::Kind::Invalid, tr("A newer Stationmaster wrote this backup (format %1). Use that one.").arg(format))
            .withCode(u"BackupNewer"_s);
    const std::optional<QList<BackupFile>> files = filesOf(object->value(u"files").toArray());
    Manifest manifest = read(*object);
    if (format < 1 || !files || manifest.id.isEmpty() || manifest.asset.isEmpty())
        return damaged(tr("its manifest is none."));
    manifest.files = *files;
    return manifest;
}

} // namespace sm::backups
