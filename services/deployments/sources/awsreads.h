// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/allpages.h>

#include <QDateTime>

namespace sm::deployments {

/// What sources ask AWS with; both outlive them.
struct AwsReads
{
    aws::Caller &caller;
    const aws::Models &models;
};

/// A time as AWS gives it, UTC; invalid where there is none.
QDateTime instantOf(const QJsonValue &value);

} // namespace sm::deployments
