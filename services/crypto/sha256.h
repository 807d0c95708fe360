// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace sm::crypto {

/// SHA-256 of bytes that come in pieces.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    void add(QByteArrayView piece);
    /// The digest of all pieces, 32 bytes; then it begins anew.
    QByteArray finish();

private:
    class Context;
    std::unique_ptr<Context> m_context;
};

} // namespace sm::crypto
