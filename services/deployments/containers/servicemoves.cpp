// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicemoves.h"

#include "taskdefinition.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

QString arnOf(const QJsonObject &definition) { return definition.value(u"taskDefinitionArn"_s).toString(); }

/// Why UpdateService would refuse the task definition; empty: it takes it.
QString refusalOf(const ServiceSituation &situation)
{
    const QString status = situation.service.status();
    if (status != "ACTIVE"_L1)
        return tr("The service is %1: AWS changes only active services. Create it again.").arg(status);
    const QString controller = situation.service.controller();
    if (controller == "CODE_DEPLOY"_L1)
        return tr(
            "CodeDeploy deploys to this service, and UpdateService refuses a task definition there. Roll back its "
            "deployment group.");
    if (controller != "ECS"_L1)
        return tr(
            "Another program deploys to this service (%1): UpdateService refuses a task definition there. Roll back "
            "with that program.")
            .arg(controller);
    if (const QString own = situation.definition.value(u"status"_s).toString(); own != "ACTIVE"_L1)
        return tr("%1 is %2, and AWS starts no task of it. Register its content again, then roll to the new revision.")
            .arg(lastPart(arnOf(situation.definition)), own);
    if (situation.service.taskDefinition() == arnOf(situation.definition))
        return tr("The service runs this revision already.");
    return {};
}

RollbackMove updateMove(const ServiceSituation &situation)
{
    const ServiceName name = situation.service.name();
    const QString revision = lastPart(arnOf(situation.definition));
    RollbackMove move;
    move.title = tr("Roll %1 from %2 to %3").arg(name.service, lastPart(situation.service.taskDefinition()), revision);
    move.why = refusalOf(situation);
    move.isPossible = move.why.isEmpty();
    move.runbook = u"common/roll-back-service"_s;
    move.parameters = {
        {u"cluster"_s, name.cluster}, {u"service"_s, name.service}, {u"taskDefinition"_s, arnOf(situation.definition)}};
    if (!move.isPossible)
        return move;
    move.why = tr("AWS starts tasks of %1 and stops the others once they are well.").arg(revision);
    if (situation.service.isRollingOut())
        move.warnings << tr("A deployment goes on; this one takes its place.");
    if (!situation.service.hasCircuitBreaker())
        move.warnings << tr("No circuit breaker with rollback watches this service: when the tasks do not come up, AWS "
                            "keeps trying until somebody stops it.");
    return move;
}

/// Why the deployment that goes on can not be stopped to get to the candidate; empty: it can.
QString stopRefusal(const ServiceSituation &situation, const OngoingDeployment &ongoing)
{
    if (situation.service.status() != "ACTIVE"_L1)
        return tr("The service is %1.").arg(situation.service.status());
    if (situation.service.controller() != "ECS"_L1)
        return tr("Another program deploys to this service (%1).").arg(situation.service.controller());
    if (ongoing.status != "PENDING"_L1 && ongoing.status != "IN_PROGRESS"_L1)
        return tr("The deployment is %1 already.").arg(ongoing.status);
    if (ongoing.source.isEmpty())
        return tr("The deployment does not say what it started from, so nobody knows what stopping it brings back.");
    if (ongoing.source != arnOf(situation.definition))
        return tr("Stopping it brings %1 back, which ran before, not this revision.").arg(lastPart(ongoing.source));
    return {};
}

RollbackMove stopMove(const ServiceSituation &situation, const OngoingDeployment &ongoing)
{
    const ServiceName name = situation.service.name();
    RollbackMove move;
    move.title = tr("Stop the deployment that goes on, and go back to %1").arg(lastPart(arnOf(situation.definition)));
    move.why = stopRefusal(situation, ongoing);
    move.isPossible = move.why.isEmpty();
    if (move.isPossible)
        move.why = tr("AWS itself brings back what ran before; the tasks that still run of it stay.");
    move.runbook = u"common/stop-service-deployment"_s;
    move.parameters = {{u"cluster"_s, name.cluster}, {u"service"_s, name.service}, {u"deployment"_s, ongoing.arn},
        {u"taskDefinition"_s, arnOf(situation.definition)}};
    return move;
}

} // namespace

RollbackMoves movesIn(const ServiceSituation &situation)
{
    QList<RollbackMove> moves;
    if (situation.ongoing)
        moves << stopMove(situation, *situation.ongoing);
    moves << updateMove(situation);
    // The first of the possible ones is the shortest way.
    if (const auto proposed = std::ranges::find_if(moves, &RollbackMove::isPossible); proposed != moves.end()) {
        proposed->isProposed = true;
        std::rotate(moves.begin(), proposed, proposed + 1);
    }
    return {moves, notBackWith(situation.definition)};
}

} // namespace sm::deployments
