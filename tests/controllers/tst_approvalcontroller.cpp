// SPDX-License-Identifier: GPL-3.0-or-later
#include <controllers/approvalcontroller.h>
#include <operations/approvalbench.h>
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

    void withoutAJournal_nobodyIsAsked()
    {
        ApprovalBench bench;
        ApprovalController controller(bench.runner, nullptr);
        QSignalSpy failed(&controller, &ApprovalController::failed);

        controller.writeRequest(bench.plan(), bench.file.folder.filePath(u"a"_s));

        QCOMPARE(failed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestApprovalController)
#include "tst_approvalcontroller.moc"
