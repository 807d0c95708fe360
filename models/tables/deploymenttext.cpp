// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymenttext.h"

#include "backuptext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace sm::tables {

namespace {

using Verdict = HealthRecord::Verdict;

QString tr(const char *text) { return QCoreApplication::translate("sm::tables::DeploymentTable", text); }

QString spanOf(std::chrono::seconds span) { return spanText(std::chrono::floor<std::chrono::minutes>(span)); }

QString percentText(double percent)
{
    const QLocale english(QLocale::English);
    return tr("%1 %").arg(english.toString(percent, 'f', percent < 10 ? 1 : 0));
}

QString millisecondsText(double milliseconds)
{
    return tr("%1 ms").arg(QLocale(QLocale::English).toString(milliseconds, 'f', 0));
}

/// What is wrong with it, in two words.
QString wrongText(const HealthRecord &health, double errorLimit)
{
    const std::optional<double> rate = health.errorRate();
    if (rate && *rate > errorLimit)
        return tr("errors %1").arg(percentText(*rate));
    if (health.inAlarm > 0s)
        return tr("in alarm %1").arg(spanOf(health.inAlarm));
    return health.latency ? tr("slow, %1").arg(millisecondsText(*health.latency)) : tr("not well");
}

QString requestsText(const HealthRecord &health)
{
    const QLocale english(QLocale::English);
    const QString requests = tr("%1 requests").arg(english.toString(*health.requests, 'f', 0));
    if (!health.errors)
        return requests;
    const QString errors = tr("%1 errors").arg(english.toString(*health.errors, 'f', 0));
    const std::optional<double> rate = health.errorRate();
    return rate ? tr("%1, %2 (%3)").arg(requests, errors, percentText(*rate)) : tr("%1, %2").arg(requests, errors);
}

} // namespace

QString serviceTitle(DeploymentKind kind)
{
    static const char *const titles[] = {"CloudFormation", "Lambda", "ECS", "CodeDeploy", "AppConfig", "Secrets"};
    return QString::fromLatin1(titles[static_cast<int>(kind)]); // names of products: the same in all languages
}

QList<DeploymentKind> allServices()
{
    return {DeploymentKind::CloudFormation, DeploymentKind::Lambda, DeploymentKind::Ecs, DeploymentKind::CodeDeploy,
        DeploymentKind::AppConfig, DeploymentKind::Secrets};
}

QString whenText(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return u"—"_s;
    const QDateTime utc = when.toUTC();
    const qint64 days = utc.date().daysTo(now.toUTC().date());
    const auto text = [&utc](const QString &format) { return QLocale(QLocale::English).toString(utc, format); };
    if (days == 0)
        return text(u"HH:mm"_s);
    if (days > 0 && days < 7)
        return text(u"ddd HH:mm"_s);
    return text(utc.date().year() == now.toUTC().date().year() ? u"d MMM HH:mm"_s : u"d MMM yyyy"_s);
}

QString shipperText(const QString &by)
{
    const qsizetype arn = by.lastIndexOf("arn:"_L1);
    return arn < 0 ? by : by.sliced(arn).section(u'/', -1).section(u':', -1);
}

QString healthText(const Deployment &deployment, double errorLimit)
{
    if (!deployment.health || !deployment.liveSince.isValid())
        return {};
    const HealthRecord &health = *deployment.health;
    switch (health.verdict) {
    case Verdict::Unknown:
        return tr("not measured");
    case Verdict::NoTraffic:
        return tr("no traffic");
    case Verdict::Healthy:
        return tr("healthy %1").arg(spanOf(health.observed));
    case Verdict::Unhealthy:
        return wrongText(health, errorLimit);
    }
    Q_UNREACHABLE();
}

QString healthTone(const Deployment &deployment)
{
    if (!deployment.health || !deployment.liveSince.isValid())
        return {};
    switch (deployment.health->verdict) {
    case Verdict::Healthy:
        return u"good"_s;
    case Verdict::Unhealthy:
        return u"bad"_s;
    default:
        return u"neutral"_s;
    }
}

QString healthDetail(const HealthRecord &health)
{
    QStringList lines;
    if (!health.why.isEmpty())
        lines << health.why;
    if (health.requests)
        lines << requestsText(health);
    if (health.latency)
        lines << tr("95 of 100 answered within %1").arg(millisecondsText(*health.latency));
    if (health.inAlarm > 0s)
        lines << tr("In alarm for %1: %2").arg(spanOf(health.inAlarm), health.alarms.join(tr(", ")));
    if (health.observed > 0s)
        lines << tr("Looked at over %1").arg(spanOf(health.observed));
    return lines.join(u'\n');
}

QString stateText(Deployment::State state)
{
    switch (state) {
    case Deployment::State::InProgress:
        return tr("in progress");
    case Deployment::State::Live:
        return tr("running");
    case Deployment::State::Superseded:
        return {};
    case Deployment::State::Failed:
        return tr("failed");
    case Deployment::State::RolledBack:
        return tr("rolled back");
    case Deployment::State::Stopped:
        return tr("stopped");
    }
    Q_UNREACHABLE();
}

QString stateTone(const Deployment &deployment)
{
    switch (deployment.state) {
    case Deployment::State::InProgress:
        return u"info"_s;
    case Deployment::State::Live:
        return deployment.health ? healthTone(deployment) : u"neutral"_s;
    case Deployment::State::Superseded:
        return {};
    case Deployment::State::Failed:
        return u"bad"_s;
    case Deployment::State::RolledBack:
        return u"warning"_s;
    case Deployment::State::Stopped:
        return u"neutral"_s;
    }
    Q_UNREACHABLE();
}

} // namespace sm::tables
