// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchplanner.h"

#include "knownwrites.h"
#include "secretvalues.h"
#include "watchinput.h"

#include <core/durationtext.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WatchPlanner", text); }

/// The reading's part of what is deferred, with the places that it has inside the reading.
QList<Deferred> deferredIn(const QList<Deferred> &all, const QString &prefix)
{
    QList<Deferred> inside;
    for (Deferred each : all) {
        if (!each.at.startsWith(prefix))
            continue;
        each.at.remove(0, prefix.size() - 1);
        inside << each;
    }
    return inside;
}

/// What follows a # is a comment to the end of the line.
QString cliOf(const Step &read, const WatchInput &watch)
{
    QString why = tr("every %1, until this has held for %2: %3")
                      .arg(durationText(watch.every), durationText(watch.holdsFor), watch.holds);
    return u"%1 # %2"_s.arg(read.cli, why.simplified());
}

} // namespace

WatchPlanner::WatchPlanner(operations::Planner reads)
    : m_reads(std::move(reads))
{
}

QString WatchPlanner::kind() const { return u"watch"_s; }

Result<Step> WatchPlanner::plannedRead(const Step &step, const WatchInput &watch, const SystemInfo &system) const
{
    Step read;
    read.title = step.title;
    read.operation = watch.read;
    read.deferred = deferredIn(step.deferred, u"/read/with/"_s);
    const Result<Plan> plan = m_reads.plan(step.title, system, {read});
    if (!plan)
        return plan.error();
    if (plan->steps.first().tier == Tier::Read)
        return plan->steps.first();
    return Error(Error::Kind::Invalid, tr("“%1” may change something, so it can not be watched.").arg(watch.read.uses))
        .withCode(u"NotARead"_s);
}

Result<Step> WatchPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = withSecretsNamed(step.operation, {u"read"_s}, secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<WatchInput> watch = watchInput(step);
    if (!watch)
        return watch.error();
    const Result<Step> read = plannedRead(step, *watch, system);
    if (!read)
        return read.error();
    const QStringList names = read->operation.secrets.keys();
    for (const QString &name : names) {
        if (!step.operation.secrets.contains(name) && secretNames.contains(name))
            return Error(Error::Kind::Invalid, tr("Give %1 of “%2” as a secret.").arg(name, watch->read.uses))
                .withCode(u"Input"_s);
        secretNames << name;
    }
    step.operation.with.insert(
        u"read"_s, QJsonObject{{u"uses"_s, read->operation.uses}, {u"with"_s, read->operation.with}});
    step.operation.secrets = read->operation.secrets;
    if (step.resource.isEmpty())
        step.resource = read->resource;
    fillInRead(step);
    step.iamAction = read->iamAction;
    step.price = read->price.isEmpty() ? QString() : tr("Each look: %1").arg(read->price);
    step.notes << read->notes
               << tr("Looks every %1, for %2 at most.").arg(durationText(watch->every), durationText(watch->within));
    step.cli = cliOf(*read, *watch);
    return step;
}

} // namespace sm::executors
