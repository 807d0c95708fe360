// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionmoves.h"

#include "functiondifference.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Functions", text); }

QString withReason(const QString &sentence, const QJsonValue &reason)
{
    return reason.toString().isEmpty() ? sentence : sentence + u' ' + reason.toString();
}

/// Of every state that Lambda has; what it has not yet, counts as no good.
QString whyNotByState(const QJsonObject &configuration)
{
    const QString state = configuration.value(u"State"_s).toString(u"Active"_s);
    const QJsonValue reason = configuration.value(u"StateReason"_s);
    if (state == "Active"_L1)
        return {};
    if (state == "Pending"_L1)
        return tr("Lambda is still preparing it. Wait until it is active.");
    if (state == "Inactive"_L1)
        return tr(
            "It was not called for so long that Lambda put it to sleep. Call it once, and wait until it is active.");
    if (state == "Failed"_L1)
        return withReason(tr("Lambda could not prepare it."), reason);
    if (state == "Deleting"_L1)
        return tr("It is being deleted.");
    return withReason(tr("Lambda says that it is %1.").arg(state), reason);
}

/// Moves that AWS accepts come first, and the first of them is proposed.
QList<RollbackMove> inOrder(const QList<RollbackMove> &moves)
{
    QList<RollbackMove> ordered;
    for (const bool isPossible : {true, false}) {
        for (const RollbackMove &move : moves) {
            if (move.isPossible == isPossible)
                ordered << move;
        }
    }
    if (!ordered.isEmpty() && ordered.first().isPossible)
        ordered.first().isProposed = true;
    return ordered;
}

RollbackMove moveOf(const QString &title, const QString &runbook, const QJsonObject &parameters, const QString &why,
    const QString &refusal)
{
    RollbackMove move;
    move.title = title;
    move.runbook = u"common/"_s + runbook;
    move.parameters = parameters;
    move.isPossible = refusal.isEmpty();
    move.why = refusal.isEmpty() ? why : refusal;
    return move;
}

/// Why the alias can not be pointed to the version; empty: it can.
QString whyNotShifted(const QString &version, const FunctionNow &now)
{
    if (!now.candidate)
        return tr("Version %1 was deleted, and a version number never comes back.").arg(version);
    if (now.alias->version == version && now.alias->weights.isEmpty())
        return tr("%1 points to version %2 already.").arg(now.alias->name, version);
    if (const QString why = whyNotCallable(*now.candidate); !why.isEmpty())
        return tr("Version %1 can not be called: %2").arg(version, why);
    if (now.alias->version != version && isSameFunction(now.live, *now.candidate))
        return tr("Version %1 has the same code and configuration as version %2, so nothing would be otherwise.")
            .arg(version, now.alias->version);
    return {};
}

/// Traffic is shared between versions of one role and one queue for failed events alone.
QString whyNotShared(const QString &version, const FunctionNow &now)
{
    if (const QString why = whyNotShifted(version, now); !why.isEmpty())
        return why;
    if (now.alias->version == version)
        return tr("%1 points to version %2 already.").arg(now.alias->name, version);
    const bool isLatest = numberOf(version) < 0 || version == QLatin1StringView(latestVersion)
        || now.alias->version == QLatin1StringView(latestVersion);
    if (isLatest)
        return tr("Lambda shares no traffic with $LATEST.");
    for (const QLatin1StringView member : {"Role"_L1, "DeadLetterConfig"_L1}) {
        if (now.live.value(member) != now.candidate->value(member))
            return tr("The two versions have not the same %1, and Lambda shares traffic between no others.")
                .arg(member);
    }
    return {};
}

QList<RollbackMove> movesOfAlias(const Deployment &candidate, const FunctionNow &now)
{
    const FunctionAlias &alias = *now.alias;
    const QString version = candidate.revision;
    const QJsonObject parameters{{u"function"_s, now.function}, {u"alias"_s, alias.name}, {u"version"_s, version}};
    if (alias.version == version && alias.weights.isEmpty()) // it runs already, which is all there is to say
        return {moveOf(tr("Shift %1 to %2").arg(alias.name, version), u"roll-back-alias"_s, parameters, {},
            whyNotShifted(version, now))};
    const bool isOnlyShare = alias.version == version;
    RollbackMove all = moveOf(isOnlyShare ? tr("Take the share of %1 from %2").arg(alias.weights.firstKey(), alias.name)
                                          : tr("Shift %1 from %2 to %3").arg(alias.name, alias.version, version),
        u"roll-back-alias"_s, parameters,
        tr("Callers get version %1 within seconds, and nothing is built or uploaded.").arg(version),
        whyNotShifted(version, now));
    RollbackMove share
        = moveOf(tr("Shift a share of %1 to %2 first").arg(alias.name, version), u"shift-alias"_s, parameters,
            tr("A tenth of the calls shows how it does before all of them go there."), whyNotShared(version, now));
    if (now.candidate && !isOnlyShare && now.candidate->value(u"CodeSha256"_s) == now.live.value(u"CodeSha256"_s)) {
        const QString same = tr("Both versions have the same code; only their configuration differs.");
        all.warnings << same;
        share.warnings << same;
    }
    return {all, share};
}

/// Why what the function itself is can not be replaced; empty: it can.
QString whyNotRestored(const Deployment &candidate, const FunctionNow &now)
{
    if (const QString why = whyNotChangeable(now.live); !why.isEmpty())
        return why;
    const bool isSame = now.candidate ? isSameFunction(now.live, *now.candidate)
                                      : now.live.value(u"CodeSha256"_s) == candidate.revision;
    return isSame ? tr("The function has this very code already.") : QString();
}

RollbackMove moveByBackup(const Deployment &candidate, const FunctionNow &now)
{
    KeptFunction newest;
    for (const KeptFunction &each : now.kept) {
        if (each.codeSha256 == candidate.revision && (newest.backup.isEmpty() || each.takenAt > newest.takenAt))
            newest = each;
    }
    const QString refusal
        = newest.backup.isEmpty() ? tr("The vault has no backup of this code.") : whyNotRestored(candidate, now);
    return moveOf(tr("Put back the code that was kept"), u"roll-back-function-code"_s,
        {{u"function"_s, now.function}, {u"asset"_s, newest.asset.isEmpty() ? now.function : newest.asset},
            {u"backup"_s, newest.backup}},
        tr("Backup %1 has code, configuration and environment of it.").arg(newest.backup), refusal);
}

RollbackMove moveByVersion(const Deployment &candidate, const FunctionNow &now)
{
    const QString version = candidate.facts.value(u"version"_s).toString();
    const QString refusal = version.isEmpty() ? tr("This code was not published as a version.")
        : !now.candidate ? tr("Version %1 was deleted, and a version number never comes back.").arg(version)
                         : whyNotRestored(candidate, now);
    return moveOf(
        version.isEmpty() ? tr("Put back the code of a version") : tr("Put back the code of version %1").arg(version),
        u"roll-back-function-code"_s,
        {{u"function"_s, now.function}, {u"asset"_s, now.function}, {u"version"_s, version}},
        tr("Version %1 has this code; it is kept in the vault first, and restored from there.").arg(version), refusal);
}

/// Where only numbers of the configuration differ, no code has to be sent.
RollbackMove moveOfNumbers(const FunctionNow &now)
{
    QJsonObject parameters{{u"function"_s, now.function}};
    bool isMore = false;
    const QList<Difference> rows = functionDifferences(now.live, *now.candidate);
    for (const Difference &row : rows) {
        if (row.isSame)
            continue;
        if (row.what == "MemorySize"_L1 || row.what == "Timeout"_L1)
            parameters.insert(row.what == "Timeout"_L1 ? u"timeout"_s : u"memory"_s, now.candidate->value(row.what));
        else
            isMore = true;
    }
    RollbackMove move = moveOf(tr("Put back memory and time limit"), u"configure-function"_s, parameters,
        tr("Nothing else differs, so the code stays where it is."), whyNotChangeable(now.live));
    if (isMore || parameters.size() == 1) {
        move.isPossible = false;
        move.why = tr("More than these differs.");
    }
    return move;
}

} // namespace

QString whyNotCallable(const QJsonObject &configuration)
{
    if (const QString why = whyNotByState(configuration); !why.isEmpty())
        return why;
    const QString update = configuration.value(u"LastUpdateStatus"_s).toString(u"Successful"_s);
    if (update == "Successful"_L1)
        return {};
    if (update == "InProgress"_L1)
        return tr("An update of it is under way. Wait until it has ended.");
    return withReason(tr("Its last update failed."), configuration.value(u"LastUpdateStatusReason"_s));
}

QString whyNotChangeable(const QJsonObject &configuration)
{
    if (const QString why = whyNotByState(configuration); !why.isEmpty())
        return why;
    if (configuration.value(u"LastUpdateStatus"_s).toString() == "InProgress"_L1)
        return tr("An update of it is under way. Wait until it has ended.");
    return {};
}

QList<RollbackMove> functionMoves(const Deployment &candidate, const FunctionNow &now)
{
    if (now.alias)
        return inOrder(movesOfAlias(candidate, now));
    QList<RollbackMove> moves;
    if (now.candidate && now.candidate->value(u"CodeSha256"_s) == now.live.value(u"CodeSha256"_s))
        moves << moveOfNumbers(now);
    moves << moveByBackup(candidate, now) << moveByVersion(candidate, now);
    return inOrder(moves);
}

} // namespace sm::deployments
