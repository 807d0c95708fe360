// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/plan.h>

namespace sm::executors {

/// What a step "wait:<service>:<waiter>" waits for, and how it looks. Its input is that of the operation that the
/// waiter polls, and values for what the waiter's own conditions name ("codeSha256").
///
/// A step "wait" has the same as {waiter: "lambda:function-updated", with: {}}.
struct WaiterChoice
{
    std::shared_ptr<const aws::ServiceModel> service;
    aws::WaiterModel waiter;
    aws::Call poll;
    QJsonObject parameters;

    const aws::Operation &operation() const { return *service->operation(waiter.operation); }
    /// By the name of the AWS CLI: "function-updated".
    QString shownName() const;
};

/// \error Kind::NotFound no such service
/// \error Kind::Invalid  (code "Input") no such waiter, or an input that does not fit; the message offers the nearest
Result<WaiterChoice> waiterFor(const Step &step, const aws::Models &models);

} // namespace sm::executors
