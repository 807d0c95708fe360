// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deploymentkind.h>
#include <executors/input.h>

#include <QCoreApplication>

namespace sm::deployments {

/// The required member "kind"; refused where its word is none.
inline DeploymentKind unitKind(executors::Input &input)
{
    const QString member = QStringLiteral("kind");
    const QString word = input.requiredText(member);
    const std::optional<DeploymentKind> kind = deploymentKindOf(word);
    if (!word.isEmpty() && !kind)
        input.refuse(member,
            QCoreApplication::translate("sm::deployments::MarkInput", "is none of %1")
                .arg(deploymentKindWords().join(QStringLiteral(", "))));
    return kind.value_or(DeploymentKind::Lambda);
}

} // namespace sm::deployments
