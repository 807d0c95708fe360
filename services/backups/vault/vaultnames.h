// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sm::backups {

// What things are called in a vault: "<vault>/<asset>/<id>/<files>", and beside the backups what is on its way.

inline const QString manifestName = QStringLiteral("manifest.json");
inline const QString draftName = QStringLiteral("draft.json"); ///< of a draft: what begin() was given
inline const QString partialSuffix = QStringLiteral(".partial");
inline const QString removingSuffix = QStringLiteral(".removing");

/// "20261129T220500Z-4f1a09c2"
QString newBackupId(const QDateTime &at);
/// Whether \p id can be a backup's folder and is no word that read() takes for something else.
bool isBackupId(const QString &id);
/// When the backup \p id was begun; invalid: its name does not say.
QDateTime begunAt(const QString &id);

/// "proof-20261129T220500123Z-4f1a09c2.json"
QString newProofName(const QDateTime &at);
bool isProofName(const QString &name);

/// Whether \p name is that of a file below a folder: "data/part 1", never "/x", "../x", "a//b".
bool isFileName(const QString &name);

/// The asset in a name of Vault::folderNameOf(); of one that was too long the name itself.
QString assetOfFolder(const QString &name);

} // namespace sm::backups
