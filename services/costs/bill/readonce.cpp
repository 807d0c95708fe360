// SPDX-License-Identifier: GPL-3.0-or-later
#include "readonce.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimeZone>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sm::costs::bill {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

Error unreadable(const QString &path, int cause)
{
    return Error(Error::Kind::Storage,
        tr("%1 can not be read: %2. Check the name and its permissions.")
            .arg(path, QString::fromLocal8Bit(std::strerror(cause))));
}

FileState stateOf(const struct stat &seen)
{
    constexpr qint64 nanoseconds = 1'000'000'000;
    return FileState{seen.st_size, seen.st_mtim.tv_sec * nanoseconds + seen.st_mtim.tv_nsec, seen.st_dev, seen.st_ino};
}

} // namespace

Result<std::unique_ptr<ReadOnce>> ReadOnce::open(const QString &path)
{
    // Not blocking: a pipe without a writer would hold us for ever.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return unreadable(path, errno);
    struct stat seen = {};
    if (::fstat(descriptor, &seen) != 0 || !S_ISREG(seen.st_mode)) {
        ::close(descriptor);
        return Error(Error::Kind::Storage,
            S_ISDIR(seen.st_mode) ? tr("%1 is a folder. Open the bill file or manifest in it.").arg(path)
                                  : tr("%1 is not a file. Save the bill to a file and open that.").arg(path));
    }
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::unique_ptr<ReadOnce>(new ReadOnce(path, descriptor, stateOf(seen)));
}

ReadOnce::ReadOnce(QString path, int descriptor, FileState state)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
    , m_state(state)
{
}

ReadOnce::~ReadOnce() { ::close(m_descriptor); }

QDateTime ReadOnce::changed() const { return QDateTime::fromMSecsSinceEpoch(m_state.changedNs / 1'000'000, Qt::UTC); }

Result<std::size_t> ReadOnce::read(char *bytes, std::size_t size)
{
    ssize_t count = 0;
    do {
        count = ::pread(m_descriptor, bytes, size, m_at);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return unreadable(m_path, errno);
    m_fingerprint.add(QByteArrayView(bytes, count));
    m_at += count;
    return static_cast<std::size_t>(count);
}

Result<QByteArray> ReadOnce::finish()
{
    struct stat opened = {};
    struct stat named = {};
    const bool isThere
        = ::fstat(m_descriptor, &opened) == 0 && ::stat(QFile::encodeName(m_path).constData(), &named) == 0;
    if (!isThere || stateOf(opened) != m_state || stateOf(named) != m_state || m_at != m_state.bytes)
        return Error(
            Error::Kind::Storage, tr("%1 changed while it was read. Open it again when it is complete.").arg(m_path));
    return m_fingerprint.finish();
}

} // namespace sm::costs::bill
