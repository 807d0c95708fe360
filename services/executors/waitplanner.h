// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::executors {

/// Plans "wait:<service>:<waiter>" and "wait" (waiterchoice.h), with the waiters of the service models and those that
/// correct them. A wait changes nothing.
class WaitPlanner final : public operations::KindPlanner
{
public:
    /// Both outlive it.
    WaitPlanner(const operations::Catalog &catalog, const aws::Models &models);

    QString kind() const override;
    /// \error as waiterFor()
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    const operations::Catalog &m_catalog;
    const aws::Models &m_models;
};

} // namespace sm::executors
