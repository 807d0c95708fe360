// SPDX-License-Identifier: GPL-3.0-or-later
#include <vault/vault.h>

#include "vaultreads.h"
#include "vaultwrites.h"

#include <QCoroFuture>
#include <QDir>
#include <QThreadPool>
#include <QtConcurrentRun>

namespace sm::backups {

namespace {

constexpr qint64 progressBytes = 8 * 1024 * 1024; // between two of them

/// Brings progress to the thread on which this was made, as long as it is there.
class Relay
{
public:
    explicit Relay(Vault::Progress progress)
        : m_progress(std::move(progress))
    {
    }
    Vault::Progress progress()
    {
        if (!m_progress)
            return [](qint64, qint64) { };
        return [this](qint64 bytes, qint64 ofBytes) {
            if (bytes < m_told + progressBytes && bytes < ofBytes)
                return;
            m_told = bytes;
            QMetaObject::invokeMethod(
                &m_here, [this, bytes, ofBytes] { m_progress(bytes, ofBytes); }, Qt::QueuedConnection);
        };
    }

private:
    QObject m_here;
    Vault::Progress m_progress;
    qint64 m_told = 0;
};

/// What \p work gives, which runs on another thread. The \p pool lives as long as the work.
template <typename Outcome>
QCoro::Task<Outcome> aside(std::shared_ptr<QThreadPool> pool, std::function<Outcome()> work)
{
    const auto outcome = std::make_shared<std::optional<Outcome>>();
    const QFuture<void> done
        = QtConcurrent::run(pool.get(), [outcome, work = std::move(work)] { outcome->emplace(work()); });
    co_await done;
    co_return **outcome;
}

} // namespace

Vault::Vault(QString folder)
    : m_folder(QDir::cleanPath(folder))
    , m_pool(std::make_shared<QThreadPool>())
{
}

QCoro::Task<Result<QList<Vault::Kept>>> Vault::list(QString asset, CancelToken token) const
{
    using Outcome = Result<QList<Kept>>;
    const std::function<Outcome()> work = [folder = m_folder, asset, token] { return listed(folder, asset, token); };
    return aside(m_pool, work);
}

QCoro::Task<Result<Vault::Kept>> Vault::read(QString asset, QString id, CancelToken token) const
{
    const std::function<Result<Kept>()> work
        = [folder = m_folder, asset, id, token] { return found(folder, asset, id, token); };
    return aside(m_pool, work);
}

QCoro::Task<Result<void>> Vault::verify(Kept kept, Progress progress, CancelToken token) const
{
    Relay relay(std::move(progress));
    const std::function<Result<void>()> work
        = [folder = m_folder, kept, told = relay.progress(), token] { return verified(folder, kept, told, token); };
    co_return co_await aside(m_pool, work);
}

QCoro::Task<Result<VaultDraft>> Vault::begin(WritePermit, Manifest manifest) const
{
    const std::function<Result<VaultDraft>()> work = [folder = m_folder, manifest] { return begun(folder, manifest); };
    return aside(m_pool, work);
}

QCoro::Task<Result<Vault::Kept>> Vault::commit(
    WritePermit, VaultDraft draft, Progress progress, CancelToken token) const
{
    Relay relay(std::move(progress));
    const std::function<Result<Kept>()> work
        = [folder = m_folder, draft, told = relay.progress(), token] { return committed(folder, draft, told, token); };
    co_return co_await aside(m_pool, work);
}

QCoro::Task<Result<void>> Vault::discard(WritePermit, VaultDraft draft) const
{
    const std::function<Result<void>()> work = [folder = m_folder, draft] { return discarded(folder, draft); };
    return aside(m_pool, work);
}

QCoro::Task<Result<QList<VaultDraft>>> Vault::drafts(QString asset, CancelToken token) const
{
    using Outcome = Result<QList<VaultDraft>>;
    const std::function<Outcome()> work = [folder = m_folder, asset, token] { return draftsIn(folder, asset, token); };
    return aside(m_pool, work);
}

QCoro::Task<Result<void>> Vault::stamp(WritePermit, Kept kept, Proof proof) const
{
    const std::function<Result<void>()> work
        = [folder = m_folder, kept, proof] { return stamped(folder, kept, proof); };
    return aside(m_pool, work);
}

QCoro::Task<Result<void>> Vault::remove(WritePermit, Kept kept) const
{
    const std::function<Result<void>()> work = [folder = m_folder, kept] { return removed(folder, kept); };
    return aside(m_pool, work);
}

} // namespace sm::backups
