// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "plan.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/// What was deployed on a system and when, how it did while it was live, and the ways back.
namespace sm {

/// What carries deployments out.
enum class DeploymentKind { CloudFormation, Lambda, Ecs, CodeDeploy, AppConfig, Secrets };

/// How something did while one deployment of it was live.
struct HealthRecord
{
    enum class Verdict {
        Unknown, ///< nothing measures it, or it could not be read: \c why
        NoTraffic, ///< nobody asked anything of it
        Healthy,
        Unhealthy,
    };
    Verdict verdict = Verdict::Unknown;
    std::chrono::seconds observed{0}; ///< how long it was live and looked at
    std::optional<double> requests;
    std::optional<double> errors;
    std::optional<double> latency; ///< milliseconds: 95 of 100 requests were answered within it
    std::chrono::seconds inAlarm{0}; ///< how long at least one alarm rang
    QStringList alarms; ///< by name, those that rang
    QString why; ///< a sentence: what is wrong with it, or why nobody knows

    /// Percent of the requests; nothing: none were made, or nobody knows.
    std::optional<double> errorRate() const
    {
        return requests && errors && *requests > 0 ? std::optional(*errors / *requests * 100) : std::nullopt;
    }
};

/// One deployment of one unit. Those of a unit follow each other: what one ends, the next begins.
struct Deployment
{
    enum class State {
        InProgress,
        Live, ///< what runs now
        Superseded, ///< it was live, until \c liveUntil
        Failed, ///< it never was live
        RolledBack, ///< AWS or somebody took it back
        Stopped,
    };
    QString id; ///< unique on the axis, the same whenever it is read
    DeploymentKind kind = DeploymentKind::Lambda;
    /// What was deployed to: "chat-lambda:live" (function and alias; the function alone is its $LATEST),
    /// "cluster/service", the name of a stack, "application/group", "application/environment/profile", a secret's name.
    QString unit;
    QString title; ///< "chat-lambda live → 17"
    QString revision; ///< what a way back names: a version, the ARN of a task definition, a template's digest, an id
    State state = State::Superseded;
    QString status; ///< as AWS calls it: "UPDATE_ROLLBACK_COMPLETE"
    QString statusReason; ///< as AWS gives it
    QDateTime startedAt; ///< UTC; its place on the axis
    QDateTime liveSince; ///< UTC; invalid: it never was live
    QDateTime liveUntil; ///< UTC; invalid: it still is, or never was
    QString by; ///< who shipped it; empty: nobody knows
    QString commit; ///< commit, build or tag that it says it comes from; may be empty
    QString note; ///< its description; may be empty
    qint64 run = 0; ///< the run of the journal that made it; 0: not from here
    QJsonObject facts; ///< what its source needs to know again; never a secret
    std::optional<HealthRecord> health; ///< nothing: not read yet

    bool isLive() const { return state == State::Live; }
};

/// One thing that is otherwise than it is now.
struct Difference
{
    QString what; ///< "Environment.MODEL_TIMEOUT", "containers.app.image"
    QString now; ///< empty: it is not there now. Of a secret: "hidden" in both, whether it differs or not
    QString then; ///< empty: it was not there
    bool isSecret = false;
    bool isSame = false; ///< shown all the same, because a person would ask
};

/// A candidate beside what is live now.
struct DeploymentDifference
{
    QList<Difference> rows; ///< what differs first
    QStringList notBack; ///< sentences: what going back does not bring back
};

/// One way back to a deployment, a runbook with the values of its form.
struct RollbackMove
{
    QString title; ///< "Shift live from 17 to 16"
    QString why; ///< a sentence: why it is the way, or why AWS would refuse it now
    bool isPossible = false; ///< AWS accepts it in the state that it was just read in
    bool isProposed = false; ///< one of the possible ones at most
    QString runbook; ///< "common/roll-back-alias"
    QJsonObject parameters;
    QStringList warnings; ///< "The stack would be deleted."
};

/// The moves to a deployment, the proposed one first, then the possible ones, then the others.
struct RollbackMoves
{
    QList<RollbackMove> moves;
    QStringList notBack; ///< as DeploymentDifference::notBack
};

/// A table about what stands deployed: events of a stack, tasks of a service, versions of a function.
struct DeploymentSection
{
    QString id; ///< "events"; rows of the same id follow those that came before
    QString title; ///< "Events"
    QStringList columns;
    QList<QStringList> rows;
    QList<QString> tones; ///< a row each, or empty: "good", "warning", "bad" or "" for the row's first cell
    bool hasMore = false; ///< further pages of this section follow
    std::optional<Error> problem; ///< it could not be read, or not to its end
};

/// That a unit was rolled back; so it stays marked until something newer is deployed to it.
struct RollbackMark
{
    DeploymentKind kind = DeploymentKind::Lambda;
    QString unit;
    QString from; ///< revisions
    QString to;
    QString reason;
    QDateTime at; ///< UTC
    QString by;
    qint64 run = 0; ///< of the journal: to undo it
};

} // namespace sm
