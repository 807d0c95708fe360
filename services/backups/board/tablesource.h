// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "awsreads.h"
#include "backupsource.h"

namespace sm::backups {

/// Tables of DynamoDB: their backups on demand, those that DynamoDB made itself and those of AWS Backup, also of
/// tables that were deleted; and whether each can be brought back to any time.
class TableSource final : public BackupSource
{
public:
    explicit TableSource(AwsReads reads)
        : m_reads(reads)
    {
    }

    AssetKind kind() const override { return AssetKind::Table; }
    bool isKeeper() const override { return true; }
    QCoro::Task<Findings> find(CancelToken token) override;
    QCoro::Task<Result<void>> complete(AssetStanding *standing, CancelToken token) override;

private:
    AwsReads m_reads;
};

} // namespace sm::backups
