// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>

#include <QJsonArray>

namespace sm::backups {

/// What AWS is asked with.
struct AwsReads
{
    aws::Caller &caller;
    const aws::Models &models;
};

/// The elements of the list \p member on all pages of \p call. \p reads outlives the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonArray>> wholeList(const AwsReads *reads, aws::Call call, QString member, CancelToken token);

/// A time as AWS gives it, UTC.
QDateTime instantOf(const QJsonValue &value);

} // namespace sm::backups
