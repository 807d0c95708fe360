// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>
#include <QStringList>

namespace sm::aws {

/// The documents that describe one service, as they are stored.
struct ServiceDocuments
{
    QJsonObject service;
    QJsonObject paginators;
    QJsonObject waiters;
    QJsonObject endpointRules;
};

/// The services whose models are inside the program.
QStringList embeddedServices();
/// \error Kind::Invalid  the resource is not JSON
Result<ServiceDocuments> embeddedDocuments(const QString &service);

/// The services of a botocore data folder: its subfolders that hold a service-2.json[.gz].
QStringList folderServices(const QString &folder);
/// Those of the newest API version, with what `*.sdk-extras.json` adds.
/// \error Kind::Invalid  a file is unreadable, damaged or not JSON; the message names it
Result<ServiceDocuments> folderDocuments(const QString &folder, const QString &service);

/// Adds Stationmaster's own paginators and waiters (resources/aws/corrections); one of the same name is replaced.
/// \error Kind::Invalid  the resource is not JSON
Result<void> applyCorrections(const QString &service, ServiceDocuments &documents);

} // namespace sm::aws
