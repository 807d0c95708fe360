// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicehistory.h"

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

#include <vector>

namespace sm::deployments {

/// One reading of what was deployed to services. First what runs now, of all of them; then what AWS has kept of each;
/// then the trail; at last the revisions that could be deployed, page by page. Lives as long as its task.
class ServiceReading
{
public:
    ServiceReading(AwsReads reads, ServiceChanges changes, Reading wanted, DeploymentSource::DeploymentsHandler onPage);

    /// \error as DeploymentSource::read(); Kind::NotFound a service that was named is not there, the others are told of
    QCoro::Task<Result<void>> run(CancelToken token);

private:
    QCoro::Task<Result<void>> describe(CancelToken token);
    QCoro::Task<Result<void>> describeSome(QString cluster, QStringList services, CancelToken token);
    QCoro::Task<Result<void>> measure(CancelToken token);
    QCoro::Task<Result<void>> readKept(ServiceHistory *history, CancelToken token);
    QCoro::Task<Result<void>> readChanges(CancelToken token);
    QCoro::Task<Result<void>> readRevisions(ServiceHistory *history, CancelToken token);
    QCoro::Task<Result<void>> dateNewest(QList<Deployment> revisions, CancelToken token);
    bool goesOn(const Result<void> &done);

    AwsReads m_reads;
    ServiceChanges m_changes;
    Reading m_wanted;
    DeploymentSource::DeploymentsHandler m_onPage;
    std::vector<ServiceHistory> m_histories;
    std::optional<Error> m_problem; ///< the first; what could be read was told all the same
};

} // namespace sm::deployments
