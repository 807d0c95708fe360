// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace sm::deployments {

/// One call that changed something, as CloudTrail or the journal tells of it.
struct TrailChange
{
    QDateTime at; ///< UTC
    QString by; ///< a user's name, "role/session", or the service of AWS that did it
    QString service; ///< "lambda"
    QString event; ///< "UpdateAlias": without the date that some names of Lambda end with
    QStringList resources; ///< names or ARNs
    QJsonObject parameters; ///< of the request, without what may be secret
    QJsonObject answer; ///< the same of the answer; may be empty
    QString agent; ///< the program that called
    qint64 run = 0; ///< of the journal; 0: it was not made here
};

/// What \p event, one of LookupEvents, tells. Nothing: it was refused, or only read.
std::optional<TrailChange> changeOf(const QJsonObject &event);

/// Without members whose names say that they are secret, and without what is too long to be a name: code, templates.
QJsonObject withoutSecrets(const QJsonObject &parameters);

} // namespace sm::deployments
