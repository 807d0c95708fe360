// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::deployments {

/// The service of AWS that carries out deployments of \p kind, as the AWS CLI and CloudTrail name it: "lambda".
QString serviceOf(DeploymentKind kind);

/// One call that deploys something.
struct DeployEvent
{
    QString operation; ///< "UpdateAlias"
    QString event; ///< as CloudTrail names it: "UpdateAlias20150331"
};

/// Those of \p service.
QList<DeployEvent> deployEvents(const QString &service);

} // namespace sm::deployments
