// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupsource.h"

namespace sm::backups {

QCoro::Task<Result<void>> BackupSource::complete(AssetStanding *, CancelToken) { co_return ok(); }

} // namespace sm::backups
