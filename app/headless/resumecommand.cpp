// SPDX-License-Identifier: GPL-3.0-or-later
#include "resumecommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "givenanswers.h"
#include "headlesssystem.h"
#include "logging.h"
#include "output.h"
#include "runbookchoice.h"
#include "stepstates.h"

#include <core/json.h>
#include <operations/planjson.h>
#include <operations/runreport.h>
#include <operations/wholerun.h>

#include <QCoreApplication>
#include <QJsonArray>

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

ResumeCommand::ResumeCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

ResumeCommand::~ResumeCommand() = default;

QString ResumeCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

QCoro::Task<Result<JournalRun>> ResumeCommand::storedRun(qint64 id)
{
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    co_return co_await operations::wholeRun(journal->get(), id);
}

QCoro::Task<Result<ExitCode>> ResumeCommand::run(CancelToken token)
{
    const Result<qint64> id = runToResume(m_options.words);
    if (!id)
        co_return id.error();
    const Result<JournalRun> run = co_await storedRun(*id);
    if (!run)
        co_return run.error();
    const Result<Plan> plan = operations::planFromCanonicalForm(toCompactJson(run->body));
    if (!plan)
        co_return plan.error();
    const bool isAsked = m_options.words.isSet(u"request"_s);
    if (!isAsked && (!m_options.words.isSet(u"yes"_s) || m_options.words.isSet(u"plan"_s)))
        co_return print(*id, *run, *plan);
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, plan->system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    if (!isAsked)
        co_return co_await goOn(*id, *plan, token);
    const operations::Requester requester{{}, {}, m_options.words.value(u"reason"_s), *id};
    co_return co_await writeRequest(m_system.get(), *plan, requester, m_options.words.value(u"request"_s), token);
}

QCoro::Task<Result<ExitCode>> ResumeCommand::goOn(qint64 id, Plan plan, CancelToken token)
{
    const Result<QMap<QString, Secret>> secrets = chosenSecrets(m_options);
    if (!secrets)
        co_return secrets.error();
    const WantedRun wanted{plan, {}, m_options.words.value(u"reason"_s), *secrets, {}, id, {}};
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

Result<ExitCode> ResumeCommand::print(qint64 id, const JournalRun &run, const Plan &plan) const
{
    const StepStates states = statesOf(run);
    if (const auto answers = GivenAnswers::of(m_options.words, plan, states); !answers)
        return answers.error();
    QJsonObject json = jsonOf(plan);
    QJsonArray steps = json.value(u"steps"_s).toArray();
    for (int number = 0; number < plan.steps.size(); ++number) {
        const StepState state = states.value(number, StepState::Waiting);
        QJsonObject step = steps.at(number).toObject();
        step.insert(u"state"_s, operations::wordOf(state));
        steps[number] = step;
        if (state == StepState::InDoubt)
            toStandardError(tr("It is not known what became of step %1, “%2”. With --yes, it is looked for first.")
                    .arg(QString::number(number + 1), onOneLine(plan.steps.at(number).title)));
    }
    json.insert(u"steps"_s, steps);
    json.insert(u"resumes"_s, id);
    toStandardOutput(toIndentedJson(json));
    return ExitCode::Done;
}

} // namespace sm::app
