// SPDX-License-Identifier: GPL-3.0-or-later
#include "runcommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "givenanswers.h"
#include "headlesssystem.h"
#include "options.h"
#include "output.h"
#include "runbookchoice.h"

#include <core/json.h>
#include <operations/actor.h>
#include <operations/planjson.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::RunCommand", text); }

/// A run goes on as it was begun.
Result<qint64> runToResume(const CommandWords &words)
{
    bool isNumber = false;
    const qint64 id = words.value(u"resume"_s).toLongLong(&isNumber);
    if (!isNumber || id < 1)
        return Error(Error::Kind::Invalid,
            tr("--resume takes the number of a run, not “%1”; `stationmaster journal list --json` has them.")
                .arg(words.value(u"resume"_s)));
    if (!words.words.isEmpty() || words.isSet(u"param"_s))
        return Error(Error::Kind::Invalid,
            tr("A run goes on as it was begun: leave the runbook and --param out, or leave --resume out."));
    return id;
}

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
    if (m_options.words.isSet(u"resume"_s))
        co_return co_await resume(token);
    const QString name = m_options.words.words.value(0);
    if (name.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("run needs the name of a runbook, or --resume RUN."));
    const Result<runbooks::Runbook> runbook = chosenRunbook(m_options, name);
    if (!runbook)
        co_return runbook.error();
    const Result<void> opened = co_await openSystem(runbook->system.value);
    if (!opened)
        co_return opened.error();
    const Result<runbooks::RunbookPlan> plan = co_await prepared(*runbook, token);
    if (!plan)
        co_return plan.error();
    if (m_options.words.isSet(u"request"_s))
        co_return co_await requestApproval(plan->plan, runbook->system.value + u'/' + runbook->id, 0, token);
    if (!isForReal())
        co_return printPlan(plan->plan, plan->leftOut);
    const WantedRun wanted{
        plan->plan, runbook->system.value + u'/' + runbook->id, m_options.words.value(u"reason"_s), {}, {}, 0, {}};
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

bool RunCommand::isForReal() const { return m_options.words.isSet(u"yes"_s) && !m_options.words.isSet(u"plan"_s); }

/// --system and --profile first; else the runbook's own system, where there is one of that name.
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

/// A plan can be looked at without an account, too, where nothing has to be read for it; then it says nothing of what
/// is there now.
QCoro::Task<Result<runbooks::RunbookPlan>> RunCommand::prepared(runbooks::Runbook runbook, CancelToken token)
{
    const Result<runbooks::ParameterValues> values = chosenValues(m_options, runbook);
    if (!values)
        co_return values.error();
    const runbooks::RunFacts facts{
        QUuid::createUuid().toString(QUuid::WithoutBraces), m_foundation.clock.nowUtc(), operations::actorOf({})};
    runbooks::Preparation preparation(m_foundation.planner, m_system->runner());
    const auto plan = co_await preparation.plan(runbook, *values, m_system->system(), facts, {}, token);
    if (plan || isForReal() || m_options.words.isSet(u"request"_s) || plan.error().kind() == Error::Kind::Invalid)
        co_return plan;
    const auto unseen
        = runbooks::RunbookPlanner(m_foundation.planner).plan(runbook, *values, m_system->system(), facts);
    if (!unseen)
        co_return plan.error();
    toStandardError(tr("stationmaster: What is there now could not be read: %1").arg(plan.error().message()));
    co_return unseen;
}

Result<ExitCode> RunCommand::printPlan(const Plan &plan, const QStringList &leftOut) const
{
    const bool isResumed = m_options.words.isSet(u"resume"_s);
    if (const auto answers = GivenAnswers::of(m_options.words, plan, isResumed); !answers)
        return answers.error();
    QJsonObject json = jsonOf(plan);
    json.insert(u"leftOut"_s, QJsonArray::fromStringList(leftOut));
    toStandardOutput(toIndentedJson(json));
    return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> RunCommand::requestApproval(Plan plan, QString runbook, qint64 resumes, CancelToken token)
{
    const operations::Requester requester{{}, runbook, m_options.words.value(u"reason"_s), resumes};
    co_return co_await writeRequest(m_system.get(), plan, requester, m_options.words.value(u"request"_s), token);
}

QCoro::Task<Result<Plan>> RunCommand::storedPlan(qint64 id)
{
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    const Result<JournalRun> run = co_await (*journal)->run(id);
    if (!run)
        co_return run.error();
    co_return operations::planFromCanonicalForm(toCompactJson(run->body));
}

QCoro::Task<Result<ExitCode>> RunCommand::resume(CancelToken token)
{
    const Result<qint64> id = runToResume(m_options.words);
    if (!id)
        co_return id.error();
    const Result<Plan> plan = co_await storedPlan(*id);
    if (!plan)
        co_return plan.error();
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, plan->system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    if (m_options.words.isSet(u"request"_s))
        co_return co_await requestApproval(*plan, {}, *id, token);
    if (!isForReal())
        co_return printPlan(*plan, {});
    const Result<QMap<QString, Secret>> secrets = chosenSecrets(m_options);
    if (!secrets)
        co_return secrets.error();
    const WantedRun wanted{*plan, {}, m_options.words.value(u"reason"_s), *secrets, {}, *id, {}};
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

} // namespace sm::app
