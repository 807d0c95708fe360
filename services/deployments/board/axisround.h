// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/deploymentsource.h>

#include <trail/shipper.h>

namespace sm::deployments {

/// The deployments of one kind as a source hands them over, and what is still to be found out about them.
class AxisRound
{
public:
    explicit AxisRound(DeploymentSource::DeploymentsHandler onPage);

    /// Hands \p page on, with what the deployments say of themselves.
    void take(const QList<Deployment> &page);
    /// Whether of one nobody knows who shipped it.
    bool isIncomplete() const;
    /// Hands those on again that \p changes tell more of, some at a time: others get their turn in between.
    QCoro::Task<void> complete(QList<TrailChange> changes, CancelToken token);
    /// As they were handed over last, newest first.
    QList<Deployment> all() const;

private:
    DeploymentSource::DeploymentsHandler m_onPage;
    QHash<QString, Deployment> m_all; ///< by id
};

} // namespace sm::deployments
