// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportfiles.h"

#include <QCoroFuture>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 4 * 1024 * 1024;
constexpr qint64 mostContent = 256 * 1024 * 1024; // a line for each file

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

Error notThere(const QString &name)
{
    return Error(Error::Kind::NotFound, tr("“%1” of the export is missing. Download it again.").arg(name));
}

Error unreadable(const QFile &file)
{
    return Error(Error::Kind::Storage, tr("“%1” can not be read: %2.").arg(file.fileName(), file.errorString()));
}

Result<ExportFiles::Facts> factsOfFile(const QString &path, const CancelToken &token)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file);
    QCryptographicHash md5(QCryptographicHash::Md5);
    qint64 bytes = 0;
    while (!file.atEnd()) {
        if (token.isCancelled())
            return Error::cancelled();
        const QByteArray piece = file.read(pieceBytes);
        if (piece.isEmpty())
            return unreadable(file);
        md5.addData(piece);
        bytes += piece.size();
    }
    return ExportFiles::Facts{md5.result(), bytes, {}};
}

Result<QByteArray> contentOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostContent)
        return unreadable(file);
    return file.readAll();
}

} // namespace

ExportBucket::ExportBucket(aws::Caller &caller, QString bucket)
    : m_caller(caller)
    , m_bucket(std::move(bucket))
{
}

QCoro::Task<Result<ExportBucket::Piece>> ExportBucket::piece(QString key, qint64 begin, QString etag, CancelToken token)
{
    aws::Call call{u"s3"_s, u"GetObject"_s,
        {{u"Bucket"_s, m_bucket}, {u"Key"_s, key},
            {u"Range"_s, u"bytes=%1-%2"_s.arg(begin).arg(begin + pieceBytes - 1)}}};
    if (!etag.isEmpty())
        call.input.insert(u"IfMatch"_s, etag);
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer && answer.error().kind() == Error::Kind::NotFound)
        co_return Error(Error::Kind::NotFound, tr("s3://%1/%2 of the export is missing.").arg(m_bucket, key));
    if (!answer)
        co_return answer.error();
    Piece piece;
    piece.bytes = QByteArray::fromBase64(answer->output.value(u"Body"_s).toString().toLatin1());
    piece.etag = answer->output.value(u"ETag"_s).toString();
    const QString range = answer->output.value(u"ContentRange"_s).toString();
    piece.of = range.isEmpty() ? piece.bytes.size() : range.section(u'/', 1).toLongLong();
    const Piece done = piece;
    co_return done;
}

QCoro::Task<Result<ExportFiles::Facts>> ExportBucket::facts(QString key, CancelToken token)
{
    QCryptographicHash md5(QCryptographicHash::Md5);
    Facts facts;
    QString etag;
    qint64 of = 1;
    while (facts.bytes < of) {
        const Result<Piece> next = co_await piece(key, facts.bytes, etag, token);
        if (!next)
            co_return next.error();
        if (next->bytes.isEmpty())
            break;
        md5.addData(next->bytes);
        facts.bytes += next->bytes.size();
        etag = next->etag;
        of = next->of;
    }
    facts.md5 = md5.result();
    facts.etag = etag.remove(u'"');
    const Facts done = facts;
    co_return done;
}

QCoro::Task<Result<QByteArray>> ExportBucket::content(QString key, CancelToken token)
{
    QByteArray content;
    QString etag;
    qint64 of = 1;
    while (content.size() < std::min(of, mostContent)) {
        const Result<Piece> next = co_await piece(key, content.size(), etag, token);
        if (!next)
            co_return next.error();
        if (next->bytes.isEmpty())
            break;
        content += next->bytes;
        etag = next->etag;
        of = next->of;
    }
    const QByteArray done = content;
    co_return done;
}

ExportFolder::ExportFolder(QString folder)
    : m_folder(std::move(folder))
{
}

Result<QString> ExportFolder::pathOf(const QString &key) const
{
    const QDir folder(m_folder);
    for (QString name = key; !name.isEmpty(); name = name.section(u'/', 1)) {
        const bool staysInside = !name.split(u'/').contains(u".."_s) && !name.startsWith(u'/');
        if (staysInside && QFile::exists(folder.filePath(name)))
            return folder.filePath(name);
    }
    return notThere(key);
}

QCoro::Task<Result<ExportFiles::Facts>> ExportFolder::facts(QString key, CancelToken token)
{
    const Result<QString> path = pathOf(key);
    if (!path)
        co_return path.error();
    QFuture<Result<Facts>> reading = QtConcurrent::run(factsOfFile, *path, token);
    co_return co_await reading;
}

QCoro::Task<Result<QByteArray>> ExportFolder::content(QString key, CancelToken)
{
    const Result<QString> path = pathOf(key);
    if (!path)
        co_return path.error();
    QFuture<Result<QByteArray>> reading = QtConcurrent::run(contentOfFile, *path);
    co_return co_await reading;
}

} // namespace sm::backups
