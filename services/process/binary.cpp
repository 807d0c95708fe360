// SPDX-License-Identifier: GPL-3.0-or-later
#include "binary.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <QCoroFuture>

#include <sys/stat.h>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("process::Binary", text); }

Error denied(const QString &code, const QString &message) { return Error(Error::Kind::Denied, message).withCode(code); }

/// Which Debian package brings \p program; empty where it is not known.
QString packageOf(const QString &program)
{
    static const QMap<QString, QString> packages{{u"aws"_s, u"awscli"_s}, {u"docker"_s, u"docker.io"_s},
        {u"git"_s, u"git"_s}, {u"kubectl"_s, u"kubernetes-client"_s}, {u"pg_dump"_s, u"postgresql-client"_s},
        {u"pg_isready"_s, u"postgresql-client"_s}, {u"pg_restore"_s, u"postgresql-client"_s},
        {u"psql"_s, u"postgresql-client"_s}, {u"redis-cli"_s, u"redis-tools"_s}, {u"ssh"_s, u"openssh-client"_s}};
    return packages.value(program);
}

Error notFound(const QString &program)
{
    const QString package = packageOf(program);
    const QString advice
        = package.isEmpty() ? tr("Install it, or add its folder to PATH.") : tr("Install the package %1.").arg(package);
    return Error(Error::Kind::NotFound, tr("The program \"%1\" was not found. %2").arg(program, advice))
        .withCode(u"Program"_s);
}

/// Whether everybody may put another file or folder in the place of \p path. In a folder with the sticky bit, like
/// /tmp, nobody may replace what belongs to somebody else, but a file there may itself be anybody's.
bool isReplaceable(const QString &path)
{
    struct stat file{};
    if (::stat(QFile::encodeName(path).constData(), &file) != 0 || (file.st_mode & S_IWOTH) != 0)
        return true;
    QString folder = QFileInfo(path).path();
    for (bool isNearest = true;; isNearest = false) {
        struct stat above{};
        if (::stat(QFile::encodeName(folder).constData(), &above) != 0)
            return true;
        if ((above.st_mode & S_IWOTH) != 0 && (isNearest || (above.st_mode & S_ISVTX) == 0))
            return true;
        if (folder == "/"_L1)
            return false;
        folder = QFileInfo(folder).path();
    }
}

Result<QString> checked(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return notFound(path);
    if (!file.isFile() || !file.isExecutable())
        return denied(u"NotExecutable"_s, tr("%1 is not a program that may be run. Check its permissions.").arg(path));
    if (isReplaceable(path) || isReplaceable(file.canonicalFilePath()))
        return denied(u"Writable"_s,
            tr("%1 is not run, because every user of this computer may replace it. Take the write permission for "
               "others from it and its folders.")
                .arg(path));
    return path;
}

/// As execvp() does, but for the entries that mean wherever this program happens to run.
Result<QString> foundInPath(const QString &program)
{
    QString unfit;
    for (const QString &folder : qEnvironmentVariable("PATH").split(u':')) {
        const QFileInfo file(folder + u'/' + program);
        if (!folder.startsWith(u'/') || !file.isFile())
            continue;
        if (file.isExecutable())
            return checked(QDir::cleanPath(file.filePath()));
        unfit = file.filePath();
    }
    return unfit.isEmpty() ? notFound(program) : checked(unfit);
}

/// In pieces: some programs are larger than what this one may take.
Result<QByteArray> sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return denied(u"Unreadable"_s, tr("%1 can not be read. Check its permissions.").arg(path));
    return hash.result().toHex();
}

} // namespace

Result<QString> locate(const QString &program)
{
    if (program.isEmpty() || program.contains(QChar::Null) || !program.isValidUtf16())
        return Error(Error::Kind::Invalid, tr("This can not be the name of a program.")).withCode(u"Program"_s);
    if (program.startsWith(u'/'))
        return checked(QDir::cleanPath(program));
    if (program.contains(u'/'))
        return Error(Error::Kind::Invalid, tr("Give the program \"%1\" by its name or its whole path.").arg(program))
            .withCode(u"Program"_s);
    return foundInPath(program);
}

QCoro::Task<Result<Binary>> resolve(QString program, CancelToken token)
{
    const Result<QString> path = locate(program);
    if (!path)
        co_return path.error();
    QFuture<Result<QByteArray>> hashing = QtConcurrent::run(sha256Of, *path);
    const Result<QByteArray> sha256 = co_await hashing;
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!sha256)
        co_return sha256.error();
    co_return Binary{*path, *sha256};
}

} // namespace sm::process
