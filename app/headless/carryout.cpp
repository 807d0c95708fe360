// SPDX-License-Identifier: GPL-3.0-or-later
#include "carryout.h"

#include "givenanswers.h"
#include "headlesssystem.h"
#include "permissioncheck.h"
#include "runoutput.h"

#include <operations/wholerun.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The steps that a run which goes on does not run again.
QCoro::Task<Result<QSet<int>>> endedSteps(operations::Journal *journal, qint64 run)
{
    QSet<int> ended;
    if (run == 0)
        co_return ended;
    const Result<JournalRun> whole = co_await operations::wholeRun(journal, run);
    if (!whole)
        co_return whole.error();
    for (const JournalEntry &entry : whole->entries) {
        if (entry.state == StepState::Done || entry.state == StepState::Skipped)
            ended << entry.step;
    }
    co_return ended;
}

} // namespace

QCoro::Task<Result<ExitCode>> carryOut(
    Foundation *foundation, HeadlessSystem *system, const Options *options, WantedRun wanted, CancelToken token)
{
    const CommandWords &words = options->words;
    Result<GivenAnswers> answers = GivenAnswers::of(words, wanted.plan, wanted.resumes > 0);
    if (!answers)
        co_return answers.error();
    const Result<Identity> identity = co_await system->identify(token);
    if (!identity)
        co_return identity.error();
    const Result<QSet<int>> ended = co_await endedSteps(&system->journal(), wanted.resumes);
    if (!ended)
        co_return ended.error();
    const bool insists = words.isSet(u"despite-missing-permissions"_s);
    const WantedAccess access{wanted.plan, *ended, *identity, insists};
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
