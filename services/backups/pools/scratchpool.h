// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poolexport.h"

namespace sm::backups {

// Pools that a drill makes and deletes. A tag with the name of the pool says so; without it nothing is deleted.

/// Makes a pool \p name that takes the users of \p kept, or finds the one that an attempt which broke off made.
/// {pool, name, existed}
/// \error as aws::Caller
QCoro::Task<Result<QJsonObject>> createScratchPool(aws::Caller *caller, const aws::Models *models, WritePermit permit,
    Vault::Kept kept, QString name, CancelToken token);

/// {deleted}: false where it is gone already.
/// \error Kind::Conflict (code "NotScratch") no drill made it
QCoro::Task<Result<QJsonObject>> deleteScratchPool(
    aws::Caller *caller, WritePermit permit, QString pool, CancelToken token);

/// {there: {id: name}} of the scratch pools named \p name.
QCoro::Task<Result<QJsonObject>> scratchPoolsNamed(
    aws::Caller *caller, const aws::Models *models, QString name, CancelToken token);

} // namespace sm::backups
