// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QSet>

namespace sm::deployments {

/// Whether what is at a path ("Environment.API_KEY") now, and was then, is a secret.
using IsSecret = std::function<bool(const QString &path, const QJsonValue &now, const QJsonValue &then)>;

/// What differs between two objects, member by member, what differs first, each part in the order of the paths. Lists
/// of objects are told apart by "Name", "name", "Key", "key" or "id", others are compared as a whole. Of a secret it is
/// said whether it differs, never what it is. \p asked are paths that are shown though they are the same.
QList<Difference> differences(
    const QJsonObject &now, const QJsonObject &then, const IsSecret &isSecret = {}, const QSet<QString> &asked = {});

} // namespace sm::deployments
