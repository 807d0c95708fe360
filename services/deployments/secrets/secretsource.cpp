// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretsource.h"

#include "secretmoves.h"
#include "secretversion.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Secrets", text); }

aws::Call call(const QString &operation, const QJsonObject &input) { return {u"secretsmanager"_s, operation, input}; }

QString timeOf(const QJsonValue &value)
{
    const QDateTime at = instantOf(value);
    return at.isValid() ? at.toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

Difference rowOf(const QString &what, const QString &now, const QString &then)
{
    return {what, now, then, false, now == then};
}

QList<Difference> rowsOf(const QJsonObject &now, const QJsonObject &then)
{
    const bool isSame = now["VersionId"_L1] == then["VersionId"_L1];
    const QString hidden = tr("hidden");
    const Difference value{tr("Value"), now.isEmpty() ? QString() : hidden, hidden, true, isSame};
    return {
        rowOf(tr("Version"), now["VersionId"_L1].toString(), then["VersionId"_L1].toString()),
        rowOf(tr("Made"), timeOf(now["CreatedDate"_L1]), timeOf(then["CreatedDate"_L1])),
        value,
    };
}

DeploymentSection versionSection(const SecretVersions &secret)
{
    DeploymentSection section{
        u"versions"_s, tr("Versions"), {tr("Labels"), tr("Version"), tr("Made"), tr("Read last")}, {}, {}, false, {}};
    for (const QJsonValue version : secret.versions) {
        const QJsonObject each = version.toObject();
        section.rows << QStringList{labelsOf(each), each["VersionId"_L1].toString(), timeOf(each["CreatedDate"_L1]),
            timeOf(each["LastAccessedDate"_L1]).left(10)};
        section.tones << (hasLabel(each, "AWSCURRENT"_L1) ? u"good"_s
                : hasLabel(each, "AWSPENDING"_L1)         ? u"warning"_s
                                                          : QString());
    }
    return section;
}

DeploymentSection secretSection(const QJsonObject &secret)
{
    DeploymentSection section{u"secret"_s, tr("Secret"), {tr("What"), tr("Value")}, {}, {}, false, {}};
    section.rows = {
        {tr("Description"), secret["Description"_L1].toString()},
        {tr("Changed last"), timeOf(secret["LastChangedDate"_L1])},
        {tr("Rotates by itself"), secret["RotationEnabled"_L1].toBool() ? tr("yes") : tr("no")},
        {tr("Rotated last"), timeOf(secret["LastRotatedDate"_L1])},
        {tr("Deleted"), timeOf(secret["DeletedDate"_L1])},
    };
    return section;
}

} // namespace

QCoro::Task<Result<QStringList>> SecretSource::names(CancelToken token)
{
    const auto list
        = co_await aws::wholeList(&m_reads.caller, &m_reads.models, call(u"ListSecrets"_s, {}), u"SecretList"_s, token);
    if (!list)
        co_return list.error();
    QStringList names;
    for (const QJsonValue secret : *list)
        names << secret["Name"_L1].toString();
    co_return names;
}

QCoro::Task<Result<SecretVersions>> SecretSource::versionsOf(QString name, CancelToken token)
{
    const auto secret = co_await m_reads.caller.read(call(u"DescribeSecret"_s, {{u"SecretId"_s, name}}), token);
    if (!secret)
        co_return secret.error();
    const aws::Call list = call(u"ListSecretVersionIds"_s, {{u"SecretId"_s, name}, {u"IncludeDeprecated"_s, true}});
    const auto versions = co_await aws::wholeList(&m_reads.caller, &m_reads.models, list, u"Versions"_s, token);
    if (!versions)
        co_return versions.error();
    co_return SecretVersions{secret->output, *versions};
}

QCoro::Task<Result<void>> SecretSource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    const auto all = reading.units.isEmpty() ? co_await names(token) : Result<QStringList>(reading.units);
    if (!all)
        co_return all.error();
    Result<void> outcome = ok();
    for (const QString &name : *all) {
        const auto secret = co_await versionsOf(name, token);
        if (!secret && secret.error().kind() == Error::Kind::Cancelled)
            co_return secret.error();
        if (!secret) {
            outcome = outcome ? Result<void>(secret.error()) : outcome;
            continue;
        }
        QList<Deployment> versions = deploymentsFrom(*secret);
        versions.removeIf([&reading](const Deployment &each) {
            return !each.isLive() && reading.since.isValid() && each.startedAt < reading.since;
        });
        if (!versions.isEmpty())
            onPage(versions);
    }
    const Result<void> answer = outcome;
    co_return answer;
}

QCoro::Task<Result<DeploymentDifference>> SecretSource::difference(Deployment candidate, CancelToken token)
{
    const auto secret = co_await versionsOf(candidate.unit, token);
    if (!secret)
        co_return secret.error();
    const QJsonObject then = secret->withId(candidate.revision);
    if (then.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("Secrets Manager keeps this version no more."));
    co_return DeploymentDifference{
        rowsOf(secret->withLabel(u"AWSCURRENT"_s), then), secretMoves(candidate.revision, *secret).notBack};
}

QCoro::Task<Result<RollbackMoves>> SecretSource::moves(Deployment candidate, CancelToken token)
{
    const auto secret = co_await versionsOf(candidate.unit, token);
    if (!secret)
        co_return secret.error();
    co_return secretMoves(candidate.revision, *secret);
}

HealthQuery SecretSource::healthOf(const Deployment &) const
{
    return {{}, {}, tr("Nothing measures a secret; look at what uses it.")};
}

QCoro::Task<Result<void>> SecretSource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    const auto secret = co_await versionsOf(unit, token);
    if (!secret)
        co_return secret.error();
    onSection(versionSection(*secret));
    onSection(secretSection(secret->secret));
    co_return ok();
}

} // namespace sm::deployments
