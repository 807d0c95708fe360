// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionversion.h"

#include <sources/awsreads.h>

#include <optional>

// What Lambda is asked. All may outlive their caller's frame: arguments by value, and \p reads outlives the tasks.
// \error as aws::Caller::read(), unless something else is said
namespace sm::deployments {

/// "chat-lambda:live" in two; without a qualifier the second is empty.
struct FunctionUnit
{
    QString function;
    QString qualifier;

    explicit FunctionUnit(const QString &unit)
        : function(unit.section(u':', 0, 0))
        , qualifier(unit.section(u':', 1))
    {
    }
};

aws::Call lambdaCall(const QString &operation, const QJsonObject &input);

QCoro::Task<Result<QStringList>> listedFunctions(AwsReads reads, CancelToken token);
QCoro::Task<Result<QList<FunctionAlias>>> aliasesOf(AwsReads reads, QString function, CancelToken token);
/// As versionsFrom(), of all pages.
QCoro::Task<Result<QList<FunctionVersion>>> versionsOf(AwsReads reads, QString function, CancelToken token);
/// GetFunctionConfiguration's answer; nothing where there is no such version.
/// \error not Kind::NotFound
QCoro::Task<Result<std::optional<QJsonObject>>> configurationOf(
    AwsReads reads, QString function, QString qualifier, CancelToken token);
/// What feeds the function.
QCoro::Task<Result<QJsonArray>> eventSourcesOf(AwsReads reads, QString function, CancelToken token);

/// How often something was called in a time. Nothing: CloudWatch does not tell.
QCoro::Task<Result<std::optional<qint64>>> callsOf(
    AwsReads reads, QJsonObject dimensions, QDateTime from, QDateTime to, CancelToken token);

} // namespace sm::deployments
