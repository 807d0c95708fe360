// SPDX-License-Identifier: GPL-3.0-or-later
#include "restart.h"

#include <support/honestperson.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

using operations::Verdict;

namespace {

QString wordsOf(const QString &what, const Error &error)
{
    return u"%1: %2 %3"_s.arg(what, error.code(), error.message());
}

} // namespace

Restart::Restart(Program &program, const QString &journal, qint64 since, Effects effects)
    : m_program(program)
    , m_file(journal)
    , m_since(since)
    , m_effects(std::move(effects))
{
}

QString Restart::after(const Crash &crash, const Write &write)
{
    const std::function<QString()> parts[] = {[&] { return open(crash); }, [&] { return settle(); },
        [&] { return takeUp(write); }, [&] { return compare(); }, [&] { return verify(); }};
    for (const auto &part : parts) {
        if (const QString problem = part(); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString Restart::open(const Crash &crash)
{
    QElapsedTimer timer;
    timer.start();
    auto opened = Program::answerOf(operations::Journal::open(m_file));
    if (!opened)
        return wordsOf(u"the journal can not be opened"_s, opened.error());
    m_journal = std::move(*opened);
    const auto inDoubt = Program::answerOf(m_journal->inDoubt());
    const auto unfinished = Program::answerOf(m_journal->unfinishedRuns());
    m_milliseconds = timer.elapsed();
    if (!inDoubt || !unfinished || !m_journal->isWriter())
        return u"the journal can not be used"_s;
    m_inDoubt = *inDoubt;
    m_unfinished = *unfinished;
    const bool fits
        = crash.doubt() == Crash::Doubt::Perhaps || m_inDoubt.size() == (crash.doubt() == Crash::Doubt::Yes ? 1 : 0);
    if (!fits || m_unfinished.size() > 1)
        return u"%1 entries are in doubt, %2 runs are unfinished"_s.arg(m_inDoubt.size()).arg(m_unfinished.size());
    m_runner = std::make_unique<operations::Runner>(operations::Guard(false), m_journal.get(),
        std::vector<operations::Executor *>{&m_program.executor}, m_program.sleeper);
    return {};
}

QString Restart::settle()
{
    for (const JournalEntry &entry : std::as_const(m_inDoubt)) {
        const auto verdict = Program::answerOf(m_runner->reconcile(entry.id, {}, {}));
        if (!verdict)
            return wordsOf(u"it can not be looked at"_s, verdict.error());
        if (verdict->kind == Verdict::Kind::Unknown)
            continue;
        ++m_looked;
        m_lost = (verdict->kind == Verdict::Kind::Done) != (m_effects() > 0);
        if (m_lost)
            return u"the verdict is wrong: "_s + verdict->why;
    }
    return {};
}

QString Restart::takeUp(const Write &write)
{
    if (m_unfinished.isEmpty())
        return {};
    const Result<Plan> plan = m_program.planned(write.uses, write.input);
    if (!plan)
        return wordsOf(u"no plan"_s, plan.error());
    HonestPerson person([this] { return m_effects() > 0; });
    operations::RunSupport support;
    support.attendant = &person;
    support.secrets = plan->steps.first().operation.secrets;
    const auto report = Program::answerOf(
        m_runner->resume(m_unfinished.first().id, Program::confirmation(*plan), {}, {}, {}, support));
    m_asked = person.asked();
    if (!report)
        return wordsOf(u"the run can not be taken up"_s, report.error());
    const operations::StepEvent &event = report->steps.first();
    if (event.state == StepState::Done)
        return {};
    return event.error ? wordsOf(u"taken up, it ended badly"_s, *event.error) : u"taken up, it was not done"_s;
}

/// What happened is done in the journal, once; what did not happen is not.
QString Restart::compare()
{
    const auto entries = Program::answerOf(m_journal->entries({}, 0, 5));
    if (!entries)
        return wordsOf(u"no entries"_s, entries.error());
    int done = 0;
    for (const JournalEntry &entry : *entries)
        done += entry.id > m_since && entry.state == StepState::Done ? 1 : 0;
    m_newest = entries->isEmpty() ? 0 : entries->first().id;
    m_lost = m_effects() != done;
    return m_lost ? u"ledger: %1, journal: %2"_s.arg(m_effects()).arg(done) : QString();
}

QString Restart::verify()
{
    const auto chain = Program::answerOf(m_journal->verify({}));
    if (!chain)
        return wordsOf(u"the chain can not be verified"_s, chain.error());
    return chain->firstBad ? u"the chain is broken: "_s + chain->firstBad->why : QString();
}

} // namespace sm::test
