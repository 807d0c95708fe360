// SPDX-License-Identifier: GPL-3.0-or-later
#include "shelf.h"

#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestFile = 5 * 1024 * 1024;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Shelf", text); }

Result<QList<Draft>> read(const QString &path, const QString &modelsFolder)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString()));
    if (file.size() > largestFile)
        return Error(Error::Kind::Invalid, tr("%1 is larger than 5 MB.").arg(path));
    // Of its own: what a model has read is kept without a lock.
    const aws::Models models(modelsFolder);
    return draftsOf(QFileInfo(path).fileName(), file.readAll(), models);
}

Result<QString> write(const QString &folder, const Runbook &runbook)
{
    const QString path = u"%1/%2/%3.yaml"_s.arg(folder, runbook.system.value, runbook.id);
    const QByteArray yaml = writeRunbook(runbook);
    const Result<Runbook> again = readRunbook(path, yaml).result();
    if (!again)
        return again.error();
    if (QFileInfo::exists(path))
        return Error(Error::Kind::Conflict, tr("There is a runbook “%1” of this system already.").arg(runbook.id))
            .withCode(u"RunbookExists"_s);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return Error(Error::Kind::Storage, tr("The folder %1 can not be made.").arg(QFileInfo(path).path()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(yaml) != yaml.size() || !file.commit())
        return Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(path, file.errorString()));
    return path;
}

} // namespace

Shelf::Shelf(QString folder, QString modelsFolder)
    : m_folder(std::move(folder))
    , m_modelsFolder(std::move(modelsFolder))
{
}

QCoro::Task<Result<RunbookLibrary>> Shelf::load(CancelToken token) const
{
    QFuture<RunbookLibrary> loading = QtConcurrent::run(&RunbookLibrary::load, m_folder);
    RunbookLibrary library = co_await loading;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return library;
}

QCoro::Task<Result<QList<Draft>>> Shelf::import(QString file, CancelToken token) const
{
    QFuture<Result<QList<Draft>>> reading = QtConcurrent::run(read, file, m_modelsFolder);
    Result<QList<Draft>> drafts = co_await reading;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return drafts;
}

QCoro::Task<Result<QString>> Shelf::save(Runbook runbook) const
{
    QFuture<Result<QString>> writing = QtConcurrent::run(write, m_folder, runbook);
    Result<QString> path = co_await writing;
    co_return path;
}

} // namespace sm::runbooks
