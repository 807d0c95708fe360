// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionhistory.h"

#include <sources/proposal.h>

#include <QCoreApplication>
#include <QSet>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Functions", text); }

/// What of the function itself a change changes; empty: nothing.
QString whatChanged(const FunctionChange &change)
{
    const QString operation = change.operation();
    if (operation == "UpdateFunctionCode"_L1)
        return change.parameter(u"dryRun"_s).toBool() ? QString() : tr("code");
    if (operation == "UpdateFunctionConfiguration"_L1)
        return tr("configuration");
    return operation == "CreateFunction"_L1 ? tr("made") : QString();
}

Deployment madeAt(const FunctionPast &past, const QString &code, const QDateTime &at, const QString &what)
{
    Deployment deployment = functionDeployment(past.function, code, at);
    deployment.title = tr("%1: %2").arg(past.function, what);
    deployment.liveSince = at;
    deployment.facts = {{u"function"_s, past.function}, {u"codeSha256"_s, code}};
    return deployment;
}

void addChanges(const FunctionPast &past, QList<Deployment> &all)
{
    QString code;
    for (const FunctionChange &change : past.changes) {
        const QString what = whatChanged(change);
        if (what.isEmpty())
            continue;
        const QString answered = change.answered(u"codeSha256"_s).toString();
        code = answered.isEmpty() ? code : answered;
        Deployment deployment = madeAt(past, code, change.at, what);
        takeOver(deployment, change);
        all << deployment;
    }
}

/// What is not told of by any change: what it is now, and what was published of it before.
void addVersions(const FunctionPast &past, QList<Deployment> &all)
{
    QSet<QString> known;
    QDateTime last;
    QDateTime first;
    for (const Deployment &each : std::as_const(all)) {
        known << each.revision;
        last = last.isValid() ? std::max(last, each.liveSince) : each.liveSince;
        first = first.isValid() ? std::min(first, each.liveSince) : each.liveSince;
    }
    const QString lastCode = all.isEmpty() ? QString() : all.last().revision;
    for (const FunctionVersion &version : past.versions) {
        const bool isUntold = version.isLatest() ? version.codeSha256 != lastCode : !known.contains(version.codeSha256);
        if (!isUntold)
            continue;
        const bool isLate = version.isLatest() && last.isValid() && version.at <= last;
        const QDateTime at = isLate ? last.addMSecs(1) : version.at;
        Deployment deployment = madeAt(
            past, version.codeSha256, at, version.isLatest() ? tr("code") : tr("as version %1").arg(version.version));
        takeOver(deployment, version);
        if (!version.isLatest() && first.isValid() && at >= first)
            deployment.liveSince = {}; // published later than the code that is there now came
        known << version.codeSha256;
        if (version.isLatest() && !first.isValid())
            first = at;
        all << deployment;
    }
}

/// A published version of the same code is a way back.
void nameVersions(const FunctionPast &past, QList<Deployment> &all)
{
    for (Deployment &each : all) {
        for (const FunctionVersion &version : past.versions) {
            if (!version.isLatest() && version.codeSha256 == each.revision && !each.facts.contains(u"version"_s))
                each.facts.insert(u"version"_s, version.version);
        }
    }
}

} // namespace

QList<Deployment> historyOfLatest(const FunctionPast &past)
{
    QList<Deployment> all;
    addChanges(past, all);
    addVersions(past, all);
    nameVersions(past, all);
    chainUp(all);
    return all;
}

} // namespace sm::deployments
