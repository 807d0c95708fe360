// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorerarchive.h"

#include <core/clock.h>

#include <memory>

namespace sm::store {
class Database;
}

namespace sm::costs {

/// The archive in a SQLite file of this computer, which all programs share. What is closed stays; what is open goes
/// when it has not been written for 90 days.
class ExplorerFile final : public ExplorerArchive
{
public:
    /// \p clock outlives it.
    /// \error as store::Database::open(), with "CostExplorerAnswers"
    static QCoro::Task<Result<std::unique_ptr<ExplorerFile>>> open(QString file, const Clock *clock);
    ~ExplorerFile() override;

    QCoro::Task<Result<std::optional<Kept>>> read(QString name, CancelToken token) override;
    QCoro::Task<Result<void>> write(QString name, QByteArray text, Keep keep, CancelToken token) override;
    /// Drops all names that begin with \p scope and a slash.
    /// \error Kind::Storage
    QCoro::Task<Result<void>> forget(QString scope);

private:
    ExplorerFile(std::unique_ptr<store::Database> database, const Clock *clock);

    std::unique_ptr<store::Database> m_database;
    const Clock *m_clock;
};

} // namespace sm::costs
