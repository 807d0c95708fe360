// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <databases/databaselimits.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <vault/vault.h>

#include <memory>

namespace sm::backups {

/// Backs databases of PostgreSQL up into the vault, restores them beside the original, compares, and drops what was
/// restored (databaseinput.h), with pg_dump and pg_restore.
///
/// What is seen of a dump is which backups there are, and the program that would make one; of a restore and of
/// dropping it is the database "into": null, or {oid, owner, mark}, where the mark says that it is ours.
class DatabaseExecutor final : public operations::Executor
{
public:
    /// \p vault outlives it; \p live gets a line for each table.
    DatabaseExecutor(
        SystemInfo system, const Vault &vault, executors::LiveOutput live = {}, DatabaseLimits limits = {});
    ~DatabaseExecutor() override;

    QString kind() const override;
    /// \error Kind::Conflict (code "Exists") a restore would be into a database that is there; as
    /// DatabaseDump::program()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error Kind::Conflict (code "ContentsDiffer") what compare found; (code "InUse"); Kind::Denied (code "NotOurs")
    /// a
    ///        database that we did not make is not dropped; as DatabaseDump and DatabaseRestore
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;
    Result<bool> isBack(const Step &undone, const operations::Return &seen) const override;

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace sm::backups
