// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QStringList>

namespace sm::backups {

/// pg_dump or pg_restore, as it is on this computer.
struct ClientProgram
{
    QString path; ///< absolute
    QString version; ///< "15.18"
    int major = 0;
};

/// The folders in which such programs are: those of PATH, and those where Debian keeps one for each version.
QStringList clientFolders();

/// What "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" says; major is 0 where it says nothing.
ClientProgram clientProgramOf(const QString &path, const QByteArray &versionLine);

/// Of \p found the one for version \p major: that of the same version, else the oldest newer one. An older one would
/// not know all that there is in the database, and refuses. nullptr: there is none.
const ClientProgram *clientFor(const QList<ClientProgram> &found, int major);

/// Asks the programs named \p program in \p folders for their versions, and takes the one for version \p major.
/// \error Kind::NotFound (code "Client") there is none; names the package to install
/// \error Kind::Cancelled
QCoro::Task<Result<ClientProgram>> findClient(QString program, int major, QStringList folders, CancelToken token);

} // namespace sm::backups
