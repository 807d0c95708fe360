// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyrecordreader.h"

#include <QtEndian>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Redis takes no longer keys and values; a DUMP adds a few bytes.
constexpr quint64 maxBytes = 512ULL * 1024 * 1024 + 64;
constexpr qsizetype numberBytes = 20; ///< of a head, before its check
constexpr qsizetype discardedAtOnce = 64 * 1024;

} // namespace

Error KeyRecordReader::damaged()
{
    return Error(Error::Kind::Storage, tr("The captured keys are damaged and can not be put back. Use another backup."))
        .withCode(u"DamagedCapture"_s);
}

Result<std::optional<KeyRecord>> KeyRecordReader::next()
{
    discardRead();
    if (!takeHeader())
        return damaged();
    const QByteArrayView bytes = rest();
    if (m_isAtEnd && !bytes.isEmpty())
        return damaged();
    if (!m_hasHeader || bytes.size() < KeyRecord::headBytes)
        return std::optional<KeyRecord>();
    const auto keyBytes = qFromBigEndian<quint32>(bytes.data());
    const auto valueBytes = qFromBigEndian<quint64>(bytes.data() + 4);
    if (keyBytes == KeyRecord::endMark)
        return takeEnd(valueBytes);
    if (keyBytes > maxBytes || valueBytes > maxBytes)
        return damaged();
    if (bytes.size() < KeyRecord::headBytes + static_cast<qsizetype>(keyBytes + valueBytes))
        return std::optional<KeyRecord>();
    return takeRecord(keyBytes, static_cast<qsizetype>(valueBytes));
}

/// False: these are other bytes.
bool KeyRecordReader::takeHeader()
{
    const QByteArray header = KeyRecord::header();
    const QByteArrayView bytes = rest();
    if (m_hasHeader)
        return true;
    if (!header.startsWith(bytes.first(std::min(bytes.size(), header.size()))))
        return false;
    if (bytes.size() >= header.size()) {
        m_read += header.size();
        m_hasHeader = true;
    }
    return true;
}

Result<std::optional<KeyRecord>> KeyRecordReader::takeEnd(quint64 records)
{
    const QByteArrayView head = rest().first(KeyRecord::headBytes);
    m_read += KeyRecord::headBytes;
    m_isAtEnd = records == m_records && KeyRecord::check(head.first(numberBytes), {}, {}) == head.sliced(numberBytes);
    if (!m_isAtEnd || !rest().isEmpty())
        return damaged();
    return std::optional<KeyRecord>();
}

Result<std::optional<KeyRecord>> KeyRecordReader::takeRecord(qsizetype keyBytes, qsizetype valueBytes)
{
    const QByteArrayView head = rest().first(KeyRecord::headBytes);
    const QByteArrayView content = rest().sliced(KeyRecord::headBytes, keyBytes + valueBytes);
    KeyRecord record;
    record.key = content.first(keyBytes).toByteArray();
    record.value = content.sliced(keyBytes).toByteArray();
    if (KeyRecord::check(head.first(numberBytes), record.key, record.value) != head.sliced(numberBytes))
        return damaged();
    if (const auto expiry = qFromBigEndian<qint64>(head.data() + 12); expiry != 0)
        record.expiresAtMs = expiry;
    m_read += KeyRecord::headBytes + content.size();
    ++m_records;
    return std::optional(std::move(record));
}

void KeyRecordReader::discardRead()
{
    if (m_read < discardedAtOnce && m_read < m_buffer.size())
        return;
    m_buffer.remove(0, m_read);
    m_read = 0;
}

} // namespace sm::redis
