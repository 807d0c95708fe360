// SPDX-License-Identifier: GPL-3.0-or-later
#include "carryout.h"

#include "givenanswers.h"
#include "headlesssystem.h"
#include "permissioncheck.h"
#include "runoutput.h"
#include "stepstates.h"

#include <operations/wholerun.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How far the run got that goes on.
QCoro::Task<Result<StepStates>> statesSoFar(operations::Journal *journal, qint64 run)
{
    if (run == 0)
        co_return StepStates();
    const Result<JournalRun> whole = co_await operations::wholeRun(journal, run);
    if (!whole)
        co_return whole.error();
    co_return statesOf(*whole);
}

/// The steps that are not run again.
QSet<int> endedSteps(const StepStates &states)
{
    QSet<int> ended;
    for (auto it = states.begin(); it != states.end(); ++it) {
        if (it.value() == StepState::Done || it.value() == StepState::Skipped)
            ended << it.key();
    }
    return ended;
}

} // namespace

QCoro::Task<Result<ExitCode>> carryOut(
    Foundation *foundation, HeadlessSystem *system, const Options *options, WantedRun wanted, CancelToken token)
{
    const CommandWords &words = options->words;
    const Result<StepStates> states = co_await statesSoFar(&system->journal(), wanted.resumes);
    if (!states)
        co_return states.error();
    Result<GivenAnswers> answers = GivenAnswers::of(words, wanted.plan, *states);
    if (!answers)
        co_return answers.error();
    const Result<Identity> identity = co_await system->identify(token);
    if (!identity)
        co_return identity.error();
    const bool insists = words.isSet(u"despite-missing-permissions"_s);
    const WantedAccess access{wanted.plan, endedSteps(*states), *identity, insists};
    if (const auto allowed = co_await checkPermissions(foundation, system, access, token); !allowed)
        co_return allowed.error();

    const Confirmation confirmation{words.value(u"confirm"_s), true, true, wanted.approval};
    const RunOutput output(wanted.plan, *options);
    const operations::RunSupport support{&*answers, wanted.runbook, wanted.reason, wanted.secrets};
    operations::Runner &runner = system->runner();
    Result<operations::RunReport> report;
    if (wanted.resumes > 0)
        report = co_await runner.resume(wanted.resumes, confirmation, *identity, output.progress(), token, support);
    else
        report = co_await runner.run(wanted.plan, confirmation, *identity, output.progress(), token, support);
    if (!report)
        co_return report.error();
    output.finish(*report, answers->openQuestion(), wanted.notUndone);
    co_return exitCodeOf(*report);
}

} // namespace sm::app
