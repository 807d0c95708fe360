// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace sm::deployments {

/// Whether what stands at a path of a template ("Resources.Chat.Properties.Environment.Variables.API_KEY"), now or
/// then, may be a secret: it was typed into an environment, or its name is one of a secret. What only says where a
/// value comes from (Ref, GetAtt, an ARN, a reference that is resolved) is none. As IsSecret.
bool isTemplateSecret(const QString &path, const QJsonValue &now, const QJsonValue &then);

} // namespace sm::deployments
