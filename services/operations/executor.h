// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/plan.h>
#include <core/result.h>
#include <core/writepermit.h>

#include <QCoroTask>

namespace sm::operations {

struct Applied
{
    QJsonObject output;
    QString requestId;
    QList<Secret> secrets; ///< what in \c output is for the person alone and never for the journal
};

/// Carries out the operations of one kind ("aws", later "sql", "redis", "http", "process").
class Executor
{
public:
    virtual ~Executor() = default;
    /// The part of Operation::uses before the first colon.
    virtual QString kind() const = 0;
    virtual QCoro::Task<Result<Applied>> apply(WritePermit permit, Step step, CancelToken token) = 0;
};

} // namespace sm::operations
