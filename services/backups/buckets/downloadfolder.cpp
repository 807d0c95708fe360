// SPDX-License-Identifier: GPL-3.0-or-later
#include "downloadfolder.h"

#include <crypto/digest.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr qsizetype pieceBytes = 1024 * 1024;
constexpr mode_t ownersFolder = 0700;
constexpr mode_t ownersFile = 0600;

Error failed(const QString &name, int why)
{
    return Error(Error::Kind::Storage, tr("%1: %2").arg(name, QString::fromLocal8Bit(std::strerror(why))));
}

Error refused(const QString &name, const QString &why)
{
    return Error(Error::Kind::Storage, tr("%1: %2").arg(name, why)).withCode(u"Refused"_s);
}

bool isInTheWay(int why) { return why == ELOOP || why == ENOTDIR || why == EEXIST; }

Result<void> readAll(int file, const QString &name, const DownloadFile::Sink &sink)
{
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    off_t at = 0;
    while (true) {
        const ssize_t count = ::pread(file, piece.data(), pieceBytes, at);
        if (count < 0)
            return failed(name, errno);
        if (count == 0)
            return ok();
        at += count;
        if (const auto taken = sink(piece.first(count)); !taken)
            return taken.error();
    }
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

Descriptor::Descriptor(Descriptor &&other) noexcept
    : m_number(std::exchange(other.m_number, -1))
{
}

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

DownloadFile::DownloadFile(Descriptor folder, QByteArray name, Descriptor aside, QByteArray asideName)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_aside(std::move(aside))
    , m_asideName(std::move(asideName))
{
}

Result<qint64> DownloadFile::size() const
{
    struct stat facts = {};
    if (::fstat(m_aside.number(), &facts) != 0)
        return failed(QString::fromUtf8(m_name), errno);
    return static_cast<qint64>(facts.st_size);
}

Result<void> DownloadFile::read(const Sink &sink) const
{
    return readAll(m_aside.number(), QString::fromUtf8(m_name), sink);
}

Result<void> DownloadFile::add(const QByteArray &piece)
{
    qsizetype written = 0;
    while (written < piece.size()) {
        const ssize_t count
            = ::write(m_aside.number(), piece.constData() + written, static_cast<size_t>(piece.size() - written));
        if (count < 0 && errno != EINTR)
            return failed(QString::fromUtf8(m_name), errno);
        written += std::max<ssize_t>(count, 0);
    }
    return ok();
}

Result<void> DownloadFile::publish()
{
    const int folder = m_folder.number();
    if (::fsync(m_aside.number()) != 0)
        return failed(QString::fromUtf8(m_name), errno);
    if (::renameat2(folder, m_asideName.constData(), folder, m_name.constData(), RENAME_NOREPLACE) != 0)
        return failed(QString::fromUtf8(m_name), errno).withCode(errno == EEXIST ? u"Exists"_s : QString());
    if (::fsync(folder) != 0)
        return failed(QString::fromUtf8(m_name), errno);
    return ok();
}

void DownloadFile::discard() { ::unlinkat(m_folder.number(), m_asideName.constData(), 0); }

DownloadFolder::DownloadFolder(Descriptor root)
    : m_root(std::make_shared<Descriptor>(std::move(root)))
{
}

Result<DownloadFolder> DownloadFolder::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (!QDir(path).exists() && !QDir().mkpath(path))
        return failed(path, errno);
    Descriptor root(::open(name.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.isOpen())
        return failed(path, errno);
    return DownloadFolder(std::move(root));
}

Result<Descriptor> DownloadFolder::folderOf(const QStringList &parts, bool makes) const
{
    Descriptor at(::dup(m_root->number()));
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        const QByteArray part = parts.at(i).toUtf8();
        if (makes)
            (void)::mkdirat(at.number(), part.constData(), ownersFolder); // where it is there already that is seen next
        Descriptor next(::openat(at.number(), part.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!next.isOpen() && isInTheWay(errno))
            return refused(parts.join(u'/'), tr("A link or a file is where a folder has to be."));
        if (!next.isOpen() && !makes && errno == ENOENT)
            return Descriptor();
        if (!next.isOpen())
            return failed(parts.join(u'/'), errno);
        at = std::move(next);
    }
    return at;
}

Result<bool> DownloadFolder::read(const QString &name, const DownloadFile::Sink &sink) const
{
    const QStringList parts = name.split(u'/');
    const Result<Descriptor> folder = folderOf(parts, false);
    if (!folder)
        return folder.error();
    if (!folder->isOpen())
        return false;
    const QByteArray leaf = parts.last().toUtf8();
    struct stat facts = {};
    if (::fstatat(folder->number(), leaf.constData(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? Result<bool>(false) : failed(name, errno);
    const Descriptor file(::openat(folder->number(), leaf.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    const bool isFile = file.isOpen() && ::fstat(file.number(), &facts) == 0 && S_ISREG(facts.st_mode);
    if (!isFile)
        return refused(name, tr("A link, a folder or a device is in its place."));
    if (const auto all = readAll(file.number(), name, sink); !all)
        return all.error();
    return true;
}

Result<std::unique_ptr<DownloadFile>> DownloadFolder::file(const QString &name, const QByteArray &mark) const
{
    const QStringList parts = name.split(u'/');
    Result<Descriptor> folder = folderOf(parts, true);
    if (!folder)
        return folder.error();
    const QByteArray asideName = '.' + crypto::sha256Hex(name.toUtf8() + '\n' + mark).left(24) + ".part";
    Descriptor aside(::openat(folder->number(), asideName.constData(),
        O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, ownersFile));
    if (!aside.isOpen() && isInTheWay(errno))
        return refused(name, tr("A link is in its place."));
    if (!aside.isOpen())
        return failed(name, errno);
    struct stat facts = {};
    const bool isOurs = ::fstat(aside.number(), &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_nlink == 1
        && facts.st_uid == ::geteuid();
    if (!isOurs) // written to it would be somewhere else, too
        return refused(name, tr("A hard link or a device is in its place."));
    return std::make_unique<DownloadFile>(std::move(*folder), parts.last().toUtf8(), std::move(aside), asideName);
}

} // namespace sm::backups
