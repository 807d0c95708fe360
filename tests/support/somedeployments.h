// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::test {

inline const QDateTime deploymentNow{QDate(2026, 11, 29), QTime(14, 30), Qt::UTC};

/// "chat-lambda:live 17": version 17 of the alias, \p minutesOld; live since then, superseded unless somebody says
/// more.
inline Deployment someDeployment(const QString &unit, int revision, int minutesOld,
    DeploymentKind kind = DeploymentKind::Lambda, Deployment::State state = Deployment::State::Superseded)
{
    Deployment deployment;
    deployment.id = QStringLiteral("%1 %2").arg(unit).arg(revision);
    deployment.kind = kind;
    deployment.unit = unit;
    deployment.title = QStringLiteral("%1 → %2").arg(unit).arg(revision);
    deployment.revision = QString::number(revision);
    deployment.state = state;
    deployment.startedAt = deploymentNow.addSecs(-60LL * minutesOld);
    const bool wasLive = state == Deployment::State::Live || state == Deployment::State::Superseded;
    if (wasLive)
        deployment.liveSince = deployment.startedAt;
    if (state == Deployment::State::Superseded)
        deployment.liveUntil = deployment.startedAt.addSecs(3600);
    deployment.by = QStringLiteral("ada");
    return deployment;
}

inline Deployment liveDeployment(
    const QString &unit, int revision, int minutesOld, DeploymentKind kind = DeploymentKind::Lambda)
{
    return someDeployment(unit, revision, minutesOld, kind, Deployment::State::Live);
}

inline HealthRecord wellFor(std::chrono::hours observed)
{
    HealthRecord health;
    health.verdict = HealthRecord::Verdict::Healthy;
    health.observed = observed;
    health.requests = 12'000;
    health.errors = 12;
    health.latency = 240;
    return health;
}

inline HealthRecord unwell(double errorPercent = 8.2)
{
    HealthRecord health;
    health.verdict = HealthRecord::Verdict::Unhealthy;
    health.observed = std::chrono::minutes(28);
    health.requests = 1000;
    health.errors = errorPercent * 10;
    health.latency = 2400;
    health.why = QStringLiteral("More requests fail than may.");
    return health;
}

inline HealthRecord unknownHealth(HealthRecord::Verdict verdict = HealthRecord::Verdict::Unknown)
{
    HealthRecord health;
    health.verdict = verdict;
    return health;
}

} // namespace sm::test
