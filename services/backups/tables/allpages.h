// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>

namespace sm::backups {

/// All pages of a list operation as one answer: its lists put together.
/// \error as aws::Paginator::next()
QCoro::Task<Result<QJsonObject>> allPages(
    aws::Caller *caller, const aws::Models *models, aws::Call call, CancelToken token);

} // namespace sm::backups
