// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <core/plan.h>
#include <core/result.h>
#include <operations/catalog.h>
#include <operations/kindplanner.h>
#include <operations/planjson.h>

#include <QSet>

#include <vector>

namespace sm::operations {

/// Turns what a screen, a command or a runbook wants into a plan: looks each step up in the catalog, moves secrets
/// out of the inputs, validates the inputs against the service models, writes the CLI line, computes the plan's id.
class Planner
{
public:
    /// \p kinds plan what is not AWS; all outlive it.
    Planner(const Catalog &catalog, const aws::Models &models, std::vector<const KindPlanner *> kinds = {});

    /// \param steps  title, resource, operation, changes and notes are read; the rest is filled in, and the resource
    ///               too where it is empty
    /// Secrets get names that are unique in the plan. A client token (repeat class T) that is not given is made up, so
    /// only plans without one have the same id each time.
    /// \error Kind::Invalid   a write without a catalog entry (code "NotInCatalog"), or an input that does not fit its
    ///                        operation
    /// \error Kind::NotFound  no such service
    Result<Plan> plan(QString title, SystemInfo system, QList<Step> steps, bool continueOnFailure = false) const;

private:
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const;
    Result<Step> plannedAws(Step step, const SystemInfo &system, QSet<QString> &secretNames) const;
    Result<CatalogEntry> entryFor(const aws::ServiceModel &service, const QString &operation) const;

    const Catalog &m_catalog;
    const aws::Models &m_models;
    std::vector<const KindPlanner *> m_kinds;
};

} // namespace sm::operations
