// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>

#include <functional>

namespace sm::backups {

/// Reads an object in pieces, so that memory does not grow with its size.
class ObjectRead
{
public:
    static constexpr qint64 pieceBytes = 8LL * 1024 * 1024;
    /// Takes one piece after another; on another thread where it is long, but never two at once.
    using Sink = std::function<Result<void>(const QByteArray &piece)>;

    /// Of the object with exactly this etag.
    ObjectRead(aws::Caller &caller, QString bucket, QString key, QString etag, qint64 size);

    /// From the byte \p begin to the end. An object without content brings no piece.
    /// \error Kind::Conflict (code "ChangedMeanwhile") it is another one by now
    /// \error Kind::BadReply (code "Short") fewer bytes came than were asked for
    /// \error of \p sink; as aws::Caller::read()
    QCoro::Task<Result<void>> run(qint64 begin, Sink sink, CancelToken token);

private:
    QCoro::Task<Result<void>> readPiece(qint64 begin, qint64 length, Sink sink, CancelToken token);

    aws::Caller &m_caller;
    QString m_bucket;
    QString m_key;
    QString m_etag;
    qint64 m_size;
};

} // namespace sm::backups
