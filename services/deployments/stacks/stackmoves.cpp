// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackmoves.h>

#include <stacks/stackstatus.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

bool isHalfway(const QString &status) { return status == "CREATE_FAILED"_L1 || status == "UPDATE_FAILED"_L1; }

/// Why CloudFormation deploys nothing to a stack in \p status.
QString whyNoUpdate(const QString &status)
{
    if (isStackUnderWay(status))
        return tr("The stack is in %1, and CloudFormation does one thing at a time. Wait for its end.").arg(status);
    if (isHalfway(status))
        return tr("In %1 CloudFormation takes an update only if it may leave that one half done, too. Roll the stack "
                  "back first.")
            .arg(status);
    if (status == "UPDATE_ROLLBACK_FAILED"_L1)
        return tr("The rollback of the stack is stuck (%1). Continue it first.").arg(status);
    if (status == "REVIEW_IN_PROGRESS"_L1)
        return tr("The stack has nothing in it yet (%1): nothing was deployed that one could go back to.").arg(status);
    if (status == "IMPORT_ROLLBACK_FAILED"_L1)
        return tr("Taking resources in failed, and so did taking that back (%1). What failed has to be set right by "
                  "hand.")
            .arg(status);
    if (status == "DELETE_COMPLETE"_L1)
        return tr("The stack is deleted.");
    return tr("A stack in %1 can only be deleted and created anew.").arg(status);
}

RollbackMove redeploy(const Deployment &candidate, const StackStanding &standing)
{
    RollbackMove move;
    const QString kept = candidate.facts.value("kept"_L1).toString();
    const QString since = QLocale(QLocale::English).toString(candidate.liveSince.toUTC(), u"d MMM HH:mm"_s);
    move.title = since.isEmpty() ? tr("Deploy this template again") : tr("Deploy template of %1").arg(since);
    move.runbook = u"common/redeploy-kept-template"_s;
    move.parameters = {{u"stack"_s, standing.name}, {u"kept"_s, kept}};
    if (!takesUpdates(standing.status))
        move.why = whyNoUpdate(standing.status);
    else if (candidate.isLive())
        move.why = tr("It is what is deployed.");
    else if (!candidate.liveSince.isValid())
        move.why = tr("It never was live: there is nothing to go back to.");
    else if (kept.isEmpty())
        move.why = tr("Its template was not kept on this computer before the next one was deployed. Deploy it from "
                      "its repository.");
    else
        move.why = tr("The template, parameters and tags that were kept are deployed as a change set, which is shown "
                      "first.");
    move.isPossible
        = takesUpdates(standing.status) && !candidate.isLive() && candidate.liveSince.isValid() && !kept.isEmpty();
    return move;
}

RollbackMove rollBack(const Deployment &candidate, const StackStanding &standing)
{
    RollbackMove move;
    move.title = tr("Roll the stack back to its last stable state");
    move.runbook = u"common/roll-back-stack"_s;
    move.parameters = {{u"stack"_s, standing.name}};
    move.isPossible = isHalfway(standing.status);
    if (!move.isPossible) {
        move.why = tr("RollbackStack is for a stack that an operation left half done (CREATE_FAILED, UPDATE_FAILED). "
                      "This one is in %1.")
                       .arg(standing.status);
        return move;
    }
    move.why = tr("The last operation ended half done in %1, and nothing was taken back yet.").arg(standing.status);
    const bool isDeleted = standing.status == "CREATE_FAILED"_L1 || !standing.wasWhole;
    if (isDeleted) {
        move.warnings << tr("The stack would be deleted, with what is in it: it never had a stable state.");
        move.parameters.insert(u"deletes"_s, true);
    } else if (!candidate.isLive()) {
        move.warnings << tr("It goes back to what was deployed right before, whichever deployment is chosen.");
    }
    return move;
}

RollbackMove goOn(const StackStanding &standing)
{
    RollbackMove move;
    move.title = tr("Continue the rollback that is stuck");
    move.runbook = u"common/continue-stack-rollback"_s;
    move.parameters = {{u"stack"_s, standing.name}};
    move.isPossible = standing.status == "UPDATE_ROLLBACK_FAILED"_L1;
    if (!move.isPossible) {
        move.why
            = tr("ContinueUpdateRollback is for UPDATE_ROLLBACK_FAILED alone. This one is in %1.").arg(standing.status);
        return move;
    }
    move.why = tr("The rollback of the last update failed. Set right what made it fail, then it goes on.");
    if (!standing.failed.isEmpty())
        move.warnings << tr("It is stuck at %1. What can not be set right can be skipped: it then no longer matches "
                            "the template.")
                             .arg(standing.failed.join(u", "_s));
    return move;
}

RollbackMove cancel(const StackStanding &standing)
{
    RollbackMove move;
    move.title = tr("Cancel the update");
    move.runbook = u"common/cancel-stack-update"_s;
    move.parameters = {{u"stack"_s, standing.name}};
    move.isPossible = standing.status == "UPDATE_IN_PROGRESS"_L1;
    move.why = move.isPossible
        ? tr("The update is still under way: CloudFormation stops it and takes it back.")
        : tr("CancelUpdateStack is for an update that is under way (UPDATE_IN_PROGRESS). This one is in %1.")
              .arg(standing.status);
    return move;
}

int rankOf(const RollbackMove &move) { return move.isProposed ? 0 : move.isPossible ? 1 : 2; }

} // namespace

QList<RollbackMove> stackMoves(const Deployment &candidate, const StackStanding &standing)
{
    QList<RollbackMove> moves{
        redeploy(candidate, standing), rollBack(candidate, standing), goOn(standing), cancel(standing)};
    for (RollbackMove &move : moves) {
        if (standing.partOf.isEmpty())
            continue;
        move.isPossible = false;
        move.warnings.clear();
        move.why = tr("It is part of the stack %1 and follows it: go back there.").arg(standing.partOf);
    }
    // Each status has one of them at most.
    const auto first
        = std::find_if(moves.begin(), moves.end(), [](const RollbackMove &each) { return each.isPossible; });
    if (first != moves.end())
        first->isProposed = true;
    std::sort(
        moves.begin(), moves.end(), [](const RollbackMove &a, const RollbackMove &b) { return rankOf(a) < rankOf(b); });
    return moves;
}

} // namespace sm::deployments
