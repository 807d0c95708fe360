// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <stacks/stackwait.h>

namespace sm::deployments {

/// The input of the steps of the kind "stack":
///
///     stack:keep      {stack}
///     stack:kept      {stack, kept}
///     stack:standing  {stack}
///     stack:propose   {stack, changeSet, file | url | kept, parameters, secretParameters, capabilities, tags, role,
///                      artifacts, description}
///     stack:changes   {stack, changeSet}
///     stack:await     {stack, outcome: deployed | rolled-back, token, after, mayDelete}
///     stack:assembly  {folder, digest}
///
/// "kept" is the word that stack:keep gave. A template comes from exactly one of "file" (an absolute path), "url" (of
/// S3) and "kept". What is waited for is told by "token"; by what comes "after" an event where there is no token, or
/// where whoever answers writes none down. "artifacts" is s3://BUCKET/PREFIX for templates that no request can carry.
struct StackInput
{
    enum class Verb { Keep, Kept, Standing, Propose, Changes, Await, Assembly };

    Verb verb = Verb::Standing;
    QString stack;
    QString kept;
    QString changeSet;
    QString file;
    QString url;
    QJsonObject parameters; ///< values by key
    QJsonObject secretParameters; ///< "$NAME" of a secret of the step by key
    QStringList capabilities;
    QJsonObject tags;
    QString role;
    QString artifacts;
    QString description;
    StackAim aim;
    QString folder;
    QString digest;

    bool isWrite() const { return verb == Verb::Keep || verb == Verb::Propose; }
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<StackInput> stackInput(const Step &step);

/// The members of it in which secrets may stand.
QStringList secretMembersOfStack();

} // namespace sm::deployments
