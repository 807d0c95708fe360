// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace sm::crypto {

/// The checksums of S3's x-amz-checksum-* headers. Each takes what an earlier call returned, so that a long body can
/// be fed in pieces; headers carry the number big-endian in Base64.

/// CRC-32 (IEEE 802.3), also of gzip and of the AWS event stream.
quint32 crc32(QByteArrayView bytes, quint32 previous = 0);
/// CRC-32C (Castagnoli, RFC 3720).
quint32 crc32c(QByteArrayView bytes, quint32 previous = 0);
/// CRC-64/NVME, the default of new S3 uploads.
quint64 crc64nvme(QByteArrayView bytes, quint64 previous = 0);

} // namespace sm::crypto
