// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatefile.h"

#include "storageerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

namespace sm::store {

namespace {

constexpr QFile::Permissions OwnerFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions OwnerFolder = OwnerFile | QFile::ExeOwner;

bool makeFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return true;
    const QString parent = QFileInfo(folder).absolutePath();
    return parent != folder && makeFolder(parent) && (QDir().mkdir(folder, OwnerFolder) || QFileInfo(folder).isDir());
}

bool syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced;
}

} // namespace

Result<void> makePrivateFile(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!makeFolder(folder))
        return fileError(file, QString::fromLocal8Bit(std::strerror(errno)));
    QFile opened(file);
    const bool isNew = !opened.exists();
    if (!opened.open(QIODevice::ReadWrite, OwnerFile))
        return fileError(file, opened.errorString());
    if (!opened.setPermissions(OwnerFile))
        return fileError(file, opened.errorString());
    return isNew ? syncFolderOf(file) : ok();
}

Result<void> syncFolderOf(const QString &file)
{
    if (syncFolder(QFileInfo(file).absolutePath()))
        return ok();
    return fileError(file, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace sm::store
