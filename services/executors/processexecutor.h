// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/liveoutput.h>
#include <operations/catalog.h>
#include <operations/executor.h>

namespace sm::executors {

/// Carries out "process:run": one program, without a shell, that can be cancelled at any time. Its input is
/// processinput.h's; it gives {exitCode, output, errors, seconds}, and json where the output is a JSON document.
///
/// What is observed is the file of the program and its hash: a plan that was made with another file is stale, and the
/// file that was looked at last is the one that is run.
class ProcessExecutor final : public operations::Executor
{
public:
    /// \p catalog outlives it; \p live gets every line that a program writes.
    explicit ProcessExecutor(const operations::Catalog &catalog, LiveOutput live = {});

    QString kind() const override;
    /// \error as process::resolve()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error Kind::Internal (code "Exit3", "Signal9") it ended otherwise than expected; changed() is Unknown for what
    ///                       may have changed something
    /// \error as process::run()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    const operations::Catalog &m_catalog;
    LiveOutput m_live;
};

} // namespace sm::executors
