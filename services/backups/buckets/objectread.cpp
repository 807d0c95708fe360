// SPDX-License-Identifier: GPL-3.0-or-later
#include "objectread.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error changedMeanwhile(const QString &bucket, const QString &key)
{
    return Error(
        Error::Kind::Conflict, tr("s3://%1/%2 was changed while it was being read. Do it again.").arg(bucket, key))
        .withCode(u"ChangedMeanwhile"_s);
}

Error tooShort(qint64 came, qint64 wanted)
{
    return Error(Error::Kind::BadReply, tr("%1 bytes came where %2 were asked for. Try again.").arg(came).arg(wanted))
        .withCode(u"Short"_s);
}

} // namespace

ObjectRead::ObjectRead(aws::Caller &caller, QString bucket, QString key, QString etag, qint64 size)
    : m_caller(caller)
    , m_bucket(std::move(bucket))
    , m_key(std::move(key))
    , m_etag(std::move(etag))
    , m_size(size)
{
}

QCoro::Task<Result<void>> ObjectRead::run(qint64 begin, Sink sink, CancelToken token)
{
    for (qint64 at = begin; at < m_size; at += pieceBytes) {
        const qint64 length = std::min(pieceBytes, m_size - at);
        if (const auto read = co_await readPiece(at, length, sink, token); !read)
            co_return read.error();
    }
    co_return ok();
}

QCoro::Task<Result<void>> ObjectRead::readPiece(qint64 begin, qint64 length, Sink sink, CancelToken token)
{
    aws::Call call{u"s3"_s, u"GetObject"_s,
        {{u"Bucket"_s, m_bucket}, {u"Key"_s, m_key}, {u"IfMatch"_s, m_etag},
            {u"Range"_s, u"bytes=%1-%2"_s.arg(begin).arg(begin + length - 1)}}};
    call.reader = [sink, length](const QByteArray &body) -> Result<QJsonObject> {
        if (body.size() != length)
            return tooShort(body.size(), length);
        if (const auto taken = sink(body); !taken)
            return taken.error();
        return QJsonObject();
    };
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer && answer.error().code() == "PreconditionFailed"_L1)
        co_return changedMeanwhile(m_bucket, m_key);
    if (!answer)
        co_return answer.error();
    co_return ok();
}

} // namespace sm::backups
