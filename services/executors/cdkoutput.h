// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace sm::executors {

/// What "cdk diff" has written, of old and new versions: {stacks: [{name, same, changes}], changes: [{stack, action,
/// type, path, logicalId, replacement}], added, modified, removed, replaced, dangerous: [the changes that delete or may
/// replace something], dangers, lines}. "action" and "replacement" are the words of CloudFormation's change sets.
QJsonObject parsedCdkDiff(const QString &text);

/// What "cdk deploy", "cdk rollback" and "cdk destroy" have written: {stacks: [{name, state, why, arn, outputs,
/// failures: [{status, type, resource, reason}]}], deployed, unchanged, failed, why}. "state" is deployed, unchanged or
/// failed; "why" of the whole is that of the first stack that failed.
QJsonObject parsedCdkDeploy(const QString &text);

} // namespace sm::executors
