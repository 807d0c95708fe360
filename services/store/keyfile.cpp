// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyfile.h"

#include "privatefile.h"
#include "storageerror.h"

#include <crypto/random.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KeyBytes = 32;

QString reason() { return QString::fromLocal8Bit(std::strerror(errno)); }

} // namespace

Result<Secret> KeyFile::key()
{
    if (!QFileInfo::exists(m_file)) {
        if (const auto made = make(); !made)
            return made.error();
    }
    return read();
}

Result<void> KeyFile::make() const
{
    const QString part = m_file + u"-%1.part"_s.arg(::getpid());
    if (const auto made = makePrivateFile(part); !made)
        return made;
    QByteArray bytes = crypto::randomBytes(KeyBytes);
    QFile file(part);
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == KeyBytes
        && file.flush() && ::fsync(file.handle()) == 0;
    ::explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    if (!written) {
        QFile::remove(part);
        return fileError(m_file, file.errorString());
    }
    // A link never replaces: of two programs that begin at the same moment both end up with the same key.
    const bool linked
        = ::link(QFile::encodeName(part).constData(), QFile::encodeName(m_file).constData()) == 0 || errno == EEXIST;
    const QString problem = reason();
    QFile::remove(part);
    return linked ? syncFolderOf(m_file) : Result<void>(fileError(m_file, problem));
}

Result<Secret> KeyFile::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fileError(m_file, file.errorString());
    QByteArray bytes = file.read(KeyBytes + 1);
    const Secret key{QByteArrayView(bytes)};
    ::explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    if (bytes.size() == KeyBytes)
        return key;
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store", "%1 is not a key of 32 bytes. Put a copy from a backup in its place.")
            .arg(m_file))
        .withCode(u"KeyDamaged"_s);
}

} // namespace sm::store
