// SPDX-License-Identifier: GPL-3.0-or-later
#include "presence.h"

#include "privatefile.h"
#include "storageerror.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct flock byteOf(qint64 number)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    return lock;
}

} // namespace

Presence::Presence(QString file, int handle)
    : m_file(std::move(file))
    , m_handle(handle)
{
}

Presence::~Presence() { ::close(m_handle); }

Result<std::unique_ptr<Presence>> Presence::open(const QString &file)
{
    const QString name = file + u"-present"_s;
    if (const auto made = makePrivateFile(name); !made)
        return made.error();
    const int handle = ::open(QFile::encodeName(name).constData(), O_RDWR | O_CLOEXEC);
    if (handle < 0)
        return fileError(name, QString::fromLocal8Bit(std::strerror(errno)));
    return std::unique_ptr<Presence>(new Presence(name, handle));
}

Result<void> Presence::announce(qint64 number)
{
    // A lock of the open file, not of the process: closing another handle of the same file does not drop it.
    struct flock lock = byteOf(number);
    if (::fcntl(m_handle, F_OFD_SETLK, &lock) == 0)
        return ok();
    return fileError(m_file, QString::fromLocal8Bit(std::strerror(errno)));
}

bool Presence::isPresent(qint64 number) const
{
    struct flock lock = byteOf(number);
    return ::fcntl(m_handle, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
}

} // namespace sm::store
