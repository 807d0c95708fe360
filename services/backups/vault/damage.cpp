// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Vault", text); }

} // namespace

Error damaged(const QString &what)
{
    return Error(Error::Kind::BadReply,
        tr("The backup is damaged: %1 Nothing of it is used. Choose another backup, and take a new one.").arg(what))
        .withCode(u"BackupDamaged"_s);
}

Error folderError(const QString &path)
{
    const int reason = errno;
    if (reason == ENOSPC || reason == EDQUOT)
        return Error(
            Error::Kind::Storage, tr("The disk that holds %1 is full. Free some space and try again.").arg(path));
    return Error(Error::Kind::Storage,
        tr("%1 can not be used: %2. Check that you may write there.")
            .arg(path, QString::fromLocal8Bit(std::strerror(reason))));
}

} // namespace sm::backups
