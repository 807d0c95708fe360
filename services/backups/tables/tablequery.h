// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tableinput.h"

#include <aws/caller.h>

namespace sm::backups {

/// Asks a table by PartiQL and walks all pages, up to so many rows: {rows: [plain items], count, isWhole}.
///
/// ExecuteStatement can change a table, so it takes a permit though a SELECT changes nothing.
/// \error Kind::Invalid as selectOn() and attributeValues(): nothing is sent
/// \error as aws::Caller::write()
QCoro::Task<Result<QJsonObject>> queryTable(
    aws::Caller *caller, WritePermit permit, TableInput input, CancelToken token);

} // namespace sm::backups
