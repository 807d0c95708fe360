// SPDX-License-Identifier: GPL-3.0-or-later
#include "flagplaces.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::AppConfig", text); }

/// Whether one of \p units begins with \p path; without units everything is wanted.
bool isWanted(const QStringList &units, const QString &path)
{
    return units.isEmpty() || std::ranges::any_of(units, [&path](const QString &unit) {
        return unit == path || unit.startsWith(path + u'/');
    });
}

QCoro::Task<Result<QJsonArray>> items(const AwsReads *reads, QString operation, QJsonObject input, CancelToken token)
{
    return aws::wholeList(&reads->caller, &reads->models, {u"appconfig"_s, operation, input}, u"Items"_s, token);
}

QList<FlagProfile> profilesFrom(const QJsonArray &list)
{
    QList<FlagProfile> profiles;
    for (const QJsonValue each : list)
        profiles << FlagProfile{
            each["Name"_L1].toString(), each["Id"_L1].toString(), each["LocationUri"_L1].toString() == "hosted"_L1};
    return profiles;
}

/// Of one application, in the order in which AppConfig lists them.
QCoro::Task<Result<QList<FlagEnvironment>>> environmentsOf(
    const AwsReads *reads, QJsonObject application, QStringList units, CancelToken token)
{
    const QString name = application["Name"_L1].toString();
    const QJsonObject input{{u"ApplicationId"_s, application["Id"_L1]}};
    const auto profiles = co_await items(reads, u"ListConfigurationProfiles"_s, input, token);
    if (!profiles)
        co_return profiles.error();
    const auto environments = co_await items(reads, u"ListEnvironments"_s, input, token);
    if (!environments)
        co_return environments.error();
    QList<FlagEnvironment> found;
    for (const QJsonValue each : *environments) {
        FlagEnvironment environment{name, each["Name"_L1].toString(), application["Id"_L1].toString(),
            each["Id"_L1].toString(), profilesFrom(*profiles)};
        environment.profiles.removeIf(
            [&](const FlagProfile &profile) { return !isWanted(units, environment.unitOf(profile.name)); });
        if (!environment.profiles.isEmpty())
            found << environment;
    }
    const Result<QList<FlagEnvironment>> answer = found;
    co_return answer;
}

} // namespace

QString FlagEnvironment::unitOf(const QString &profile) const
{
    return u"%1/%2/%3"_s.arg(application, environment, profile);
}

const FlagProfile *FlagEnvironment::profile(const QString &name) const
{
    const auto found = std::ranges::find(profiles, name, &FlagProfile::name);
    return found == profiles.end() ? nullptr : &*found;
}

QJsonObject FlagEnvironment::input() const
{
    return {{u"ApplicationId"_s, applicationId}, {u"EnvironmentId"_s, environmentId}};
}

QCoro::Task<Result<QList<FlagEnvironment>>> flagEnvironments(
    const AwsReads *reads, QStringList units, CancelToken token)
{
    const auto applications = co_await items(reads, u"ListApplications"_s, {}, token);
    if (!applications)
        co_return applications.error();
    QList<FlagEnvironment> all;
    for (const QJsonValue application : *applications) {
        if (!isWanted(units, application["Name"_L1].toString()))
            continue;
        const auto environments = co_await environmentsOf(reads, application.toObject(), units, token);
        if (!environments)
            co_return environments.error();
        all << *environments;
    }
    const Result<QList<FlagEnvironment>> answer = all;
    co_return answer;
}

QCoro::Task<Result<FlagEnvironment>> flagEnvironment(const AwsReads *reads, QString unit, CancelToken token)
{
    const auto found = co_await flagEnvironments(reads, {unit}, token);
    if (!found)
        co_return found.error();
    if (found->isEmpty())
        co_return Error(
            Error::Kind::NotFound, tr("AppConfig has no “%1” (application/environment/profile).").arg(unit));
    const FlagEnvironment first = found->first();
    co_return first;
}

} // namespace sm::deployments
