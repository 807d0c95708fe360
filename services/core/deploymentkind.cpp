// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentkind.h"

namespace sm {

using namespace Qt::Literals::StringLiterals;

namespace {

/// In the order of DeploymentKind.
const QStringList &words()
{
    static const QStringList all{
        u"cloudformation"_s, u"lambda"_s, u"ecs"_s, u"codedeploy"_s, u"appconfig"_s, u"secrets"_s};
    return all;
}

} // namespace

QString kindWord(DeploymentKind kind) { return words().value(static_cast<int>(kind)); }

std::optional<DeploymentKind> deploymentKindOf(const QString &word)
{
    const qsizetype at = words().indexOf(word);
    return at < 0 ? std::nullopt : std::optional(static_cast<DeploymentKind>(at));
}

QStringList deploymentKindWords() { return words(); }

} // namespace sm
