// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <operations/catalog.h>
#include <operations/executor.h>

namespace sm::operations {

/// Carries out "aws:<service>:<Operation>": puts the secrets in at the last moment, sends, and names the secrets in
/// the answer.
class AwsExecutor final : public Executor
{
public:
    AwsExecutor(aws::Caller &caller, const Catalog &catalog);

    QString kind() const override;
    /// \error as aws::Caller::write(), for steps of tier 0 as aws::Caller::read()
    QCoro::Task<Result<Applied>> apply(WritePermit permit, Step step, CancelToken token) override;

private:
    QStringList secretsOf(const Step &step) const;

    aws::Caller &m_caller;
    const Catalog &m_catalog;
};

} // namespace sm::operations
