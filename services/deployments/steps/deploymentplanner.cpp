// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentplanner.h"

#include "bakeinput.h"
#include "markinput.h"

#include <core/durationtext.h>
#include <executors/knownwrites.h>
#include <executors/secretvalues.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::DeploymentPlanner", text); }

QStringList known() { return {u"deployment:mark"_s, u"deployment:unmark"_s, u"deployment:bake"_s}; }

/// No command line does it, so a shell is told in words.
QString commentLine(const QString &text) { return u"# "_s + text.simplified(); }

Result<Step> plannedBake(Step step, const SystemInfo &system)
{
    const Result<BakeInput> bake = bakeInput(step, system.deployments);
    if (!bake)
        return bake.error();
    executors::fillInRead(step);
    if (step.resource.isEmpty())
        step.resource = bake->unit;
    step.iamAction = u"cloudwatch:GetMetricData, cloudwatch:DescribeAlarms, cloudwatch:DescribeAlarmHistory"_s;
    step.price = tr("Each look: a few cents for a thousand metrics, so next to nothing.");
    step.notes << tr("Looks every %1 for %2, and compares with the hour before.")
                      .arg(durationText(bake->every), durationText(bake->holdsFor));
    step.cli = commentLine(tr("Watches %1 for %2").arg(bake->unit, durationText(bake->holdsFor)));
    return step;
}

} // namespace

DeploymentPlanner::DeploymentPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString DeploymentPlanner::kind() const { return u"deployment"_s; }

Result<Step> DeploymentPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    if (!known().contains(step.operation.uses))
        return Error(Error::Kind::Invalid,
            tr("“%1” is not known; known are %2.").arg(step.operation.uses, known().join(u", "_s)))
            .withCode(u"Input"_s);
    return step.operation.uses == "deployment:bake"_L1 ? plannedBake(std::move(step), system)
                                                       : plannedMark(std::move(step));
}

Result<Step> DeploymentPlanner::plannedMark(Step step) const
{
    const Result<RollbackMark> mark = markInput(step);
    if (!mark)
        return mark.error();
    executors::fillInWrite(step, m_catalog, tr("It can be taken off again."));
    if (step.resource.isEmpty())
        step.resource = mark->unit;
    const bool isMark = step.operation.uses == "deployment:mark"_L1;
    const QString text = tr("rolled back from %1 to %2: %3").arg(mark->from, mark->to, mark->reason);
    step.changes << Change{tr("Mark on %1").arg(mark->unit), isMark ? QString() : text, isMark ? text : QString()};
    step.cli = commentLine(isMark ? tr("Notes that %1 was %2").arg(mark->unit, text)
                                  : tr("Takes the mark off %1 that it was %2").arg(mark->unit, text));
    return step;
}

} // namespace sm::deployments
