// SPDX-License-Identifier: GPL-3.0-or-later
#include "flagmoves.h"

#include "flagdeployment.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::hours canBeTakenBackFor{72}; // AppConfig's own limit, from when it was complete

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::AppConfig", text); }

qint64 numberOf(const QJsonObject &item) { return item["DeploymentNumber"_L1].toInteger(); }
QString stateOf(const QJsonObject &item) { return item["State"_L1].toString(); }
QString versionOf(const QJsonObject &item) { return item["ConfigurationVersion"_L1].toString(); }

/// What stands at the side of the candidate: found once, asked often.
struct Standing
{
    QJsonObject latest; ///< of the profile
    QJsonObject prior; ///< that runs again when the latest is taken back
    QJsonObject live;
    QJsonObject busy; ///< of the environment, whatever the profile
};

QList<QJsonObject> newestFirst(const QJsonArray &deployments)
{
    QList<QJsonObject> list;
    for (const QJsonValue each : deployments)
        list << each.toObject();
    std::ranges::sort(list, std::greater(), numberOf);
    return list;
}

Standing standingOf(const FlagState &state)
{
    Standing standing;
    const QString profile = state.candidate.facts["profile"_L1].toString();
    const QList<QJsonObject> all = newestFirst(state.deployments);
    for (const QJsonObject &each : all) {
        if (standing.busy.isEmpty() && isBusy(stateOf(each)))
            standing.busy = each;
        if (each["ConfigurationName"_L1].toString() != profile)
            continue;
        const bool isComplete = stateOf(each) == "COMPLETE"_L1;
        if (standing.live.isEmpty() && isComplete)
            standing.live = each;
        if (standing.prior.isEmpty() && !standing.latest.isEmpty() && isComplete)
            standing.prior = each;
        if (standing.latest.isEmpty())
            standing.latest = each;
    }
    return standing;
}

/// Until when the latest deployment can be taken back; invalid: it is not complete.
QDateTime lastChance(const QJsonObject &latest)
{
    const QDateTime completed = instantOf(latest["CompletedAt"_L1]);
    return completed.isValid() ? completed.addDuration(canBeTakenBackFor) : QDateTime();
}

bool canBeStopped(const QJsonObject &latest) { return isBusy(stateOf(latest)) && stateOf(latest) != "ROLLING_BACK"_L1; }

QString busySentence(const QJsonObject &busy)
{
    return tr("Deployment %1 of %2 is %3; AppConfig takes no other one of this environment meanwhile.")
        .arg(numberOf(busy))
        .arg(busy["ConfigurationName"_L1].toString(), stateOf(busy));
}

/// Why AppConfig does not let the latest one be taken back; empty: it does.
QString whyNotTakenBack(const Standing &standing, const QDateTime &now)
{
    const QJsonObject &latest = standing.latest;
    if (canBeStopped(latest))
        return {};
    if (stateOf(latest) != "COMPLETE"_L1)
        return tr("Deployment %1 is %2 already.").arg(numberOf(latest)).arg(stateOf(latest));
    if (!standing.busy.isEmpty())
        return busySentence(standing.busy);
    const QDateTime until = lastChance(latest);
    if (!until.isValid() || now >= until)
        return tr("Deployment %1 is complete for more than 72 hours; AppConfig takes it back no more.")
            .arg(numberOf(latest));
    if (standing.prior.isEmpty())
        return tr("Nothing was deployed before it.");
    return {};
}

QString whyElsewhere(const FlagState &state, const Standing &standing)
{
    const qint64 candidate = state.candidate.facts["number"_L1].toInteger();
    const bool isStopOfItself = candidate == numberOf(standing.latest) && canBeStopped(standing.latest);
    if (isStopOfItself || (!standing.prior.isEmpty() && versionOf(standing.prior) == state.candidate.revision))
        return {};
    if (standing.prior.isEmpty())
        return tr("Nothing was deployed before deployment %1.").arg(numberOf(standing.latest));
    return tr("Taking deployment %1 back leads to version %2.")
        .arg(numberOf(standing.latest))
        .arg(versionOf(standing.prior));
}

QJsonObject parametersOf(const FlagState &state, const QString &way, const QString &version)
{
    const QJsonObject &facts = state.candidate.facts;
    return {{u"application"_s, facts["applicationId"_L1]}, {u"environment"_s, facts["environmentId"_L1]},
        {u"profile"_s, facts["profileId"_L1]}, {u"version"_s, version}, {u"way"_s, way}};
}

RollbackMove takeBackMove(const FlagState &state, const Standing &standing)
{
    const QJsonObject &latest = standing.latest;
    RollbackMove move;
    move.title = canBeStopped(latest) ? tr("Stop deployment %1").arg(numberOf(latest))
                                      : tr("Take deployment %1 back").arg(numberOf(latest));
    move.runbook = u"common/roll-back-configuration"_s;
    move.parameters = parametersOf(state, u"take back"_s, versionOf(standing.prior));
    move.why = whyElsewhere(state, standing);
    if (move.why.isEmpty())
        move.why = whyNotTakenBack(standing, state.now);
    move.isPossible = move.why.isEmpty();
    if (!move.isPossible)
        return move;
    move.why = canBeStopped(latest)
        ? tr("It is %1; AppConfig goes back to what was live before.").arg(stateOf(latest))
        : tr("AppConfig takes it back at once, until %1 UTC.").arg(lastChance(latest).toString(u"yyyy-MM-dd HH:mm"_s));
    if (standing.prior.isEmpty())
        move.warnings << tr("Nothing was deployed before it, so nothing is there afterwards.");
    return move;
}

QString whyNotAgain(const FlagState &state, const Standing &standing)
{
    if (!standing.busy.isEmpty())
        return busySentence(standing.busy);
    if (!state.hasVersion)
        return tr("Version %1 was deleted.").arg(state.candidate.revision);
    if (versionOf(standing.live) == state.candidate.revision)
        return tr("Version %1 is live.").arg(state.candidate.revision);
    return {};
}

RollbackMove redeployMove(const FlagState &state, const Standing &standing)
{
    RollbackMove move;
    move.title = tr("Deploy version %1 again").arg(state.candidate.revision);
    move.runbook = u"common/roll-back-configuration"_s;
    move.parameters = parametersOf(state, u"deploy again"_s, state.candidate.revision);
    move.why = whyNotAgain(state, standing);
    move.isPossible = move.why.isEmpty();
    if (move.isPossible)
        move.why = tr("Its version is still there, and nothing is in progress in this environment.");
    if (state.candidate.state == Deployment::State::RolledBack)
        move.warnings << tr("It was taken back: %1.").arg(state.candidate.status);
    return move;
}

} // namespace

RollbackMoves flagMoves(const FlagState &state)
{
    const Standing standing = standingOf(state);
    RollbackMoves moves;
    moves.moves = {takeBackMove(state, standing), redeployMove(state, standing)};
    if (!moves.moves.first().isPossible)
        moves.moves.swapItemsAt(0, 1); // the possible one first, if there is one
    moves.moves.first().isProposed = moves.moves.first().isPossible;
    moves.notBack = {tr("What ran while the flags were otherwise stays done.")};
    return moves;
}

} // namespace sm::deployments
