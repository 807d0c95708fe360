// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyrecord.h"

#include <core/result.h>

#include <QCoreApplication>

namespace sm::redis {

/// Reads a capture back, however its bytes are split.
class KeyRecordReader
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::KeyRecordReader)

public:
    void feed(QByteArrayView bytes) { m_buffer.append(bytes); }

    /// The next record; nothing while bytes are missing, or at the end.
    /// \error Kind::Storage code "DamagedCapture": this is no capture, or not what was written
    Result<std::optional<KeyRecord>> next();

    /// The end has been read: the capture is whole.
    bool isAtEnd() const { return m_isAtEnd; }

    /// For bytes that are over before isAtEnd().
    static Error damaged();

private:
    QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_read); }
    void discardRead();
    bool takeHeader();
    Result<std::optional<KeyRecord>> takeEnd(quint64 records);
    Result<std::optional<KeyRecord>> takeRecord(qsizetype keyBytes, qsizetype valueBytes);

    QByteArray m_buffer;
    qsizetype m_read = 0;
    quint64 m_records = 0;
    bool m_hasHeader = false;
    bool m_isAtEnd = false;
};

} // namespace sm::redis
