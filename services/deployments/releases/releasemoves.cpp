// SPDX-License-Identifier: GPL-3.0-or-later
#include "releasemoves.h"

#include "release.h"
#include "revision.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::CodeDeploy", text); }

QString idOf(const QJsonObject &info) { return info["deploymentId"_L1].toString(); }
QString wordsOf(const QJsonObject &info) { return revisionInWords(info["revision"_L1].toObject()); }

QString idsOf(const QJsonArray &infos)
{
    QStringList ids;
    for (const QJsonValue info : infos)
        ids << idOf(info.toObject());
    return ids.join(u", "_s);
}

RollbackMove stopMove(const ReleaseState &state)
{
    const ReleaseUnit unit = ReleaseUnit::of(releaseFrom(state.candidate).unit);
    RollbackMove move;
    move.title = tr("Stop what is in progress");
    move.runbook = u"common/stop-deployments"_s;
    move.parameters = {{u"application"_s, unit.application}, {u"group"_s, unit.group}, {u"rollBack"_s, true},
        {u"to"_s, wordsOf(state.live)}};
    move.isPossible = !state.underWay.isEmpty();
    if (!move.isPossible) {
        move.why = tr("Nothing is in progress in %1.").arg(unit.name());
        return move;
    }
    move.why = tr("%1 is in progress; CodeDeploy stops it and deploys the revision again that succeeded last.")
                   .arg(idsOf(state.underWay));
    if (state.live.isEmpty())
        move.warnings << tr("Nothing has succeeded in %1 yet, so there is nothing to go back to.").arg(unit.name());
    return move;
}

/// Why CodeDeploy would refuse the redeployment now, or it makes no sense; empty: it does not.
QString whyNotAgain(const ReleaseState &state)
{
    const QString status = state.candidate["status"_L1].toString();
    if (isReleaseUnderWay(status))
        return tr("It is in progress itself.");
    if (status != "Succeeded"_L1)
        return tr("Its revision never ran: the deployment ended as %1.").arg(status);
    if (!state.underWay.isEmpty())
        return tr("CodeDeploy refuses a deployment while %1 is in progress. Stop that first.")
            .arg(idsOf(state.underWay));
    if (idOf(state.candidate) == idOf(state.live))
        return tr("It is what runs now.");
    if (wordsOf(state.candidate).isEmpty())
        return tr("CodeDeploy does not say which revision it was.");
    return {};
}

QJsonObject redeployParameters(const ReleaseState &state)
{
    const ReleaseUnit unit = ReleaseUnit::of(releaseFrom(state.candidate).unit);
    QJsonObject parameters{{u"application"_s, unit.application}, {u"group"_s, unit.group},
        {u"deployment"_s, idOf(state.candidate)}, {u"from"_s, wordsOf(state.live)},
        {u"to"_s, wordsOf(state.candidate)}};
    if (const auto shift = aliasShiftOf(state.candidate["revision"_L1].toObject())) {
        parameters.insert(u"function"_s, shift->function);
        parameters.insert(u"alias"_s, shift->alias);
        parameters.insert(u"version"_s, shift->version);
    }
    return parameters;
}

RollbackMove redeployMove(const ReleaseState &state)
{
    RollbackMove move;
    move.title = tr("Deploy %1 again").arg(wordsOf(state.candidate));
    move.runbook = u"common/redeploy-release"_s;
    move.parameters = redeployParameters(state);
    move.why = whyNotAgain(state);
    move.isPossible = move.why.isEmpty();
    if (move.isPossible)
        move.why = tr("It succeeded in this group before, and nothing is in progress there.");
    return move;
}

} // namespace

RollbackMoves releaseMoves(const ReleaseState &state)
{
    RollbackMoves moves;
    moves.moves = {redeployMove(state), stopMove(state)};
    if (!moves.moves.first().isPossible)
        moves.moves.swapItemsAt(0, 1); // the possible one first, if there is one
    moves.moves.first().isProposed = moves.moves.first().isPossible;
    moves.notBack = {tr("The revision alone is deployed again. What the release did to databases, and what it sent, "
                        "stays as it is.")};
    return moves;
}

} // namespace sm::deployments
