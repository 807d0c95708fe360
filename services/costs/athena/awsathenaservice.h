// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "athenaservice.h"

#include <aws/caller.h>
#include <aws/models.h>
#include <net/sleeper.h>

namespace sm::athena {

/// AthenaService over AWS. All that it is given outlives it.
class AwsAthenaService final : public AthenaService
{
public:
    AwsAthenaService(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper);

    QCoro::Task<Result<QList<Workgroup>>> workgroups(CancelToken token) override;
    QCoro::Task<Result<Workgroup>> workgroup(QString name, CancelToken token) override;
    QCoro::Task<Result<Table>> table(QString database, QString name, CancelToken token) override;
    QCoro::Task<Result<QList<Partition>>> partitions(Table table, CancelToken token) override;
    QCoro::Task<Result<PartitionHealth>> health(Table table, CancelToken token) override;
    QCoro::Task<Result<ScanBound>> bound(Table table, QList<Partition> partitions, CancelToken token) override;
    QCoro::Task<Result<Execution>> follow(QString id, ProgressHandler onProgress, CancelToken token) override;
    QCoro::Task<Result<void>> results(QString id, PageHandler onPage, CancelToken token) override;
    QCoro::Task<Result<QList<Execution>>> recent(QString workgroup, QDateTime since, CancelToken token) override;

private:
    using EachPage = std::function<void(const QJsonObject &)>;
    QCoro::Task<Result<void>> walk(aws::Call first, EachPage onPage, CancelToken token);
    QCoro::Task<Result<void>> addSizes(QString location, ScanBound *bound, int *pagesLeft, CancelToken token);
    QCoro::Task<Result<QStringList>> folders(QString location, int depth, CancelToken token);
    QCoro::Task<Result<QList<Execution>>> executions(QStringList ids, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    net::Sleeper &m_sleeper;
};

} // namespace sm::athena
