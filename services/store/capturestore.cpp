// SPDX-License-Identifier: GPL-3.0-or-later
#include "capturestore.h"

#include <QThreadPool>

namespace sm::store {

CaptureStore::CaptureStore(QString folder, crypto::Seal seal)
    : m_folder(std::move(folder))
    , m_seal(std::move(seal))
    , m_pool(std::make_shared<QThreadPool>())
{
    m_pool->setMaxThreadCount(1); // keeps the pieces of a capture in order
}

std::unique_ptr<CaptureWriter> CaptureStore::writer() const
{
    return std::make_unique<CaptureWriter>(m_folder, m_seal, m_pool);
}

std::unique_ptr<CaptureReader> CaptureStore::reader(CaptureId id) const
{
    return std::make_unique<CaptureReader>(m_folder, std::move(id), m_seal, m_pool);
}

QCoro::Task<Result<void>> CaptureStore::verify(CaptureId id) const
{
    const std::unique_ptr<CaptureReader> source = reader(std::move(id));
    for (;;) {
        const Result<QByteArray> piece = co_await source->next();
        if (!piece)
            co_return piece.error();
        if (piece->isEmpty())
            co_return ok();
    }
}

} // namespace sm::store
