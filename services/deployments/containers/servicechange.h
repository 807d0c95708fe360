// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <functional>

namespace sm::deployments {

/// One call that changed a service, as the account's trail tells of it.
struct ServiceChange
{
    QDateTime at; ///< UTC
    QString by;
    QString event; ///< "UpdateService", "CreateService"
    QJsonObject parameters; ///< of the request, in the names of ECS: cluster, service, taskDefinition …
    qint64 run = 0; ///< of the journal; 0: it was not made here
};

/// The changes of all services since an instant, in any order. Empty: nobody tells of changes.
using ServiceChanges = std::function<QCoro::Task<Result<QList<ServiceChange>>>(QDateTime since, CancelToken token)>;

} // namespace sm::deployments
