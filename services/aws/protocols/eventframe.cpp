// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventstream.h"

#include <crypto/checksum.h>

#include <QCoreApplication>
#include <QUuid>
#include <QtEndian>

namespace sm::aws {

namespace {

constexpr qsizetype preludeSize = 12; // total length, length of the headers, checksum of both
constexpr qsizetype checksumSize = 4;

Error damaged()
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::aws", "The stream of events is damaged on its way. Open it again."));
}

/// Reads from the front of a frame; what is not there leaves the reader failed.
class FrameReader
{
public:
    explicit FrameReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    QByteArrayView take(qsizetype size)
    {
        if (size > m_bytes.size()) {
            m_hasFailed = true;
            return {};
        }
        const QByteArrayView taken = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return taken;
    }

    template <typename Number>
    Number number()
    {
        const QByteArrayView taken = take(sizeof(Number));
        return taken.isEmpty() ? Number(0) : qFromBigEndian<Number>(taken.data());
    }

    QByteArrayView counted() { return take(number<quint16>()); }
    void fail() { m_hasFailed = true; }
    bool hasFailed() const { return m_hasFailed; }
    bool atEnd() const { return m_bytes.isEmpty() || m_hasFailed; }

private:
    QByteArrayView m_bytes;
    bool m_hasFailed = false;
};

QJsonValue milliseconds(qint64 value)
{
    qint64 seconds = value / 1000;
    qint64 rest = value % 1000;
    if (rest < 0) {
        --seconds;
        rest += 1000;
    }
    const Result<QString> date = toDateTime({seconds, int(rest) * 1'000'000});
    return date ? QJsonValue(*date) : QJsonValue(double(value) / 1000);
}

QJsonValue headerValue(FrameReader &reader)
{
    switch (reader.number<quint8>()) {
    case 0:
        return true;
    case 1:
        return false;
    case 2:
        return reader.number<qint8>();
    case 3:
        return reader.number<qint16>();
    case 4:
        return reader.number<qint32>();
    case 5:
        return reader.number<qint64>();
    case 6:
        return QString::fromLatin1(reader.counted().toByteArray().toBase64());
    case 7:
        return QString::fromUtf8(reader.counted());
    case 8:
        return milliseconds(reader.number<qint64>());
    case 9:
        return QUuid::fromRfc4122(reader.take(16)).toString(QUuid::WithoutBraces);
    default:
        reader.fail();
        return {};
    }
}

std::optional<QJsonObject> headersOf(QByteArrayView bytes)
{
    FrameReader reader(bytes);
    QJsonObject headers;
    while (!reader.atEnd()) {
        const QByteArrayView name = reader.take(reader.number<quint8>());
        headers.insert(QString::fromUtf8(name), headerValue(reader));
    }
    return reader.hasFailed() ? std::nullopt : std::optional(headers);
}

quint32 checksumOf(QByteArrayView bytes) { return crypto::crc32(bytes); }

} // namespace

Result<QList<EventFrame>> toEventFrames(const QByteArray &bytes)
{
    QList<EventFrame> frames;
    for (QByteArrayView rest = bytes; !rest.isEmpty();) {
        FrameReader prelude(rest);
        const qsizetype total = prelude.number<quint32>();
        const qsizetype headerSize = prelude.number<quint32>();
        const auto preludeChecksum = prelude.number<quint32>();
        const qsizetype payloadSize = total - preludeSize - headerSize - checksumSize;
        if (prelude.hasFailed() || total > rest.size() || payloadSize < 0
            || preludeChecksum != checksumOf(rest.first(preludeSize - checksumSize)))
            return damaged();
        const QByteArrayView message = rest.first(total - checksumSize);
        const auto headers = headersOf(message.sliced(preludeSize, headerSize));
        if (!headers || qFromBigEndian<quint32>(rest.data() + message.size()) != checksumOf(message))
            return damaged();
        frames.append({*headers, message.last(payloadSize).toByteArray()});
        rest = rest.sliced(total);
    }
    return frames;
}

} // namespace sm::aws
