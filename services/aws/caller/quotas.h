// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>

namespace sm::aws {

/// One request rate that a call counts towards. Calls with the same key share it.
struct QuotaLimit
{
    QString key; ///< "cognito-idp/UserUpdate", "cognito-idp/UserPoolClientRead/eu-west-1_abc"
    double requestsPerSecond = 0; ///< AWS's default
    bool isShared = false; ///< with the product's own users, who are not to be starved
};

/// Every limit of an operation that AWS publishes and that is known here, the narrowest first: of one user, of one
/// user pool, of the operation's category in an account and region.
QList<QuotaLimit> quotaLimits(const QString &service, const QString &operation, const QJsonObject &input);

} // namespace sm::aws
