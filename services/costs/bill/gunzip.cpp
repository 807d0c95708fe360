// SPDX-License-Identifier: GPL-3.0-or-later
#include "gunzip.h"

#include <QCoreApplication>

#include <zlib.h>

#include <algorithm>

namespace sm::costs::bill {

namespace {

constexpr int GzipOnly = MAX_WBITS + 16;
constexpr qsizetype InputBytes = 128 * 1024;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

} // namespace

GunzipSource::GunzipSource(std::unique_ptr<ByteSource> packed, QString name)
    : m_packed(std::move(packed))
    , m_name(std::move(name))
    , m_stream(std::make_unique<z_stream>())
    , m_input(InputBytes, '\0')
{
    if (inflateInit2(m_stream.get(), GzipOnly) != Z_OK)
        qFatal("zlib has no memory");
}

GunzipSource::~GunzipSource() { inflateEnd(m_stream.get()); }

Result<std::size_t> GunzipSource::read(char *bytes, std::size_t size)
{
    const auto wanted = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30));
    m_stream->next_out = reinterpret_cast<Bytef *>(bytes);
    m_stream->avail_out = wanted;
    while (!m_done && m_stream->avail_out > 0) {
        const Result<bool> more = fill();
        if (!more)
            return more.error();
        if (!*more)
            return damaged(tr("it ends too early; fetch it again"));
        const int state = inflate(m_stream.get(), Z_NO_FLUSH);
        if (state == Z_STREAM_END) {
            const Result<bool> another = nextMember();
            if (!another)
                return another.error();
            m_done = !*another;
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            return damaged(tr("its sums do not agree or it is no gzip; fetch it again"));
        }
    }
    return wanted - m_stream->avail_out;
}

Result<bool> GunzipSource::fill()
{
    if (m_stream->avail_in > 0)
        return true;
    const Result<std::size_t> count = m_packed->read(m_input.data(), static_cast<std::size_t>(m_input.size()));
    if (!count)
        return count.error();
    m_stream->next_in = reinterpret_cast<Bytef *>(m_input.data());
    m_stream->avail_in = static_cast<uInt>(*count);
    return *count > 0;
}

Result<bool> GunzipSource::nextMember()
{
    for (;;) {
        const Result<bool> more = fill();
        if (!more || !*more)
            return more;
        if (*m_stream->next_in != 0)
            break;
        ++m_stream->next_in; // zeros at the end are padding, as gzip(1) takes them
        --m_stream->avail_in;
    }
    if (*m_stream->next_in != 0x1f)
        return damaged(tr("other bytes follow its end; fetch it again"));
    inflateReset(m_stream.get());
    return true;
}

Error GunzipSource::damaged(const QString &reason) const
{
    return Error(Error::Kind::Invalid, tr("The gzip file %1 is damaged: %2.").arg(m_name, reason));
}

} // namespace sm::costs::bill
