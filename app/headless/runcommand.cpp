// SPDX-License-Identifier: GPL-3.0-or-later
#include "runcommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "givenanswers.h"
#include "headlesssystem.h"
#include "options.h"
#include "output.h"
#include "runbookchoice.h"
#include "runbookplans.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::RunCommand", text); }

} // namespace

RunCommand::RunCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

RunCommand::~RunCommand() = default;

QString RunCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

QCoro::Task<Result<ExitCode>> RunCommand::run(CancelToken token)
{
    const QString given = m_options.words.words.value(0);
    if (given.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("run needs the name of a runbook, or --resume RUN."));
    const Result<runbooks::Runbook> runbook = chosenRunbook(m_options, given);
    if (!runbook)
        co_return runbook.error();
    const Result<void> opened = co_await openSystem(runbook->isCommon() ? QString() : runbook->system.value);
    if (!opened)
        co_return opened.error();
    const Result<runbooks::RunbookPlan> plan = co_await prepared(*runbook, token);
    if (!plan)
        co_return plan.error();
    const QString name = runbook->system.value + u'/' + runbook->id;
    if (m_options.words.isSet(u"request"_s))
        co_return co_await requestApproval(plan->plan, name, token);
    if (!isForReal())
        co_return printPlan(plan->plan, plan->leftOut);
    const WantedRun wanted{plan->plan, name, m_options.words.value(u"reason"_s), {}, {}, 0, {}};
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

bool RunCommand::isForReal() const { return m_options.words.isSet(u"yes"_s) && !m_options.words.isSet(u"plan"_s); }

/// --system and --profile first; else the runbook's own system, where there is one of that name. One of every system
/// goes where a runbook that names none goes.
QCoro::Task<Result<void>> RunCommand::openSystem(QString wanted)
{
    Options options = m_options;
    if (options.system.isEmpty() && options.profile.isEmpty() && options.endpointUrl.isEmpty())
        options.system = wanted;
    const Result<SystemInfo> system = systemOf(m_foundation, options);
    if (!system)
        co_return system.error();
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, *system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    co_return ok();
}

QCoro::Task<Result<runbooks::RunbookPlan>> RunCommand::prepared(runbooks::Runbook runbook, CancelToken token)
{
    const Result<runbooks::ParameterValues> values = chosenValues(m_options, runbook);
    if (!values)
        co_return values.error();
    const bool isOnlyLookedAt = !isForReal() && !m_options.words.isSet(u"request"_s);
    const WantedRunbook wanted{runbook, *values, isOnlyLookedAt};
    co_return co_await plannedRunbook(&m_foundation, m_system.get(), &m_options.words, wanted, token);
}

Result<ExitCode> RunCommand::printPlan(const Plan &plan, const QStringList &leftOut) const
{
    if (const auto answers = GivenAnswers::of(m_options.words, plan); !answers)
        return answers.error();
    QJsonObject json = jsonOf(plan);
    json.insert(u"leftOut"_s, QJsonArray::fromStringList(leftOut));
    toStandardOutput(toIndentedJson(json));
    return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> RunCommand::requestApproval(Plan plan, QString runbook, CancelToken token)
{
    const operations::Requester requester{{}, runbook, m_options.words.value(u"reason"_s), 0};
    co_return co_await writeRequest(m_system.get(), plan, requester, m_options.words.value(u"request"_s), token);
}

} // namespace sm::app
