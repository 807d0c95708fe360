// SPDX-License-Identifier: GPL-3.0-or-later
#include "approval.h"
#include "runner.h"
#include "running.h"

#include <QCoreApplication>

// How a run that needs a second person uses their approval: once.
namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

Error usedUp()
{
    return Error(Error::Kind::Denied,
        QCoreApplication::translate(
            "sm::operations::Runner", "This approval has been used: it is good for one run. Ask for another one."))
        .withCode(u"ApprovalUsed"_s);
}

} // namespace

QCoro::Task<Result<void>> Runner::admitOnce(Plan plan, Confirmation confirmation, Identity identity)
{
    if (const auto admitted = admit(plan, confirmation, identity); !admitted)
        co_return admitted.error();
    if (!confirmation.approval)
        co_return ok();
    const QString kind = JournalNote::Approved.toString();
    const Result<bool> used = co_await m_journal->hasNote(kind, u"request"_s, confirmation.approval->request);
    if (!used)
        co_return used.error();
    co_return *used ? Result<void>(usedUp()) : ok();
}

/// Two runs may have come this far with the same approval: the journal lets one of them go on, and where two journals
/// share a database, that does.
QCoro::Task<Result<void>> Runner::useApproval(Running *run, Confirmation confirmation)
{
    if (!confirmation.approval)
        co_return ok();
    Result<void> used = co_await useShared(*confirmation.approval);
    if (used) {
        used = co_await m_journal->noteOnce(
            run->id, JournalNote::Approved.toString(), u"request"_s, toJson(*confirmation.approval), run->actor);
        if (!used && used.error().kind() == Error::Kind::Conflict)
            used = usedUp();
    }
    if (!used)
        (void)co_await m_journal->note(run->id, JournalNote::Stopped.toString(), -1, {}, run->actor);
    co_return used;
}

/// A run of its own: it changes a database, and its entry says when. No account of AWS has anything to do with it.
QCoro::Task<Result<void>> Runner::useShared(Approval approval)
{
    if (!approval.isShared)
        co_return ok();
    const Result<Plan> use = m_guard.useOf(approval);
    if (!use)
        co_return use.error();
    Confirmation deliberate;
    deliberate.deliberate = true;
    const Result<RunReport> report = co_await run(*use, deliberate, {}, {}, {});
    if (!report)
        co_return report.error();
    const StepEvent &step = report->steps.constFirst();
    if (step.state == StepState::Done)
        co_return ok();
    if (!step.error || step.error->code() == "NotExpected"_L1)
        co_return usedUp();
    co_return *step.error;
}

} // namespace sm::operations
