// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatefile.h"

#include "storageerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

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

QString reason() { return QString::fromLocal8Bit(std::strerror(errno)); }

} // namespace

Result<void> makePrivateFile(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!makeFolder(folder))
        return fileError(file, reason());
    QFile opened(file);
    const bool isNew = !opened.exists();
    if (!opened.open(QIODevice::ReadWrite, OwnerFile))
        return fileError(file, opened.errorString());
    if (!opened.setPermissions(OwnerFile))
        return fileError(file, opened.errorString());
    return isNew ? syncFolderOf(file) : ok();
}

Result<void> makeOnce(const QString &file, const QByteArray &content)
{
    const QString part = file + u"-%1.part"_s.arg(::getpid());
    if (const auto made = makePrivateFile(part); !made)
        return made;
    QFile writing(part);
    const bool written = writing.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && writing.write(content) == content.size() && writing.flush() && ::fsync(writing.handle()) == 0;
    if (!written) {
        QFile::remove(part);
        return fileError(file, writing.errorString());
    }
    // A link never replaces.
    const bool linked
        = ::link(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) == 0 || errno == EEXIST;
    const QString problem = reason();
    QFile::remove(part);
    return linked ? syncFolderOf(file) : Result<void>(fileError(file, problem));
}

Result<void> syncFolderOf(const QString &file)
{
    if (syncFolder(QFileInfo(file).absolutePath()))
        return ok();
    return fileError(file, reason());
}

} // namespace sm::store
