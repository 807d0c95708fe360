// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace sm::operations {

/// Keys and signatures as they stand in JSON. What is not Base64 gives other bytes, never an error: whoever reads
/// compares.
inline QString base64(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }
inline QByteArray bytesOf(const QJsonValue &base64) { return QByteArray::fromBase64(base64.toString().toLatin1()); }

} // namespace sm::operations
