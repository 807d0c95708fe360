// SPDX-License-Identifier: GPL-3.0-or-later
#include "policycommand.h"

#include "headlesssystem.h"
#include "output.h"
#include "runbookchoice.h"

#include <core/json.h>
#include <runbooks/openplan.h>
#include <runbooks/runbookpolicy.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using operations::Permissions;

namespace {

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
    const Result<SystemInfo> about = system(runbook->isCommon() ? QString() : runbook->system.value);
    if (!about)
        co_return about.error();
    const Result<runbooks::ParameterValues> given = values(*runbook);
    if (!given)
        co_return given.error();
    const auto undo = m_options.words.isSet(u"without-undo"_s) ? Permissions::Undo::Without : Permissions::Undo::With;
    const Permissions permissions(m_foundation.catalog, m_foundation.models);
    const Result<runbooks::RunbookPolicy> policy
        = runbooks::policyOf(*runbook, *given, *about, m_foundation.planner, permissions, undo);
    if (!policy)
        co_return policy.error();
    toStandardOutput(toIndentedJson(policy->document));
    tell(*runbook, *given, policy->notes);
    co_return ExitCode::Done;
}

void PolicyCommand::tell(
    const runbooks::Runbook &runbook, const runbooks::ParameterValues &values, const QStringList &notes) const
{
    if (const QStringList open = runbooks::openParameters(runbook, values); !open.isEmpty())
        toStandardError(
            tr("stationmaster: “*” stands for what is not known. Narrow it with --param: %1.").arg(open.join(u", "_s)));
    for (const QString &note : notes)
        toStandardError(u"stationmaster: "_s + note);
}

} // namespace sm::app
