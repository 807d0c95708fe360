// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/allpages.h>

#include <QDateTime>

namespace sm::backups {

/// What AWS is asked with.
struct AwsReads
{
    aws::Caller &caller;
    const aws::Models &models;
};

/// A time as AWS gives it, UTC.
QDateTime instantOf(const QJsonValue &value);

} // namespace sm::backups
