// SPDX-License-Identifier: GPL-3.0-or-later
#include "originals.h"

#include <crypto/digest.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Originals", text); }

Error badReply(const QString &code, const QString &message)
{
    return Error(Error::Kind::BadReply, message).withCode(code).withChanged(Error::Changed::No);
}

/// Errors of a transport quote the address, which is a secret.
Error unreachable(const Error &error)
{
    return Error(error.kind(),
        tr("What is there now could not be fetched to be kept, so nothing was sent. Try again, or see to it that %1 "
           "can be reached from here.")
            .arg(u"*.amazonaws.com"_s))
        .withCode(error.code())
        .withChanged(Error::Changed::No);
}

} // namespace

Originals::Originals(net::Transport &transport, const store::CaptureStore &captures)
    : m_transport(transport)
    , m_captures(captures)
{
}

QCoro::Task<Result<store::CaptureId>> Originals::keep(
    QString address, QString sha256, qint64 mostBytes, CancelToken token) const
{
    net::HttpRequest request{"GET", address.toUtf8(), {}, {}};
    request.maxReplyBytes = mostBytes;
    const Result<net::HttpReply> reply = co_await m_transport.send(request, token);
    if (!reply && reply.error().kind() == Error::Kind::Cancelled)
        co_return reply.error();
    if (!reply)
        co_return unreachable(reply.error());
    if (reply->status != 200)
        co_return badReply(u"NoOriginal"_s,
            tr("What is there now was not given to be kept (HTTP %1), so nothing was sent. Try again.")
                .arg(reply->status));
    if (QString::fromLatin1(crypto::sha256(reply->body).toBase64()) != sha256)
        co_return badReply(u"AnotherOriginal"_s,
            tr("What is there now changed while it was fetched to be kept, so nothing was sent. Look at it, and try "
               "again."));
    co_return co_await store::keepBytes(&m_captures, reply->body);
}

QCoro::Task<Result<QByteArray>> Originals::content(store::CaptureId id, CancelToken token) const
{
    co_return co_await store::keptBytes(&m_captures, id, token);
}

} // namespace sm::operations
