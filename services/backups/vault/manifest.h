// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace sm::backups {

/// One file of a backup. Names are relative to its folder, with '/', and can not leave it.
struct BackupFile
{
    QString name;
    qint64 bytes = 0;
    QString sha256; ///< 64 hexadecimal digits
};

/// Says what a backup is, and by which bytes one knows that it is whole. It is written last, and bound by a checksum
/// over all that it says.
struct Manifest
{
    static constexpr int CurrentFormat = 1;

    QString id; ///< "20261129T220500Z-4f1a": when it was begun, and chance
    QString asset;
    QString kind; ///< of the asset, the word of kindWord(): "table", "database"
    QString system;
    QString account; ///< AWS account; empty: none was asked
    QString region;
    QString name; ///< what a person or AWS calls it; may be empty
    QString set;
    QDateTime takenAt; ///< UTC: the state that it holds
    QDateTime finishedAt; ///< UTC
    QJsonObject source; ///< what was backed up, as its kind says it
    QString native; ///< ARN or name of what AWS keeps; empty: the files are the backup
    QList<BackupFile> files;
    QJsonObject settings; ///< what a restore does not bring back by itself
    QJsonObject contents; ///< counts and checksums by table, group or prefix, as its kind says it
    QJsonArray probes; ///< [{name, answer}]
    QString evidence; ///< of an external backup
    std::optional<qint64> items;

    qint64 bytes() const;
};

/// With "sha256" over everything else (canonical JSON: keys sorted, no spaces).
QByteArray toJson(const Manifest &manifest);

/// \error Kind::BadReply (code "BackupDamaged") it is no manifest, was cut or changed; the message says what to do
/// \error Kind::Invalid (code "BackupNewer") a newer Stationmaster wrote it
Result<Manifest> manifestFrom(const QByteArray &json);

/// What a person found out about a backup, beside it: one file each, never overwritten.
struct Proof
{
    QDateTime at; ///< UTC
    bool isRestored = false; ///< it was restored and compared; else all of it was read and found whole
    qint64 seconds = 0; ///< how long that took
    QJsonObject checks; ///< what was compared, and how much of it: {coverage: 1, items: 1000000, …}
    QString by; ///< journal's actor
};

} // namespace sm::backups
