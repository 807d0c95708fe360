// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <utility>

namespace sm::backups {

/// An open file or folder, closed when this goes.
class Handle
{
public:
    Handle() = default;
    explicit Handle(int handle)
        : m_handle(handle)
    {
    }
    ~Handle();
    Handle(Handle &&other) noexcept
        : m_handle(std::exchange(other.m_handle, -1))
    {
    }
    Handle &operator=(Handle &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    int get() const { return m_handle; }
    int release() { return std::exchange(m_handle, -1); }
    bool isOpen() const { return m_handle >= 0; }

private:
    int m_handle = -1;
};

/// What was found in a folder or below it.
struct FolderEntry
{
    enum class Kind { File, Folder, Other }; ///< Other: a link, a pipe, a device
    QString name; ///< below the folder that was asked, with '/'
    Kind kind = Kind::Other;
    qint64 bytes = 0;
};

/// An open folder. What is done through it happens in it, whatever becomes of its path meanwhile; below it no link is
/// followed and nothing but files and folders is opened. Everything here blocks. Errors are Kind::Storage, or
/// Kind::NotFound where a thing is not there.
class Folder
{
public:
    /// The folder at \p path, which itself may be a link (whoever set it up chose so), or one \p below it.
    static Result<Folder> open(const QString &path, const QStringList &below = {});
    /// With the folders above it, each 0700.
    static Result<Folder> made(const QString &path);

    QString path() const { return m_path; }
    Result<Folder> child(const QString &name) const;
    /// \error Kind::Conflict there is one of that name
    Result<Folder> newChild(const QString &name) const;
    /// Opens it where it is there, else makes it (0700).
    Result<Folder> madeChild(const QString &name) const;

    Result<QList<FolderEntry>> entries() const;
    /// Files and others, of this folder and of all below it, by name; folders where nothing is in them.
    Result<QList<FolderEntry>> everything() const;

    /// \p name may be below a folder below this one.
    Result<Handle> file(const QString &name) const;
    Result<QByteArray> content(const QString &name, qint64 atMost) const;
    /// A new file (0600) with \p content, on the disk when this returns.
    /// \error Kind::Conflict there is one of that name
    Result<void> keep(const QString &name, const QByteArray &content) const;
    /// Keeps everybody else from holding it as long as this lives; the kernel lets go when the program ends. A file
    /// system that knows no locks of folders keeps nobody out.
    /// \error Kind::Conflict (code "Busy") somebody holds it, in this program or another
    Result<void> hold() const;
    /// Makes \p name the owner's alone and puts it on the disk.
    Result<void> settleFile(const QString &name) const;
    /// The same for this folder and all folders below it.
    Result<void> settle() const;

    /// Never replaces.
    Result<void> rename(const QString &from, const QString &to) const;
    /// With all that is below it, if there is such a thing.
    Result<void> remove(const QString &name) const;
    /// What is listed here is on the disk.
    Result<void> sync() const;

private:
    Folder(QString path, Handle handle)
        : m_path(std::move(path))
        , m_handle(std::move(handle))
    {
    }
    QString pathOf(const QString &name) const { return m_path + u'/' + name; }
    Result<void> collect(const QString &prefix, int depth, QList<FolderEntry> &into) const;

    QString m_path;
    Handle m_handle;
};

/// SHA-256 of all that \p file holds, 64 hexadecimal digits. \p onPiece is told how many bytes were read.
/// \error Kind::Storage, Kind::Cancelled
Result<QString> sha256Of(
    const Handle &file, const QString &path, const std::function<void(qint64)> &onPiece, const CancelToken &token);

} // namespace sm::backups
