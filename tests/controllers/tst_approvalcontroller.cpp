// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeapprovals.h"

#include <controllers/approvalcontroller.h>
#include <operations/approvalfile.h>

#include <QSignalSpy>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using controllers::ApprovalController;
using test::ApprovalBench;

namespace {

/// The controller of the person who asks.
struct Window
{
    Window() { controller.setIdentity(bench.identity); }
    QString path(const QString &name) const { return bench.file.folder.filePath(name); }

    ApprovalBench bench;
    ApprovalController controller{bench.runner, bench.journal.get()};
    QSignalSpy written{&controller, &ApprovalController::requestWritten};
    QSignalSpy approved{&controller, &ApprovalController::approved};
    QSignalSpy failed{&controller, &ApprovalController::failed};
};

/// The same where people share a database, which is looked into again and again.
struct SharedWindow : Window
{
    explicit SharedWindow(std::chrono::milliseconds pause = std::chrono::milliseconds(1))
    {
        controller.share(shared, {}, pause);
    }
    void answer() { shared.approval = *operations::approve(shared.request, bench.grace, bench.clock.nowUtc()); }

    test::FakeApprovals shared{bench};
    QSignalSpy asked{&controller, &ApprovalController::asked};
    QSignalSpy lookFailed{&controller, &ApprovalController::lookFailed};
};

Error errorOf(const QSignalSpy &failed, int at)
{
    return *static_cast<const Error *>(failed.value(at).value(1).constData());
}

} // namespace

class TestApprovalController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_answered_isApproved()
    {
        Window window;
        const Plan plan = window.bench.plan();
        QVERIFY(window.controller.isNeeded(plan));

        window.controller.writeRequest(plan, window.path(u"a.smrequest"_s), 7);
        QTRY_COMPARE(window.written.size() + window.failed.size(), 1);
        QCOMPARE(window.failed.size(), 1); // the journal has no run 7
        window.controller.writeRequest(plan, window.path(u"a.smrequest"_s));
        QTRY_COMPARE(window.written.size(), 1);
        const auto request = operations::readRequestFile(window.path(u"a.smrequest"_s));
        QVERIFY(request);
        QCOMPARE(request->account, window.bench.identity.account);
        const auto given = operations::approve(*request, window.bench.grace, window.bench.clock.nowUtc());
        QVERIFY(operations::writeApprovalFile(window.path(u"a.smapproval"_s), {*request, *given}));
        window.controller.readApproval(plan, window.path(u"a.smapproval"_s));

        QCOMPARE(window.approved.size(), 1);
        QCOMPARE(window.approved.first().at(0).value<PlanId>(), plan.id);
        QCOMPARE(window.bench.verdict(plan, window.approved.first().at(1).value<Approval>()), u"ran"_s);
        const auto asked = test::await(window.bench.journal->hasNote(u"approval-asked"_s, u"request"_s, request->id));
        QVERIFY(asked && asked->value_or(false));
    }

    void approvalThatIsNotGood_fails()
    {
        Window window;
        const Plan plan = window.bench.plan();
        const auto request = window.bench.request(window.bench.plan(u"eve"_s));
        const auto given = operations::approve(request, window.bench.grace, window.bench.clock.nowUtc());
        QVERIFY(operations::writeApprovalFile(window.path(u"a.smapproval"_s), {request, *given}));

        window.controller.readApproval(plan, window.path(u"a.smapproval"_s));
        window.controller.readApproval(plan, window.path(u"none"_s));

        QCOMPARE(window.approved.size(), 0);
        QCOMPARE(window.failed.size(), 2);
        QCOMPARE(errorOf(window.failed, 0).code(), u"ApprovalOfAnotherPlan"_s);
        QCOMPARE(errorOf(window.failed, 1).kind(), Error::Kind::Storage);
    }

    void askedInTheDatabase_isLookedForUntilAnswered()
    {
        SharedWindow window;
        const Plan plan = window.bench.plan();

        window.controller.ask(plan, 7);
        QTRY_COMPARE(window.asked.size(), 1);
        QTRY_VERIFY(window.shared.looks > 2);
        QCOMPARE(window.approved.size(), 0);
        QCOMPARE(window.shared.request.resumes, 7);
        QCOMPARE(window.shared.request.account, window.bench.identity.account);
        window.answer();

        QTRY_COMPARE(window.approved.size(), 1);
        QCOMPARE(window.approved.first().at(1).value<Approval>().approver, u"grace"_s);
        const int looks = window.shared.looks;
        QVERIFY(!window.failed.wait(20));
        QCOMPARE(window.shared.looks, looks); // nobody waits any more
    }

    void databaseGoneForAWhile_isWaitedFor()
    {
        SharedWindow window;
        window.controller.ask(window.bench.plan());
        QTRY_COMPARE(window.asked.size(), 1);

        window.shared.problem = Error(Error::Kind::Network, u"Gone."_s);
        QTRY_VERIFY(window.lookFailed.size() > 1);
        QCOMPARE(window.failed.size(), 0);
        window.answer();
        window.shared.problem.reset();

        QTRY_COMPARE(window.approved.size(), 1);
    }

    void refusal_endsTheWaiting()
    {
        SharedWindow window;
        window.controller.ask(window.bench.plan());
        QTRY_COMPARE(window.asked.size(), 1);

        window.shared.problem = Error(Error::Kind::Denied, u"grace has refused this."_s).withCode(u"ApprovalRefused"_s);

        QTRY_COMPARE(window.failed.size(), 1);
        QCOMPARE(errorOf(window.failed, 0).code(), u"ApprovalRefused"_s);
        QCOMPARE(window.lookFailed.size(), 0);
    }

    void answerThatIsNotGood_fails()
    {
        SharedWindow window;
        window.controller.ask(window.bench.plan());
        QTRY_COMPARE(window.asked.size(), 1);
        window.answer();
        window.shared.approval->approver = u"alan"_s;

        QTRY_COMPARE(window.failed.size(), 1);
        QCOMPARE(errorOf(window.failed, 0).code(), u"ApprovalUnsigned"_s);
        QCOMPARE(window.approved.size(), 0);
    }

    void stopWaiting_looksNoMore()
    {
        SharedWindow window;
        const Plan plan = window.bench.plan();
        window.controller.ask(plan);
        QTRY_COMPARE(window.asked.size(), 1);

        window.controller.stopWaiting(plan.id);
        window.answer();

        QVERIFY(!window.approved.wait(20));
        QCOMPARE(window.failed.size(), 0);
    }

    void askingFails_isTold()
    {
        SharedWindow window;
        window.shared.problem = Error(Error::Kind::NotFound, u"No table."_s).withCode(u"NoTable"_s);

        window.controller.ask(window.bench.plan());

        QTRY_COMPARE(window.failed.size(), 1);
        QCOMPARE(window.asked.size(), 0);
        QCOMPARE(window.shared.looks, 0);
    }

    void withoutAJournal_nobodyIsAsked()
    {
        ApprovalBench bench;
        ApprovalController controller(bench.runner, nullptr);
        QSignalSpy failed(&controller, &ApprovalController::failed);

        controller.writeRequest(bench.plan(), bench.file.folder.filePath(u"a"_s));
        controller.ask(bench.plan());

        QCOMPARE(failed.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestApprovalController)
#include "tst_approvalcontroller.moc"
