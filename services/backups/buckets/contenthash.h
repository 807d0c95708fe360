// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <crypto/sha256.h>

#include <QCryptographicHash>
#include <QJsonObject>

#include <memory>

namespace sm::backups {

/// Reckons one of the checksums by which S3 knows a content, over bytes that come in pieces.
class ContentHash
{
public:
    /// The strongest that is among \p checksums, {ChecksumSHA256: Base64}, or the MD5, 32 hexadecimal digits; nullptr
    /// where there is none that can be reckoned.
    static std::unique_ptr<ContentHash> of(const QJsonObject &checksums, const QString &md5);

    void add(const QByteArray &piece);
    /// Whether what was added is the content. To be asked once.
    bool matches();

private:
    enum class Kind { Sha256, Crc64Nvme, Sha1, Md5, Crc32c, Crc32 };
    ContentHash(Kind kind, QByteArray wanted);
    QByteArray digest();

    Kind m_kind;
    QByteArray m_wanted;
    crypto::Sha256 m_sha256;
    QCryptographicHash m_hash;
    quint64 m_crc = 0;
};

} // namespace sm::backups
