// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <core/deploymentplaces.h>
#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::net {
class Wakeup;
}

namespace sm::deployments {

/// How deployments did. Whoever asks for one is told of it together with the others of its unit that are known: they
/// are asked at once, and who asks meanwhile waits for that answer.
class HealthBook
{
public:
    /// All outlive it.
    HealthBook(AwsReads reads, const DeploymentPlaces &places, const Clock &clock);
    ~HealthBook();

    /// That there is this one, too.
    void know(const Deployment &deployment);
    /// A record of Verdict::Unknown with the reason where it could not be read. \p source outlives the task.
    /// \error Kind::Cancelled
    QCoro::Task<Result<HealthRecord>> of(const DeploymentSource *source, Deployment deployment, CancelToken token);

    static constexpr qsizetype mostAtOnce = 100;

private:
    struct Noted
    {
        HealthRecord record;
        QDateTime liveUntil;
        QDateTime at; ///< UTC, when it was read
    };
    std::optional<HealthRecord> noted(const Deployment &deployment) const;
    QList<Deployment> askedWith(const Deployment &deployment) const;
    QCoro::Task<void> turn(QString unit, CancelToken token);
    QCoro::Task<Result<void>> read(const DeploymentSource *source, QList<Deployment> asked, CancelToken token);
    void passOn(const QString &unit);

    AwsReads m_reads;
    const DeploymentPlaces &m_places;
    const Clock &m_clock;
    QHash<QString, QHash<QString, Deployment>> m_known; ///< by unit and id: those that ever were live
    QHash<QString, Noted> m_noted; ///< by id
    QHash<QString, QList<net::Wakeup *>> m_waiting; ///< by the units that are being asked about
};

} // namespace sm::deployments
