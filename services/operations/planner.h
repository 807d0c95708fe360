// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <core/plan.h>
#include <core/result.h>
#include <operations/catalog.h>
#include <operations/planid.h>

namespace sm::operations {

/// Turns what a screen, a command or a runbook wants into a plan: looks each step up in the catalog, moves secrets
/// out of the inputs, validates the inputs against the service models, writes the CLI line, computes the plan's id.
class Planner
{
public:
    Planner(const Catalog &catalog, const aws::Models &models);

    /// \param steps  title, resource, operation, changes and notes are read; the rest is filled in
    /// \error Kind::Invalid  a write without a catalog entry, or an input that does not fit its operation
    Result<Plan> plan(QString title, SystemInfo system, QList<Step> steps, bool continueOnFailure = false) const;

private:
    const Catalog &m_catalog;
    const aws::Models &m_models;
};

} // namespace sm::operations
