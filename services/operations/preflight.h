// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/result.h>
#include <core/systeminfo.h>
#include <operations/permissions.h>

#include <QCoroTask>
#include <QSet>

namespace sm::operations {

/// Which of \p needed IAM would not allow whoever is signed in, by its own simulation (iam:SimulatePrincipalPolicy) of
/// the policies of the user or role, with permissions boundaries and service control policies where it knows them.
///
/// What acts on something that is not known yet, and what depends on conditions that IAM was not told, is not judged:
/// then the first refusal tells. \p caller is there as long as the task.
/// \error Kind::Denied  the simulation itself is not allowed
/// \error Kind::Invalid (code "NoPrincipal") the root user or nobody is signed in: there is nothing to simulate
/// \error as aws::Caller::read()
QCoro::Task<Result<QList<Permission>>> missingPermissions(
    aws::Caller *caller, QList<Permission> needed, Identity identity, CancelToken token);

/// Looks, before a plan runs, for what whoever is signed in would be refused.
class Preflight
{
public:
    /// All outlive it, and it outlives what it is asked.
    Preflight(const Catalog &catalog, const aws::Models &models, aws::Caller &caller);

    /// Nothing is missing where nothing is needed, or where nobody knows who is signed in.
    /// \param ended  steps of \p plan that an earlier run has done or left out: nobody needs to be allowed them
    /// \error as missingPermissions()
    QCoro::Task<Result<QList<Permission>>> missing(
        Plan plan, QSet<int> ended, Identity identity, CancelToken token) const;

private:
    Permissions m_permissions;
    aws::Caller &m_caller;
};

/// "lambda:UpdateAlias on arn:aws:lambda:… (step 2)", for a person.
QString shownPermission(const Permission &permission);

} // namespace sm::operations
