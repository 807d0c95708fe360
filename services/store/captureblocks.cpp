// SPDX-License-Identifier: GPL-3.0-or-later
#include "captureblocks.h"

#include <crypto/random.h>

namespace sm::store {

namespace {

constexpr QByteArrayView Magic = "SM capture v1.0\n";
static_assert(Magic.size() == 16);

} // namespace

CaptureBlocks::CaptureBlocks(crypto::Seal seal)
    : CaptureBlocks(std::move(seal), Magic.toByteArray() + crypto::randomBytes(HeaderBytes - Magic.size()))
{
}

CaptureBlocks::CaptureBlocks(crypto::Seal seal, QByteArray header)
    : m_seal(std::move(seal))
    , m_header(std::move(header))
{
}

bool CaptureBlocks::isValid() const
{
    return m_header.size() == HeaderBytes && QByteArrayView(m_header).first(Magic.size()) == Magic;
}

QByteArray CaptureBlocks::sealNext(QByteArrayView plain, bool isLast) { return m_seal.sealed(plain, identity(isLast)); }

Result<QByteArray> CaptureBlocks::openNext(QByteArrayView sealed, bool isLast)
{
    return m_seal.opened(sealed, identity(isLast));
}

QByteArray CaptureBlocks::identity(bool isLast)
{
    return m_header + QByteArray::number(m_block++) + (isLast ? " last" : " more");
}

} // namespace sm::store
