// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <crypto/seal.h>

namespace sm::store {

/// How a capture is sealed: a header with a random label, then blocks of 64 KiB, of which the last may be shorter. Each
/// is bound to the label, its number and whether it is the last, so that none can be left out, doubled or exchanged.
class CaptureBlocks
{
public:
    static constexpr qsizetype PlainBytes = 64 * 1024;
    static constexpr qsizetype SealedBytes = PlainBytes + crypto::Seal::OverheadBytes;
    static constexpr qsizetype HeaderBytes = 32;

    /// Begins a capture: a new label.
    explicit CaptureBlocks(crypto::Seal seal);
    /// Goes through one that begins with \p header; isValid() tells whether that is one.
    CaptureBlocks(crypto::Seal seal, QByteArray header);

    bool isValid() const;
    QByteArray header() const { return m_header; }
    QByteArray sealNext(QByteArrayView plain, bool isLast);
    /// \error Kind::Storage, code "SealBroken"
    Result<QByteArray> openNext(QByteArrayView sealed, bool isLast);

private:
    QByteArray identity(bool isLast);

    crypto::Seal m_seal;
    QByteArray m_header;
    qint64 m_block = 0;
};

} // namespace sm::store
