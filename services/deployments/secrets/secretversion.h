// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

namespace sm::deployments {

/// A secret and its versions, as ListSecrets (or DescribeSecret) and ListSecretVersionIds give them; values are in
/// neither.
struct SecretVersions
{
    QJsonObject secret;
    QJsonArray versions;

    QString name() const;
    bool isDeleted() const;
    /// The version that holds \p label, or an empty object.
    QJsonObject withLabel(const QString &label) const;
    QJsonObject withId(const QString &id) const;
};

bool hasLabel(const QJsonObject &version, QLatin1StringView label);
QString labelsOf(const QJsonObject &version);

/// Its versions as they stand on the axis, newest first. A version is live from when it was made; where somebody moved
/// AWSCURRENT back, from when the secret was last changed.
QList<Deployment> deploymentsFrom(const SecretVersions &secret);

} // namespace sm::deployments
