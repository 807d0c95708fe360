// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <operations/catalog.h>
#include <operations/executor.h>
#include <operations/originals.h>

namespace sm::operations {

/// Carries out "aws:<service>:<Operation>": puts the secrets in at the last moment, sends, and names the secrets in
/// the answer. What it knows of each write is the catalog's.
class AwsExecutor final : public Executor
{
public:
    /// All outlive it. Without \p originals what writes replace is kept as far as a state can hold it, and no further.
    AwsExecutor(
        aws::Caller &caller, const Catalog &catalog, const aws::Models &models, const Originals *originals = nullptr);

    QString kind() const override;
    /// \error as aws::Caller::read(); what the catalog calls absent is a state, not an error
    QCoro::Task<Result<Observation>> observe(Step step, CancelToken token) override;
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QString cliOf(const Step &step, const SystemInfo &system) const override;
    /// \error as Originals::keep(), aws::Caller::read()
    QCoro::Task<Result<Step>> kept(Step step, CancelToken token) override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as aws::Caller::write(), for steps of tier 0 as aws::Caller::read()
    QCoro::Task<Result<Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    Result<void> verify(const Step &step, const Seen &seen) const override;
    std::chrono::seconds settles(const Step &step) const override;
    ListKeys listKeys(const Step &step) const override;
    Verdict reconcile(const Step &step, const Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const Seen &seen) const override;
    Result<Step> comeBack(Step undone, const QJsonArray &outputs) const override;
    Result<bool> isBack(const Step &undone, const Return &seen) const override;

private:
    CatalogEntry entryOf(const Step &step) const;
    Step withSecrets(Step step) const;
    bool isWithinReach(const aws::Call &call, const QString &address) const;
    QCoro::Task<Result<QJsonObject>> inputOf(Step step, CancelToken token) const;
    QCoro::Task<Result<QJsonValue>> readEach(Reading reading, QJsonObject scope, CancelToken token);
    QCoro::Task<Result<QJsonValue>> read(Reading reading, QJsonObject scope, CancelToken token);
    QCoro::Task<Result<QJsonObject>> answerTo(aws::Call call, bool allPages, CancelToken token);
    const aws::Pagination *paginationOf(const aws::Call &call) const;
    bool isList(const aws::Call &call) const;
    QCoro::Task<Result<aws::Answer>> wholeList(aws::Call call, CancelToken token);

    aws::Caller &m_caller;
    const Catalog &m_catalog;
    const aws::Models &m_models;
    const Originals *m_originals;
};

} // namespace sm::operations
