// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <crypto/seal.h>
#include <store/captureid.h>

#include <QByteArray>
#include <QCoroTask>

#include <memory>

class QThreadPool;

namespace sm::store {

/// Gives the content of one capture, piece by piece.
class CaptureReader
{
public:
    CaptureReader(QString folder, CaptureId id, crypto::Seal seal, std::shared_ptr<QThreadPool> pool);

    /// The next piece, at most 64 KiB; empty at the end. Each piece is what was written at its place; that the whole is
    /// what the name says is known at the end.
    /// \error Kind::NotFound there is no such capture
    /// \error Kind::Storage  it was changed or cut (code "CaptureDamaged"), or can not be read
    QCoro::Task<Result<QByteArray>> next();

private:
    class Source;
    std::shared_ptr<Source> m_source;
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace sm::store
