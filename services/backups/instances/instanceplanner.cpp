// SPDX-License-Identifier: GPL-3.0-or-later
#include <instances/instanceplanner.h>

#include "instanceinput.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <operations/cliline.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Instances", text); }

Operation deletionOf(const InstanceInput &input)
{
    return {u"aws:rds:DeleteDBInstance"_s,
        {{u"DBInstanceIdentifier"_s, input.instance}, {u"SkipFinalSnapshot"_s, true}}, {}};
}

} // namespace

InstancePlanner::InstancePlanner(const operations::Catalog &catalog, const aws::Models &models)
    : m_catalog(catalog)
    , m_models(models)
{
}

QString InstancePlanner::kind() const { return u"instance"_s; }

Result<Step> InstancePlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    const Result<InstanceInput> input = instanceInput(step);
    if (!input)
        return input.error();
    executors::fillInWrite(step, m_catalog, tr("An instance that was deleted comes back only from a snapshot."));
    if (step.resource.isEmpty())
        step.resource = input->instance;
    if (const auto service = m_models.service(u"rds"_s); service)
        step.cli = u"%1 # %2"_s.arg(operations::cliLine(**service, deletionOf(*input), {}, system),
            tr("if it was restored from %1").arg(input->source).simplified());
    return step;
}

} // namespace sm::backups
