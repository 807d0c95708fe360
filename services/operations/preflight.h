// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/result.h>
#include <core/systeminfo.h>
#include <operations/permission.h>

#include <QCoroTask>

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

} // namespace sm::operations
