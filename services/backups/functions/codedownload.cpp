// SPDX-License-Identifier: GPL-3.0-or-later
#include "codedownload.h"

#include <crypto/sha256.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 megabyte = 1024 * 1024;
constexpr qint64 pieceBytes = 8 * megabyte;
constexpr qint64 mostBytes = 250 * megabyte;
constexpr int attempts = 3; ///< at one piece

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

/// Errors of a transport quote the address.
Error unreachable(const Error &error)
{
    if (error.kind() == Error::Kind::Cancelled)
        return error;
    return Error(error.kind(),
        tr("The code could not be fetched. Try again, or see to it that %1 can be reached from here.")
            .arg(u"*.amazonaws.com"_s))
        .withCode(error.code());
}

Error badReply(const QString &code, const QString &message)
{
    return Error(Error::Kind::BadReply, message).withCode(code);
}

Error another()
{
    return badReply(u"AnotherOriginal"_s,
        tr("The code that came is not the one that Lambda describes: it may have been changed meanwhile. Keep it "
           "again."));
}

QCoro::Task<Result<QByteArray>> fetchPiece(
    net::Transport *transport, QByteArray address, qint64 from, qint64 size, CancelToken token)
{
    net::HttpRequest request{"GET", address, {}, {}};
    const qint64 last = std::min(from + pieceBytes, size) - 1;
    request.headers << net::HttpHeader{"Range", "bytes=" + QByteArray::number(from) + '-' + QByteArray::number(last)};
    request.maxReplyBytes = size;
    for (int attempt = 1;; ++attempt) {
        const Result<net::HttpReply> reply = co_await transport->send(request, token);
        if (!reply && (attempt == attempts || reply.error().kind() == Error::Kind::Cancelled))
            co_return unreachable(reply.error());
        if (!reply)
            continue;
        // A server that knows no ranges sends all of it.
        const bool isFit
            = (reply->status == 206 && reply->body.size() == last - from + 1) || (reply->status == 200 && from == 0);
        if (!isFit)
            co_return badReply(u"NoOriginal"_s, tr("The code was not given (HTTP %1). Try again.").arg(reply->status));
        co_return QByteArray(reply->body);
    }
}

} // namespace

QCoro::Task<Result<void>> downloadCode(net::Transport *transport, FunctionFacts facts, DraftFile *file,
    std::function<void(const QString &)> tell, CancelToken token)
{
    if (facts.codeBytes > mostBytes)
        co_return Error(Error::Kind::Invalid, tr("The code has more than 250 MB, so it is not kept."))
            .withCode(u"TooBig"_s);
    crypto::Sha256 sum;
    while (file->bytes() < facts.codeBytes) {
        const Result<QByteArray> piece
            = co_await fetchPiece(transport, facts.address.toUtf8(), file->bytes(), facts.codeBytes, token);
        if (!piece)
            co_return piece.error();
        sum.add(*piece);
        if (const Result<void> written = file->append(*piece); !written)
            co_return written.error();
        if (tell)
            tell(tr("%1 of %2 MB").arg(file->bytes() / megabyte).arg(facts.codeBytes / megabyte));
    }
    const QString sha256 = QString::fromLatin1(sum.finish().toBase64());
    if (file->bytes() != facts.codeBytes || sha256 != facts.codeSha256)
        co_return another();
    co_return file->close();
}

} // namespace sm::backups
