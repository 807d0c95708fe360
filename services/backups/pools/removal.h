// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poolexport.h"

namespace sm::backups {

/// Takes an import into \p pool back: of what \p made names ({users, groups}), the users that are as \p kept has them
/// and whom nobody has used or changed since, and the groups that are as it has them and empty. {removed, changed,
/// gone, groups}: "changed" are the names of those that stay.
/// All but the values outlive the task.
/// \error as walkPool() and aws::Caller::write(); changed() says whether something was removed
QCoro::Task<Result<QJsonObject>> removeImported(aws::Caller *caller, const aws::Models *models, WritePermit permit,
    Vault::Kept kept, QString pool, QJsonObject made, CancelToken token);

} // namespace sm::backups
