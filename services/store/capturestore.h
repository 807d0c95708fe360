// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/capturereader.h>
#include <store/capturewriter.h>

namespace sm::store {

/// What was there before something was changed, where it is too big for a journal: dumps, archives, code packages.
/// Each capture is one sealed file, named by its content; nothing here ever removes one.
///
///     const auto writer = captures.writer();
///     while (…)
///         if (const auto taken = co_await writer->append(piece); !taken) …
///     const Result<CaptureId> id = co_await writer->finish();
class CaptureStore
{
public:
    /// In \p folder (0700), which is made when it is needed.
    CaptureStore(QString folder, crypto::Seal seal);

    std::unique_ptr<CaptureWriter> writer() const;
    std::unique_ptr<CaptureReader> reader(CaptureId id) const;
    /// Reads all of \p id.
    /// \error as CaptureReader::next()
    QCoro::Task<Result<void>> verify(CaptureId id) const;

private:
    QString m_folder;
    crypto::Seal m_seal;
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace sm::store
