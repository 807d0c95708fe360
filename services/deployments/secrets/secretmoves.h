// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

struct SecretVersions;

/// The ways back to the version \p candidate of a secret: the label AWSCURRENT is moved. Secrets Manager does that as
/// long as it lists the version, and the secret is not deleted.
RollbackMoves secretMoves(const QString &candidate, const SecretVersions &secret);

} // namespace sm::deployments
