// SPDX-License-Identifier: GPL-3.0-or-later
#include "gzip.h"

#include <zlib.h>

#include <array>
#include <memory>

namespace sm::aws {

std::optional<QByteArray> gunzip(const QByteArray &packed, qsizetype limitBytes)
{
    constexpr int gzipOnly = 16 + MAX_WBITS;
    z_stream stream{};
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, int (*)(z_stream *)> end(&stream, inflateEnd);

    QByteArray input = packed;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    QByteArray content;
    std::array<char, 65536> chunk;
    int state = Z_OK;
    while (state == Z_OK && content.size() <= limitBytes) {
        stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        content.append(chunk.data(), static_cast<qsizetype>(chunk.size()) - stream.avail_out);
    }
    if (state != Z_STREAM_END || content.size() > limitBytes)
        return std::nullopt;
    return content;
}

} // namespace sm::aws
