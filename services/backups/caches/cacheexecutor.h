// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <vault/vault.h>

#include <chrono>
#include <memory>

namespace sm::backups {

/// Carries out the operations of CachePlanner. Nothing of a backup is used before every byte of it was read and found
/// whole, and nothing that is there is replaced unless the step says so.
class CacheExecutor final : public operations::Executor
{
public:
    struct Limits
    {
        std::chrono::milliseconds idle = std::chrono::seconds(60); ///< a connection that nobody uses stays open
        std::chrono::milliseconds stall = std::chrono::seconds(30); ///< without a byte while an answer is due
    };

    /// \p vault outlives it.
    CacheExecutor(SystemInfo system, const Vault &vault, executors::LiveOutput live, const Limits &limits);
    CacheExecutor(SystemInfo system, const Vault &vault, executors::LiveOutput live = {});
    ~CacheExecutor() override;

    QString kind() const override;
    /// Of a dump as backupsOf(); of a load {keys, there, other}: of the backup, the same already, something else.
    /// \error as wholeBackup() and executors::CacheConnections::connection()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as dumpKeys(), loadKeys(), deleteLoaded() and KeyComparison::run()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace sm::backups
