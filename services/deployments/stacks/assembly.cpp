// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/assembly.h>

#include <crypto/digest.h>
#include <crypto/sha256.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QtConcurrentRun>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostFiles = 50'000;
constexpr qint64 pieceBytes = 1 << 20;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::StackSteps", text); }

/// What the CDK writes itself while it deploys an assembly.
bool isOfDeploying(const QString &name)
{
    return name.startsWith(".cache/"_L1) || name.endsWith(".lock"_L1) || name.endsWith(".tmp"_L1);
}

Result<QStringList> filesOf(const QDir &folder, const CancelToken &token)
{
    QStringList names;
    QDirIterator all(folder.path(), QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        if (token.isCancelled())
            return Error::cancelled();
        const QString name = folder.relativeFilePath(all.next());
        if (isOfDeploying(name))
            continue;
        names << name;
        if (names.size() > mostFiles)
            return Error(Error::Kind::Invalid, tr("%1 has more than %2 files.").arg(folder.path()).arg(mostFiles))
                .withCode(u"TooManyFiles"_s);
    }
    names.sort();
    return names;
}

Result<QByteArray> digestOf(const QString &path, qint64 &bytes, const CancelToken &token)
{
    QFile file(path);
    crypto::Sha256 digest;
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString()));
    while (!file.atEnd()) {
        if (token.isCancelled())
            return Error::cancelled();
        const QByteArray piece = file.read(pieceBytes);
        if (piece.isEmpty())
            return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString()));
        bytes += piece.size();
        digest.add(piece);
    }
    return crypto::hex(digest.finish());
}

Result<QJsonObject> lookAt(const QString &path, const CancelToken &token)
{
    const QDir folder(path);
    if (!folder.exists(u"manifest.json"_s))
        return Error(Error::Kind::NotFound, tr("%1 holds no synthesised CDK app (manifest.json).").arg(path))
            .withCode(u"NoAssembly"_s);
    const Result<QStringList> files = filesOf(folder, token);
    if (!files)
        return files.error();
    crypto::Sha256 digest;
    qint64 bytes = 0;
    QJsonArray templates;
    for (const QString &name : *files) {
        const Result<QByteArray> one = digestOf(folder.filePath(name), bytes, token);
        if (!one)
            return one.error();
        digest.add(*one + "  " + name.toUtf8() + '\n');
        if (name.endsWith(".template.json"_L1))
            templates << name;
    }
    return QJsonObject{{u"digest"_s, QString::fromLatin1(crypto::hex(digest.finish()))}, {u"files"_s, files->size()},
        {u"bytes"_s, bytes}, {u"templates"_s, templates}};
}

} // namespace

QCoro::Task<Result<QJsonObject>> assemblyIn(QString folder, CancelToken token)
{
    const auto found = std::make_shared<Result<QJsonObject>>();
    const QFuture<void> done = QtConcurrent::run([found, folder, token] { *found = lookAt(folder, token); });
    co_await done;
    co_return *found;
}

} // namespace sm::deployments
