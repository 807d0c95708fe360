// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <crypto/seal.h>
#include <store/captureid.h>

#include <QByteArray>
#include <QCoroTask>

#include <memory>

class QThreadPool;

namespace sm::store {

/// Takes the content of one capture as it streams in. Destroyed before finish(), it leaves nothing.
class CaptureWriter
{
public:
    CaptureWriter(QString folder, crypto::Seal seal, std::shared_ptr<QThreadPool> pool);

    /// Seals \p bytes and writes them. Wait for it before the next: that is what keeps a fast source from filling the
    /// memory.
    /// \error Kind::Storage; then nothing more is taken
    QCoro::Task<Result<void>> append(QByteArray bytes);
    /// Puts the capture on the disk, under its name. After that an intent may name it.
    /// \error Kind::Storage
    QCoro::Task<Result<CaptureId>> finish();

private:
    class Part;
    std::shared_ptr<Part> m_part;
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace sm::store
