// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "damage.h"

#include <crypto/sha256.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
constexpr mode_t ownersFolder = S_IRWXU;
constexpr mode_t ownersFile = S_IRUSR | S_IWUSR;
constexpr qsizetype pieceBytes = 1024 * 1024;
constexpr int deepest = 32; // levels below a backup's folder; each holds a descriptor while it is looked at

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

Error problemOf(const QString &path)
{
    if (errno == ENOENT)
        return Error(Error::Kind::NotFound, tr("%1 is not there.").arg(path));
    if (errno == EEXIST)
        return Error(Error::Kind::Conflict, tr("%1 is there already.").arg(path)).withCode(u"Exists"_s);
    return folderError(path);
}

FolderEntry::Kind kindOf(const struct stat &found)
{
    if (S_ISREG(found.st_mode))
        return FolderEntry::Kind::File;
    return S_ISDIR(found.st_mode) ? FolderEntry::Kind::Folder : FolderEntry::Kind::Other;
}

bool isFolder(const FolderEntry &entry) { return entry.kind == FolderEntry::Kind::Folder; }

Result<void> asDone(int outcome, const QString &path)
{
    if (outcome == 0)
        return ok();
    return problemOf(path);
}

bool writeAll(int handle, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t written = ::write(handle, content.constData() + done, static_cast<size_t>(content.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(written, 0);
    }
    return true;
}

/// A folder that another program makes at the same moment is as good.
bool makePath(const QString &path)
{
    if (QFileInfo(path).isDir())
        return true;
    const QString parent = QFileInfo(path).absolutePath();
    return parent != path && makePath(parent)
        && (::mkdir(QFile::encodeName(path).constData(), ownersFolder) == 0 || errno == EEXIST);
}

} // namespace

Handle::~Handle()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

Result<Folder> Folder::open(const QString &path, const QStringList &below)
{
    Handle handle(::open(QFile::encodeName(path).constData(), folderFlags));
    if (!handle.isOpen())
        return problemOf(path);
    Folder folder(path, std::move(handle));
    for (const QString &name : below) {
        Result<Folder> next = folder.child(name);
        if (!next)
            return next;
        folder = std::move(*next);
    }
    return folder;
}

Result<Folder> Folder::made(const QString &path)
{
    if (!makePath(path))
        return folderError(path);
    return open(path);
}

Result<Folder> Folder::child(const QString &name) const
{
    Handle handle(::openat(m_handle.get(), QFile::encodeName(name).constData(), folderFlags | O_NOFOLLOW));
    if (!handle.isOpen())
        return problemOf(pathOf(name));
    return Folder(pathOf(name), std::move(handle));
}

Result<Folder> Folder::newChild(const QString &name) const
{
    if (::mkdirat(m_handle.get(), QFile::encodeName(name).constData(), ownersFolder) != 0)
        return problemOf(pathOf(name));
    if (const auto synced = sync(); !synced)
        return synced.error();
    return child(name);
}

Result<Folder> Folder::madeChild(const QString &name) const
{
    Result<Folder> made = newChild(name);
    return made || made.error().kind() != Error::Kind::Conflict ? std::move(made) : child(name);
}

Result<QList<FolderEntry>> Folder::entries() const
{
    // Of its own: reading moves the place in it.
    Handle again(::openat(m_handle.get(), ".", folderFlags));
    const std::unique_ptr<DIR, int (*)(DIR *)> listing(again.isOpen() ? ::fdopendir(again.get()) : nullptr, ::closedir);
    if (!listing)
        return problemOf(m_path);
    again.release(); // the listing closes it
    QList<FolderEntry> found;
    while (const dirent *each = ::readdir(listing.get())) {
        const QByteArray name = each->d_name;
        struct stat seen = {};
        if (name == "." || name == ".." || ::fstatat(m_handle.get(), name.constData(), &seen, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        found << FolderEntry{QFile::decodeName(name), kindOf(seen), seen.st_size};
    }
    std::sort(found.begin(), found.end(), [](const FolderEntry &a, const FolderEntry &b) { return a.name < b.name; });
    return found;
}

Result<void> Folder::collect(const QString &prefix, int depth, QList<FolderEntry> &into) const
{
    const Result<QList<FolderEntry>> here = entries();
    if (!here)
        return here.error();
    for (FolderEntry entry : *here) {
        const QString name = entry.name;
        entry.name.prepend(prefix);
        const qsizetype before = into.size();
        if (isFolder(entry) && depth < deepest) {
            const Result<Folder> below = child(name);
            const Result<void> collected
                = below ? below->collect(entry.name + u'/', depth + 1, into) : Result<void>(below.error());
            if (!collected)
                return collected;
        }
        if (into.size() == before) // a file, or a folder with nothing in it
            into << entry;
    }
    return ok();
}

Result<QList<FolderEntry>> Folder::everything() const
{
    QList<FolderEntry> found;
    if (const auto collected = collect({}, 0, found); !collected)
        return collected.error();
    return found;
}

Result<Handle> Folder::file(const QString &name) const
{
    const qsizetype slash = name.indexOf(u'/');
    if (slash >= 0) {
        const Result<Folder> below = child(name.left(slash));
        return below ? below->file(name.mid(slash + 1)) : Result<Handle>(below.error());
    }
    // A pipe would keep whoever opens it waiting.
    Handle handle(
        ::openat(m_handle.get(), QFile::encodeName(name).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat seen = {};
    if (!handle.isOpen() || ::fstat(handle.get(), &seen) != 0)
        return problemOf(pathOf(name));
    if (!S_ISREG(seen.st_mode))
        return Error(Error::Kind::Storage, tr("%1 is no file.").arg(pathOf(name)));
    return handle;
}

Result<QByteArray> Folder::content(const QString &name, qint64 atMost) const
{
    const Result<Handle> opened = file(name);
    if (!opened)
        return opened.error();
    QFile reading;
    QByteArray all;
    if (!reading.open(opened->get(), QIODevice::ReadOnly | QIODevice::Unbuffered))
        return folderError(pathOf(name));
    all = reading.read(atMost + 1);
    if (all.size() > atMost)
        return Error(Error::Kind::Storage, tr("%1 is too big.").arg(pathOf(name)));
    return all;
}

Result<void> Folder::keep(const QString &name, const QByteArray &content) const
{
    const QByteArray encoded = QFile::encodeName(name);
    const Handle made(::openat(
        m_handle.get(), encoded.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, ownersFile));
    if (!made.isOpen())
        return problemOf(pathOf(name));
    if (!writeAll(made.get(), content) || ::fsync(made.get()) != 0) {
        const Error problem = folderError(pathOf(name));
        ::unlinkat(m_handle.get(), encoded.constData(), 0);
        return problem;
    }
    return sync();
}

Result<void> Folder::hold() const
{
    // It belongs to the open folder and not to the program, so that two runs of one program keep each other out too.
    if (::flock(m_handle.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return ok();
    return Error(
        Error::Kind::Conflict, tr("%1 is being written right now. Wait until that is done, and try again.").arg(m_path))
        .withCode(u"Busy"_s);
}

Result<void> Folder::settleFile(const QString &name) const
{
    const Result<Handle> opened = file(name);
    if (!opened)
        return opened.error();
    return asDone(::fchmod(opened->get(), ownersFile) | ::fsync(opened->get()), pathOf(name));
}

Result<void> Folder::settle() const
{
    const Result<QList<FolderEntry>> here = entries();
    if (!here)
        return here.error();
    for (const FolderEntry &entry : *here) {
        if (!isFolder(entry))
            continue;
        const Result<Folder> below = child(entry.name);
        const Result<void> settled = below ? below->settle() : Result<void>(below.error());
        if (!settled)
            return settled;
    }
    return asDone(::fchmod(m_handle.get(), ownersFolder) | ::fsync(m_handle.get()), m_path);
}

Result<void> Folder::rename(const QString &from, const QString &to) const
{
    const int renamed = ::renameat2(m_handle.get(), QFile::encodeName(from).constData(), m_handle.get(),
        QFile::encodeName(to).constData(), RENAME_NOREPLACE);
    const Result<void> done = asDone(renamed, pathOf(renamed == 0 || errno != EEXIST ? from : to));
    return done ? sync() : done;
}

Result<void> Folder::remove(const QString &name) const
{
    const QByteArray encoded = QFile::encodeName(name);
    if (::unlinkat(m_handle.get(), encoded.constData(), 0) == 0 || errno == ENOENT)
        return ok();
    if (errno != EISDIR && errno != EPERM)
        return folderError(pathOf(name));
    const Result<Folder> below = child(name);
    if (!below)
        return below.error();
    const Result<QList<FolderEntry>> inside = below->entries();
    if (!inside)
        return inside.error();
    for (const FolderEntry &entry : *inside) {
        if (const auto removed = below->remove(entry.name); !removed)
            return removed;
    }
    return asDone(::unlinkat(m_handle.get(), encoded.constData(), AT_REMOVEDIR), pathOf(name));
}

Result<void> Folder::sync() const { return asDone(::fsync(m_handle.get()), m_path); }

Result<QString> sha256Of(
    const Handle &file, const QString &path, const std::function<void(qint64)> &onPiece, const CancelToken &token)
{
    QByteArray buffer(pieceBytes, Qt::Uninitialized);
    crypto::Sha256 digest;
    while (!token.isCancelled()) {
        const ssize_t read = ::read(file.get(), buffer.data(), static_cast<size_t>(buffer.size()));
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            return folderError(path);
        if (read == 0)
            return QString::fromLatin1(digest.finish().toHex());
        digest.add(QByteArrayView(buffer.constData(), read));
        onPiece(read);
    }
    return Error::cancelled();
}

} // namespace sm::backups
