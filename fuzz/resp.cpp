// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <redis/replyreader.h>

namespace {

/// The replies in \p bytes, given in pieces of \p piece bytes; -1 added where they are damaged.
qsizetype repliesOf(const QByteArray &bytes, qsizetype piece)
{
    constexpr qint64 Limit = 64 * 1024;
    sm::redis::ReplyReader reader(Limit);
    qsizetype count = 0;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        for (auto next = reader.next(); !next || *next; next = reader.next()) {
            if (!next)
                return -1 - count;
            ++count;
        }
    }
    return count;
}

} // namespace

/// Replies of a Redis that means harm: they are the same, however the bytes arrive.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = sm::fuzz::bytesOf(data, size);
    if (repliesOf(bytes, std::max<qsizetype>(bytes.size(), 1)) != repliesOf(bytes, 1))
        __builtin_trap();
    return 0;
}
