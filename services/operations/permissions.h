// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <core/plan.h>
#include <operations/catalog.h>
#include <operations/permission.h>

#include <memory>

namespace sm::operations {

class ArnRules;

/// What IAM has to allow for a plan. Asks nobody: it reads the catalog, the inputs, and what AWS publishes about its
/// resources.
class Permissions
{
public:
    enum class Undo { With, Without };

    /// Both outlive it.
    Permissions(const Catalog &catalog, const aws::Models &models);
    ~Permissions();
    Q_DISABLE_COPY_MOVE(Permissions)

    /// Those of the steps and of what is read to see what they change; with Undo::With also of what takes them back.
    /// Sorted by action and resource, each once.
    /// \param account  in which the resources are; empty: any
    QList<Permission> of(const Plan &plan, const AccountId &account, Undo undo) const;
    /// What they can not know, a sentence each.
    QStringList notes(const Plan &plan) const;

private:
    class Collection;

    const Catalog &m_catalog;
    const aws::Models &m_models;
    std::unique_ptr<const ArnRules> m_rules;
};

/// The policy that allows \p permissions and nothing else (IAM JSON policy, version 2012-10-17).
QJsonObject policyOf(const QList<Permission> &permissions);

} // namespace sm::operations
