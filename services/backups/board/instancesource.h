// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "awsreads.h"
#include "backupsource.h"

namespace sm::backups {

/// Database instances of RDS: snapshots of people and automated ones.
class InstanceSource final : public BackupSource
{
public:
    explicit InstanceSource(AwsReads reads)
        : m_reads(reads)
    {
    }

    AssetKind kind() const override { return AssetKind::Instance; }
    bool isKeeper() const override { return true; }
    QCoro::Task<Findings> find(CancelToken token) override;

private:
    AwsReads m_reads;
};

} // namespace sm::backups
