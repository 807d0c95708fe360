// SPDX-License-Identifier: GPL-3.0-or-later
#include "capturewriter.h"

#include "captureblocks.h"
#include "privatefile.h"
#include "storageerror.h"

#include <crypto/random.h>
#include <crypto/sha256.h>

#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString partPrefix = u"part-"_s;

/// What a program left that was killed while it wrote: nobody holds its lock.
void removeStaleParts(const QString &folder)
{
    const QStringList names = QDir(folder).entryList({partPrefix + u'*'}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly) && ::flock(file.handle(), LOCK_EX | LOCK_NB) == 0)
            file.remove();
    }
}

} // namespace

/// The file under way. Touched on the thread of the pool only.
class CaptureWriter::Part
{
public:
    Part(QString folder, crypto::Seal seal)
        : m_folder(std::move(folder))
        , m_file(m_folder + u'/' + partPrefix + QString::fromLatin1(crypto::randomBytes(8).toHex()))
        , m_blocks(std::move(seal))
    {
    }
    ~Part() { drop(); }
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;

    Result<void> append(const QByteArray &bytes)
    {
        if (const auto ready = begin(); !ready)
            return ready;
        m_digest.add(bytes);
        m_bytes += bytes.size();
        m_waiting += bytes;
        // What may be the last block waits: only finish() knows.
        qsizetype done = 0;
        for (; m_waiting.size() - done > CaptureBlocks::PlainBytes; done += CaptureBlocks::PlainBytes) {
            const auto block = QByteArrayView(m_waiting).sliced(done, CaptureBlocks::PlainBytes);
            if (!write(m_blocks.sealNext(block, false)))
                return failed();
        }
        m_waiting.remove(0, done);
        return ok();
    }
    Result<CaptureId> finish()
    {
        if (const auto ready = begin(); !ready)
            return ready.error();
        const CaptureId id{QString::fromLatin1(m_digest.finish().toHex()), m_bytes};
        const QString name = m_folder + u'/' + id.sha256;
        const bool written = write(m_blocks.sealNext(m_waiting, true)) && ::fsync(m_file.handle()) == 0;
        if (!written)
            return failed().error();
        if (::rename(QFile::encodeName(m_file.fileName()).constData(), QFile::encodeName(name).constData()) != 0)
            return failed().error();
        m_file.close();
        m_problem = fileError(name, u"the capture is finished"_s);
        const Result<void> synced = syncFolderOf(name);
        return synced ? Result<CaptureId>(id) : synced.error();
    }

private:
    Result<void> begin()
    {
        if (m_problem)
            return *m_problem;
        if (m_file.isOpen())
            return ok();
        if (const auto made = makePrivateFile(m_file.fileName()); !made)
            return made;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
            || ::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0 || !write(m_blocks.header()))
            return failed();
        removeStaleParts(m_folder);
        return ok();
    }
    bool write(const QByteArray &bytes) { return m_file.write(bytes) == bytes.size(); }
    Result<void> failed()
    {
        m_problem = fileError(m_file.fileName(), m_file.errorString());
        drop();
        return *m_problem;
    }
    // QFile::remove() of an open file gives up when what it still holds can not be written.
    void drop()
    {
        if (!m_file.isOpen())
            return;
        m_file.close();
        QFile::remove(m_file.fileName());
    }

    QString m_folder;
    QFile m_file;
    CaptureBlocks m_blocks;
    crypto::Sha256 m_digest;
    QByteArray m_waiting;
    qint64 m_bytes = 0;
    std::optional<Error> m_problem;
};

CaptureWriter::CaptureWriter(QString folder, crypto::Seal seal, std::shared_ptr<QThreadPool> pool)
    : m_part(std::make_shared<Part>(std::move(folder), std::move(seal)))
    , m_pool(std::move(pool))
{
}

QCoro::Task<Result<void>> CaptureWriter::append(QByteArray bytes)
{
    auto outcome = std::make_shared<Result<void>>();
    const QFuture<void> done = QtConcurrent::run(
        m_pool.get(), [part = m_part, bytes = std::move(bytes), outcome] { *outcome = part->append(bytes); });
    co_await done;
    co_return *outcome;
}

QCoro::Task<Result<CaptureId>> CaptureWriter::finish()
{
    auto outcome = std::make_shared<Result<CaptureId>>();
    const QFuture<void> done = QtConcurrent::run(m_pool.get(), [part = m_part, outcome] { *outcome = part->finish(); });
    co_await done;
    co_return *outcome;
}

} // namespace sm::store
