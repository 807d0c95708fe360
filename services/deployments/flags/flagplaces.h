// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <sources/awsreads.h>

namespace sm::deployments {

struct FlagProfile
{
    QString name;
    QString id;
    bool isHosted = false; ///< AppConfig keeps its versions, so that they can be read
};

/// An environment of an application, and the profiles that may be deployed to it.
struct FlagEnvironment
{
    QString application; ///< names
    QString environment;
    QString applicationId;
    QString environmentId;
    QList<FlagProfile> profiles;

    QString unitOf(const QString &profile) const;
    /// By its name, or nullptr.
    const FlagProfile *profile(const QString &name) const;
    /// {ApplicationId, EnvironmentId}
    QJsonObject input() const;
};

/// Where \p units ("application/environment/profile", by names) are; all of the account without any. What is not
/// there is left out.
/// \error as aws::Caller::read()
QCoro::Task<Result<QList<FlagEnvironment>>> flagEnvironments(
    const AwsReads *reads, QStringList units, CancelToken token);

/// The one that \p unit is in, with that profile alone.
/// \error Kind::NotFound it is not there; as flagEnvironments()
QCoro::Task<Result<FlagEnvironment>> flagEnvironment(const AwsReads *reads, QString unit, CancelToken token);

} // namespace sm::deployments
