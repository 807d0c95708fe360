// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <store/capturestore.h>

#include <memory>

namespace sm::executors {

struct RedisLimits
{
    std::chrono::milliseconds idle = std::chrono::seconds(60); ///< a connection that nobody uses stays open
    std::chrono::milliseconds stall = std::chrono::seconds(30); ///< without a byte while an answer is due
    qsizetype keptKeys = 100'000; ///< of one step
    qint64 keptBytes = 64 * 1024 * 1024;
};

/// Carries out "redis:command", "redis:unlink" and "redis:restore" (redisinput.h) on the caches of one system.
///
/// The keys that a write names or matches are looked at and kept before, where they are not too many; redis:unlink
/// removes exactly those that were looked at. Its undo puts them back with the instants at which they expire.
class RedisExecutor final : public operations::Executor
{
public:
    /// \p captures outlives it; \p live is told how far a removal is.
    RedisExecutor(
        SystemInfo system, const store::CaptureStore &captures, LiveOutput live = {}, const RedisLimits &limits = {});
    ~RedisExecutor() override;

    QString kind() const override;
    /// As KeySight::state; undefined where the keys are not known from the words of the command.
    /// \error as KeyState; as CacheConnections::connection()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// With what was matched and kept, which the journal keeps: from then on these keys are looked at.
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as RedisRun; as CacheConnections::connection(); Kind::Invalid (code "MoreThanPlanned")
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace sm::executors
