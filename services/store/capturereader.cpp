// SPDX-License-Identifier: GPL-3.0-or-later
#include "capturereader.h"

#include "captureblocks.h"
#include "storageerror.h"

#include <crypto/sha256.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QFile>
#include <QtConcurrentRun>

#include <optional>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

Error damaged(const QString &file)
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::store",
            "%1 is not what was captured: it was changed or cut, or its key is another one. Put a copy from a backup "
            "in its place.")
            .arg(file))
        .withCode(u"CaptureDamaged"_s);
}

Error noSuchCapture(const QString &name)
{
    return Error(Error::Kind::NotFound,
        QCoreApplication::translate("sm::store", "There is no capture %1. Look for the folder of captures in a backup.")
            .arg(name));
}

} // namespace

/// The file that is read. Touched on the thread of the pool only.
class CaptureReader::Source
{
public:
    Source(const QString &folder, CaptureId id, crypto::Seal seal)
        : m_id(std::move(id))
        , m_file(folder + u'/' + m_id.sha256)
        , m_seal(std::move(seal))
    {
    }

    Result<QByteArray> next()
    {
        if (m_isDone)
            return QByteArray();
        if (const auto begun = begin(); !begun)
            return begun.error();
        const QByteArray sealed = m_file.read(CaptureBlocks::SealedBytes);
        const bool isLast = m_file.atEnd();
        Result<QByteArray> plain = m_blocks->openNext(sealed, isLast);
        if (!plain)
            return damaged(m_file.fileName());
        m_digest.add(*plain);
        m_bytes += plain->size();
        m_isDone = isLast;
        if (isLast && (m_digest.finish().toHex() != m_id.sha256.toLatin1() || m_bytes != m_id.bytes))
            return damaged(m_file.fileName());
        return plain;
    }

private:
    Result<void> begin()
    {
        if (m_blocks)
            return ok();
        // The name comes from a journal that somebody may have written to.
        const bool isName
            = m_id.sha256.size() == 64 && QByteArray::fromHex(m_id.sha256.toLatin1()).toHex() == m_id.sha256.toLatin1();
        if (!isName || !m_file.exists())
            return noSuchCapture(m_id.sha256);
        if (!m_file.open(QIODevice::ReadOnly))
            return fileError(m_file.fileName(), m_file.errorString());
        m_blocks.emplace(m_seal, m_file.read(CaptureBlocks::HeaderBytes));
        return m_blocks->isValid() ? ok() : Result<void>(damaged(m_file.fileName()));
    }

    CaptureId m_id;
    QFile m_file;
    crypto::Seal m_seal;
    std::optional<CaptureBlocks> m_blocks;
    crypto::Sha256 m_digest;
    qint64 m_bytes = 0;
    bool m_isDone = false;
};

CaptureReader::CaptureReader(QString folder, CaptureId id, crypto::Seal seal, std::shared_ptr<QThreadPool> pool)
    : m_source(std::make_shared<Source>(folder, std::move(id), std::move(seal)))
    , m_pool(std::move(pool))
{
}

QCoro::Task<Result<QByteArray>> CaptureReader::next()
{
    auto outcome = std::make_shared<Result<QByteArray>>();
    const QFuture<void> done
        = QtConcurrent::run(m_pool.get(), [source = m_source, outcome] { *outcome = source->next(); });
    co_await done;
    co_return *outcome;
}

} // namespace sm::store
