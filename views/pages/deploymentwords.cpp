// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentwords.h"

#include <core/instanttext.h>
#include <tables/agetext.h>
#include <tables/deploymenttext.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 2;
constexpr qsizetype digestLetters = 8;

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::DeploymentsPage", text); }

QString troubles(const QList<Deployment> &bad, double errorLimit)
{
    QStringList named;
    for (const Deployment &each : bad.first(std::min(bad.size(), mostNamed)))
        named << tr("%1: %2").arg(unitText(each.kind, each.unit), tables::healthText(each, errorLimit));
    if (bad.size() > mostNamed)
        named << tr("%1 more not well").arg(bad.size() - mostNamed);
    return named.join(tr(", "));
}

} // namespace

QString unitText(DeploymentKind kind, const QString &unit)
{
    switch (kind) {
    case DeploymentKind::Lambda:
        return QString(unit).replace(u':', u' ');
    case DeploymentKind::Ecs:
    case DeploymentKind::CodeDeploy:
        return unit.contains(u'/') ? tr("%1 in %2").arg(unit.section(u'/', 1), unit.section(u'/', 0, 0)) : unit;
    case DeploymentKind::AppConfig:
        return QString(unit).replace(u'/', u' ');
    case DeploymentKind::CloudFormation:
    case DeploymentKind::Secrets:
        return unit;
    }
    Q_UNREACHABLE();
}

QString revisionText(const QString &revision)
{
    static const QRegularExpression digest(u"^(sha256:)?[0-9a-f-]{16,}$"_s);
    const QString last = revision.section(u'/', -1);
    if (digest.match(last).hasMatch())
        return last.section(u':', -1).left(digestLetters);
    return last;
}

QString markText(const RollbackMark &mark)
{
    const QString unit = unitText(mark.kind, mark.unit);
    const QString how = mark.from.isEmpty() || mark.to.isEmpty()
        ? tr("%1 was rolled back").arg(unit)
        : tr("%1 was rolled back from %2 to %3").arg(unit, revisionText(mark.from), revisionText(mark.to));
    const QString by = mark.by.isEmpty() ? how : tr("%1 by %2").arg(how, tables::shipperText(mark.by));
    QString text = tr("%1, %2").arg(by, utcText(mark.at));
    if (!mark.reason.isEmpty())
        text = tr("%1: %2").arg(text, mark.reason.simplified());
    return text.endsWith(u'.') ? text : text + u'.';
}

QString differenceTitle(const Deployment *live, const Deployment &candidate, bool isProposed)
{
    const QString then = revisionText(candidate.revision);
    const QString to = isProposed ? tr("%1 (proposed)").arg(then) : then;
    if (!live)
        return tr("Difference to %1").arg(to);
    if (live->id == candidate.id)
        return tr("Difference: %1 is running").arg(then);
    return tr("Difference: %1 (running) to %2").arg(revisionText(live->revision), to);
}

QString summaryText(
    const QList<Deployment> &live, double errorLimit, const QDateTime &readAt, const QStringList &notOffered)
{
    if (live.isEmpty())
        return {};
    QList<Deployment> bad;
    for (const Deployment &each : live) {
        if (each.health && each.health->verdict == HealthRecord::Verdict::Unhealthy)
            bad << each;
    }
    const QString what = !bad.isEmpty() ? troubles(bad, errorLimit)
        : live.size() == 1              ? tr("one unit is live")
                                        : tr("%1 units are live").arg(live.size());
    if (!readAt.isValid())
        return tr("%1 so far").arg(what);
    const QString all = notOffered.isEmpty() ? what : tr("%1 · no %2 here").arg(what, notOffered.join(tr(", ")));
    return tr("%1 · read %2").arg(all, tables::agoText(readAt));
}

} // namespace sm::pages
