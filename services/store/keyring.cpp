// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyring.h"

#include "keyfile.h"
#include "privatefile.h"
#include "secretservice.h"

#include <crypto/random.h>

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KeyBytes = 32;
const QByteArray Prefix = "stationmaster keyring 1\n"; ///< of a file that says where the key is

QString tr(const char *text) { return QCoreApplication::translate("sm::store", text); }

/// The name in the keyring that \p file holds; empty: it holds something else, or is not there.
QString nameIn(const QString &file)
{
    QFile reading(file);
    if (!reading.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = reading.read(Prefix.size() + 64);
    return content.startsWith(Prefix) ? QString::fromLatin1(content.mid(Prefix.size())).trimmed() : QString();
}

Error lost(const QString &file, const Error &error)
{
    const bool isGone = error.kind() == Error::Kind::NotFound;
    const QString advice = isGone ? tr("Bring it back from a backup: without it nothing is changed.")
                                  : tr("Unlock it, or do this in a desktop session: without it nothing is changed.");
    return Error(Error::Kind::Storage,
        tr("%1 says that the key is in the desktop's keyring. %2 %3").arg(file, error.message(), advice))
        .withCode(isGone ? u"KeyDamaged"_s : error.code());
}

} // namespace

Result<Secret> Keyring::key()
{
    if (!QFile::exists(m_file))
        (void)makeInKeyring(); // where it can not be, it is made in the file
    const QString name = nameIn(m_file);
    m_place = name.isEmpty() ? KeyPlace::File : KeyPlace::Keyring;
    if (name.isEmpty())
        return KeyFile(m_file).key();
    const auto service = SecretService::open();
    const Result<Secret> key = service ? (*service)->find(name) : service.error();
    if (!key)
        return lost(m_file, key.error());
    if (key->reveal().size() == KeyBytes)
        return key;
    return Error(Error::Kind::Storage, tr("What the desktop's keyring has is not a key of 32 bytes."))
        .withCode(u"KeyDamaged"_s);
}

/// Into the keyring first: a file that names what is not there would be a key that is lost.
Result<void> Keyring::makeInKeyring() const
{
    const auto service = SecretService::open();
    if (!service)
        return service.error();
    QByteArray bytes = crypto::randomBytes(KeyBytes);
    const Secret key{QByteArrayView(bytes)};
    ::explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (const auto kept = (*service)->keep(name, tr("Stationmaster: key of %1").arg(m_file), key); !kept)
        return kept.error();
    return makeOnce(m_file, Prefix + name.toLatin1() + '\n');
}

} // namespace sm::store
