// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyfile.h"

#include "privatefile.h"
#include "storageerror.h"

#include <crypto/random.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KeyBytes = 32;

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
    QByteArray bytes = crypto::randomBytes(KeyBytes);
    const Result<void> made = makeOnce(m_file, bytes);
    ::explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    return made;
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
