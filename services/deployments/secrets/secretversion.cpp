// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretversion.h"

#include <sources/awsreads.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Secrets", text); }

QString idOf(const QJsonObject &version) { return version["VersionId"_L1].toString(); }

/// Of a version beside the one that is current: AWSPENDING waits, what is newer was taken back, what is older is over.
State stateBeside(const QJsonObject &version, const QDateTime &current)
{
    if (hasLabel(version, "AWSPENDING"_L1))
        return State::InProgress;
    return current.isValid() && instantOf(version["CreatedDate"_L1]) > current ? State::RolledBack : State::Superseded;
}

Deployment versionFrom(const SecretVersions &secret, const QJsonObject &version)
{
    Deployment deployment;
    deployment.kind = DeploymentKind::Secrets;
    deployment.unit = secret.name();
    deployment.revision = idOf(version);
    deployment.id = u"secrets/%1/%2"_s.arg(deployment.unit, deployment.revision);
    deployment.title = tr("%1 → %2").arg(deployment.unit, deployment.revision.left(8));
    deployment.status = labelsOf(version);
    deployment.startedAt = instantOf(version["CreatedDate"_L1]);
    deployment.facts = {{u"arn"_s, secret.secret["ARN"_L1]}};
    return deployment;
}

/// Since when the current one is current.
QDateTime currentSince(const SecretVersions &secret, const QDateTime &made, bool isNewest)
{
    const QDateTime changed = instantOf(secret.secret["LastChangedDate"_L1]);
    return isNewest || !changed.isValid() ? made : std::max(made, changed);
}

/// Each but the live one was so until the next one was, whether that was taken back since or not.
void endEach(QList<Deployment> &all)
{
    QList<QDateTime> begins;
    for (const Deployment &each : std::as_const(all)) {
        if (each.liveSince.isValid())
            begins << each.liveSince;
    }
    std::ranges::sort(begins);
    for (Deployment &each : all) {
        const auto next = std::ranges::upper_bound(begins, each.liveSince);
        if (each.liveSince.isValid() && !each.isLive() && next != begins.end())
            each.liveUntil = *next;
    }
}

} // namespace

QString SecretVersions::name() const { return secret["Name"_L1].toString(); }

bool SecretVersions::isDeleted() const { return secret["DeletedDate"_L1].isString(); }

QJsonObject SecretVersions::withLabel(const QString &label) const
{
    for (const QJsonValue version : versions) {
        if (version["VersionStages"_L1].toArray().contains(label))
            return version.toObject();
    }
    return {};
}

QJsonObject SecretVersions::withId(const QString &id) const
{
    for (const QJsonValue version : versions) {
        if (idOf(version.toObject()) == id)
            return version.toObject();
    }
    return {};
}

bool hasLabel(const QJsonObject &version, QLatin1StringView label)
{
    return version["VersionStages"_L1].toArray().contains(QString(label));
}

QString labelsOf(const QJsonObject &version)
{
    QStringList labels;
    const QJsonArray stages = version["VersionStages"_L1].toArray();
    for (const QJsonValue stage : stages)
        labels << stage.toString();
    return labels.isEmpty() ? tr("no label") : labels.join(u", "_s);
}

QList<Deployment> deploymentsFrom(const SecretVersions &secret)
{
    const QJsonObject current = secret.withLabel(u"AWSCURRENT"_s);
    const QDateTime made = instantOf(current["CreatedDate"_L1]);
    QList<Deployment> all;
    for (const QJsonValue version : secret.versions) {
        Deployment each = versionFrom(secret, version.toObject());
        each.state = each.revision == idOf(current) ? State::Live : stateBeside(version.toObject(), made);
        if (each.state != State::InProgress)
            each.liveSince = each.startedAt;
        all << each;
    }
    const bool isTakenBack
        = std::ranges::any_of(all, [](const Deployment &each) { return each.state == State::RolledBack; });
    for (Deployment &each : all) {
        if (each.isLive())
            each.liveSince = currentSince(secret, made, !isTakenBack);
    }
    std::ranges::sort(all, std::greater(), &Deployment::startedAt);
    endEach(all);
    return all;
}

} // namespace sm::deployments
