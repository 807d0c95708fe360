// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>
#include <store/capturebytes.h>

#include <QStringList>

namespace sm::deployments {

/// How a stack is deployed: its template, and what it was given. What CloudFormation hides (NoEcho) is in none of it.
struct StackSettings
{
    QString stackTemplate; ///< as it was given
    QString processed; ///< with macros applied; empty: the same
    QJsonObject parameters; ///< values by key, without the hidden ones
    QStringList hidden; ///< keys of parameters whose values CloudFormation does not tell
    QJsonObject tags; ///< values by key
    QStringList capabilities;
    QString role; ///< ARN; may be empty
};

QJsonObject toJson(const StackSettings &settings);
StackSettings stackSettingsOf(const QJsonObject &json);

/// \p stack of DescribeStacks with its templates.
/// \error as aws::Caller::read()
QCoro::Task<Result<StackSettings>> settingsNow(const AwsReads *reads, QJsonObject stack, CancelToken token);

/// \p name as DescribeStacks tells of it; by its id also a stack that is deleted.
/// \error Kind::NotFound there is no such stack; as aws::Caller::read()
QCoro::Task<Result<QJsonObject>> describedStack(const AwsReads *reads, QString name, CancelToken token);
/// Whether CloudFormation says with \p error that a stack is not there: its code is that of any wrong input.
bool saysNoStack(const Error &error);

/// What was kept is known by a word, "SHA256:BYTES" of its content; empty: \p json names no capture.
QString keptWordOf(const store::CaptureId &id);
/// \error Kind::Invalid it is no such word
Result<store::CaptureId> keptIdOf(const QString &word);

/// \p captures outlives the task.
/// \error Kind::Storage
QCoro::Task<Result<QString>> keepSettings(const store::CaptureStore *captures, StackSettings settings);
/// \error Kind::NotFound it is not kept on this computer; as store::keptBytes()
QCoro::Task<Result<StackSettings>> keptSettings(const store::CaptureStore *captures, QString word, CancelToken token);

} // namespace sm::deployments
