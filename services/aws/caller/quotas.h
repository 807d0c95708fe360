// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sm::aws {

/// A group of operations that share one request rate in an account and region.
struct QuotaCategory
{
    QString name; ///< "cognito-idp/UserUpdate"
    double requestsPerSecond = 0; ///< AWS's default for an account
};

/// The category of an operation, or nothing when AWS publishes none that is known here.
std::optional<QuotaCategory> quotaCategory(const QString &service, const QString &operation);

} // namespace sm::aws
