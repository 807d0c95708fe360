// SPDX-License-Identifier: GPL-3.0-or-later
#include "policycommand.h"

#include "headlesssystem.h"
#include "output.h"
#include "runbookchoice.h"

#include <core/json.h>
#include <runbooks/openplan.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using operations::Permission;
using operations::Permissions;

namespace {

/// Of a managed policy, without blanks (IAM and AWS STS quotas).
constexpr qsizetype LargestPolicy = 6144;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::PolicyCommand", text); }

} // namespace

PolicyCommand::PolicyCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

/// As for a run; but without any system a policy can be made, too: it holds in every region and account then.
Result<SystemInfo> PolicyCommand::system(const QString &wanted) const
{
    Options options = m_options;
    const bool isChosen = !options.system.isEmpty() || !options.profile.isEmpty() || !options.endpointUrl.isEmpty();
    if (!isChosen)
        options.system = wanted;
    const Result<SystemInfo> found = systemOf(m_foundation, options);
    if (!found && isChosen)
        return found.error();
    SystemInfo system = found.value_or(SystemInfo());
    if (!m_options.region.isEmpty())
        system.region = {m_options.region};
    return system;
}

/// Those that are given; what is missing stays open.
Result<runbooks::ParameterValues> PolicyCommand::values(const runbooks::Runbook &runbook) const
{
    const QStringList given = m_options.words.options.value(u"param"_s);
    runbooks::CheckedValues checked = runbooks::valuesOfTexts(runbook.parameters, given);
    QStringList names;
    for (const QString &each : given)
        names << each.section(u'=', 0, 0);
    checked.problems.removeIf([&names](const auto &problem) { return !names.contains(problem.key()); });
    return checked.result();
}

QCoro::Task<Result<ExitCode>> PolicyCommand::run(CancelToken)
{
    const Result<runbooks::Runbook> runbook = chosenRunbook(m_options, m_options.words.words.value(0));
    if (!runbook)
        co_return runbook.error();
    const Result<SystemInfo> about = system(runbook->system.value);
    if (!about)
        co_return about.error();
    const Result<runbooks::ParameterValues> given = values(*runbook);
    if (!given)
        co_return given.error();
    const Result<Plan> plan = runbooks::openPlan(*runbook, *given, *about, m_foundation.planner);
    if (!plan)
        co_return plan.error();
    const Result<Plan> rollback = runbooks::openRollback(*runbook, *given, *about, m_foundation.planner);
    if (!rollback)
        co_return rollback.error();

    const Permissions permissions(m_foundation.catalog, m_foundation.models);
    const bool withUndo = !m_options.words.isSet(u"without-undo"_s);
    QList<Permission> needed
        = permissions.of(*plan, about->pinnedAccount, withUndo ? Permissions::Undo::With : Permissions::Undo::Without);
    if (withUndo)
        needed << permissions.of(*rollback, about->pinnedAccount, Permissions::Undo::Without);
    const QJsonObject policy = operations::policyOf(needed);
    toStandardOutput(toIndentedJson(policy));
    tell(*runbook, *given, permissions.notes(*plan) + permissions.notes(*rollback), policy);
    co_return ExitCode::Done;
}

void PolicyCommand::tell(const runbooks::Runbook &runbook, const runbooks::ParameterValues &values,
    const QStringList &notes, const QJsonObject &policy) const
{
    if (const QStringList open = runbooks::openParameters(runbook, values); !open.isEmpty())
        toStandardError(
            tr("stationmaster: “*” stands for what is not known. Narrow it with --param: %1.").arg(open.join(u", "_s)));
    for (const QString &note : notes)
        toStandardError(u"stationmaster: "_s + note);
    if (policy.value(u"Statement"_s).toArray().isEmpty())
        toStandardError(tr("stationmaster: The runbook asks AWS for nothing."));
    if (toCompactJson(policy).size() > LargestPolicy)
        toStandardError(tr("stationmaster: It is longer than the 6,144 characters of a managed policy. Split it by its "
                           "statements."));
}

} // namespace sm::app
