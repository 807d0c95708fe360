// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>

#include <QHash>

namespace sm::aws {

/// Finds service models by name and keeps what it has read.
///
/// The models of the services that Stationmaster knows are inside the program; a botocore data folder
/// (`<service>/<version>/service-2.json[.gz]`, the newest version counts) given by the user comes first and adds all
/// the others. A service is read when it is first asked for.
class Models
{
public:
    /// \param folder a botocore data folder (--aws-models), or empty
    explicit Models(QString folder = {});

    /// \error Kind::NotFound  no such service; the message offers the nearest name
    /// \error Kind::Invalid   the file can not be read as a service model
    Result<std::shared_ptr<const ServiceModel>> service(const QString &name) const;

    QStringList serviceNames() const;

private:
    Result<std::shared_ptr<const ServiceModel>> load(const QString &name) const;

    QString m_folder;
    mutable QHash<QString, std::shared_ptr<const ServiceModel>> m_loaded;
};

} // namespace sm::aws
