// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "awsreads.h"
#include "backupsource.h"

namespace sm::backups {

/// Clusters of ElastiCache that can be snapshot: Redis and Valkey, by the name of their replication group where they
/// have one.
class ClusterSource final : public BackupSource
{
public:
    explicit ClusterSource(AwsReads reads)
        : m_reads(reads)
    {
    }

    AssetKind kind() const override { return AssetKind::CacheCluster; }
    bool isKeeper() const override { return true; }
    QCoro::Task<Findings> find(CancelToken token) override;

private:
    AwsReads m_reads;
};

} // namespace sm::backups
