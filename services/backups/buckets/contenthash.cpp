// SPDX-License-Identifier: GPL-3.0-or-later
#include "contenthash.h"

#include <crypto/checksum.h>

#include <QtEndian>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

std::unique_ptr<ContentHash> ContentHash::of(const QJsonObject &checksums, const QString &md5)
{
    const auto made = [](Kind kind, const QByteArray &wanted) {
        return std::unique_ptr<ContentHash>(new ContentHash(kind, wanted));
    };
    const auto wanted = [&checksums](const QString &name) {
        return QByteArray::fromBase64(checksums.value(name).toString().toLatin1());
    };
    if (checksums.contains(u"ChecksumSHA256"_s))
        return made(Kind::Sha256, wanted(u"ChecksumSHA256"_s));
    if (checksums.contains(u"ChecksumCRC64NVME"_s))
        return made(Kind::Crc64Nvme, wanted(u"ChecksumCRC64NVME"_s));
    if (checksums.contains(u"ChecksumSHA1"_s))
        return made(Kind::Sha1, wanted(u"ChecksumSHA1"_s));
    if (!md5.isEmpty())
        return made(Kind::Md5, QByteArray::fromHex(md5.toLatin1()));
    if (checksums.contains(u"ChecksumCRC32C"_s))
        return made(Kind::Crc32c, wanted(u"ChecksumCRC32C"_s));
    if (checksums.contains(u"ChecksumCRC32"_s))
        return made(Kind::Crc32, wanted(u"ChecksumCRC32"_s));
    return nullptr;
}

ContentHash::ContentHash(Kind kind, QByteArray wanted)
    : m_kind(kind)
    , m_wanted(std::move(wanted))
    , m_hash(kind == Kind::Sha1 ? QCryptographicHash::Sha1 : QCryptographicHash::Md5)
{
}

void ContentHash::add(const QByteArray &piece)
{
    switch (m_kind) {
    case Kind::Sha256:
        m_sha256.add(piece);
        break;
    case Kind::Crc64Nvme:
        m_crc = crypto::crc64nvme(piece, m_crc);
        break;
    case Kind::Crc32c:
        m_crc = crypto::crc32c(piece, static_cast<quint32>(m_crc));
        break;
    case Kind::Crc32:
        m_crc = crypto::crc32(piece, static_cast<quint32>(m_crc));
        break;
    default:
        m_hash.addData(piece);
    }
}

QByteArray ContentHash::digest()
{
    switch (m_kind) {
    case Kind::Sha256:
        return m_sha256.finish();
    case Kind::Crc64Nvme:
        return bigEndian(m_crc);
    case Kind::Crc32c:
    case Kind::Crc32:
        return bigEndian(static_cast<quint32>(m_crc));
    default:
        return m_hash.result();
    }
}

bool ContentHash::matches() { return digest() == m_wanted; }

} // namespace sm::backups
