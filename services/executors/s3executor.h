// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>

namespace sm::executors {

/// Carries out "s3:copy" (s3copyinput.h), inside S3, and "s3:delete-copies", which takes it back. A copy skips what is
/// there already and the same, so that it can be done again after it broke off; what is there and is something else
/// stops it before anything is written, unless it may overwrite.
class S3Executor final : public operations::Executor
{
public:
    /// Both outlive it. \p live is told of each object.
    S3Executor(aws::Caller &caller, const aws::Models &models, LiveOutput live = {});

    QString kind() const override;
    /// {source: {key: {etag, size}}, destination: {key: {etag, size, versionId} or null}}; of a removal the destination
    /// \error Kind::NotFound (code "NothingToCopy"), Kind::Conflict (code "TooMany"), as aws::Caller::read()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// With the list of what is copied: the journal keeps it, and no object that came later is touched.
    /// \error Kind::Conflict (code "Exists") something else is there
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as S3CopyRun::run() and removeAll()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    /// Between two objects.
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    aws::Caller &m_caller;
    const aws::Models &m_models;
    LiveOutput m_live;
};

} // namespace sm::executors
