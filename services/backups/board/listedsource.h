// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "awsreads.h"
#include "backupsource.h"

namespace sm::backups {

/// What AWS lists and does not back up: buckets, user pools, functions. Their backups are in the vault.
class ListedSource final : public BackupSource
{
public:
    /// How AWS lists a kind.
    struct Listing
    {
        AssetKind kind;
        aws::Call call;
        QString list; ///< member of the answer
        QString name; ///< member of each
        QString title; ///< the same; empty: the name is all there is
    };

    ListedSource(AwsReads reads, Listing listing)
        : m_reads(reads)
        , m_listing(std::move(listing))
    {
    }

    static Listing buckets();
    static Listing userPools();
    static Listing functions();

    AssetKind kind() const override { return m_listing.kind; }
    QCoro::Task<Findings> find(CancelToken token) override;

private:
    AwsReads m_reads;
    Listing m_listing;
};

/// What the system's file alone knows of: databases, caches, and what somebody else backs up.
class DeclaredSource final : public BackupSource
{
public:
    explicit DeclaredSource(AssetKind kind)
        : m_kind(kind)
    {
    }

    AssetKind kind() const override { return m_kind; }
    bool asksAws() const override { return false; }
    QCoro::Task<Findings> find(CancelToken) override { co_return Findings(); }

private:
    AssetKind m_kind;
};

} // namespace sm::backups
