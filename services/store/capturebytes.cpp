// SPDX-License-Identifier: GPL-3.0-or-later
#include "capturebytes.h"

#include <crypto/digest.h>

#include <QRegularExpression>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

QJsonObject toJson(const CaptureId &id) { return {{u"sha256"_s, id.sha256}, {u"bytes"_s, id.bytes}}; }

std::optional<CaptureId> captureIdOf(const QJsonValue &json)
{
    // It becomes the name of a file.
    static const QRegularExpression form(u"\\A[0-9a-f]{64}\\z"_s);
    const CaptureId id{json[u"sha256"_s].toString(), json[u"bytes"_s].toInteger(-1)};
    return form.match(id.sha256).hasMatch() && id.bytes >= 0 ? std::optional(id) : std::nullopt;
}

CaptureId captureIdOf(const QByteArray &bytes) { return {QString::fromLatin1(crypto::sha256Hex(bytes)), bytes.size()}; }

QCoro::Task<Result<CaptureId>> keepBytes(const CaptureStore *captures, QByteArray bytes)
{
    const auto writer = captures->writer();
    if (const auto taken = co_await writer->append(bytes); !taken)
        co_return taken.error();
    co_return co_await writer->finish();
}

QCoro::Task<Result<QByteArray>> keptBytes(const CaptureStore *captures, CaptureId id, CancelToken token)
{
    const auto reader = captures->reader(id);
    QByteArray all;
    while (!token.isCancelled()) {
        const Result<QByteArray> piece = co_await reader->next();
        if (!piece)
            co_return piece.error();
        if (piece->isEmpty())
            co_return all;
        all += *piece;
    }
    co_return Error::cancelled();
}

} // namespace sm::store
