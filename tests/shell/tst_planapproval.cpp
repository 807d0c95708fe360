// SPDX-License-Identifier: GPL-3.0-or-later
#include <controllers/approvalcontroller.h>
#include <controllers/fakeapprovals.h>
#include <controllers/runscontroller.h>
#include <dialogs/approvalsdialog.h>
#include <dialogs/plandialog.h>
#include <planapproval.h>
#include <support/find.h>

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::find;

namespace {

struct Desk
{
    Desk()
    {
        system.title = u"Web shop"_s;
        system.approvalDatabase = u"main"_s;
        runs.setIdentity(bench.identity);
        runs.approvals().share(shared, system, std::chrono::milliseconds(1));
    }
    Plan plan() const
    {
        Plan made = bench.plan();
        made.system.approvalDatabase = system.approvalDatabase;
        made.id = operations::planId(made);
        return made;
    }

    SystemInfo system;
    test::ApprovalBench bench;
    test::FakeApprovals shared{bench};
    controllers::RunsController runs{bench.runner, bench.journal.get()};
    QWidget window;
};

} // namespace

class TestPlanApproval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asked_andApproved_canBeRun()
    {
        Desk desk;
        const Plan plan = desk.plan();
        const QString name = controllers::RunsController::nameToType(plan);
        QPointer<dialogs::PlanDialog> dialog = new dialogs::PlanDialog({plan, {}}, name, {}, &desk.window);
        QSignalSpy confirmed(dialog.data(), &dialogs::PlanDialog::confirmed);
        shell::joinApproval(*dialog, desk.runs);
        find<QLineEdit>(*dialog, u"Name to confirm"_s)->setText(name);
        auto *run = find<QPushButton>(*dialog, u"Run"_s);

        find<QPushButton>(*dialog, u"Ask through the database"_s)->click();
        QTRY_VERIFY(desk.shared.looks > 1);
        QVERIFY(!run->isEnabled());
        desk.shared.approval = *operations::approve(desk.shared.request, desk.bench.grace, desk.bench.clock.nowUtc());
        QTRY_VERIFY(run->isEnabled());
        run->click();

        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(confirmed.first().at(1).value<Confirmation>().approval->request, desk.shared.request.id);
    }

    void dialogClosed_nobodyLooksAnyMore()
    {
        Desk desk;
        auto *dialog = new dialogs::PlanDialog({desk.plan(), {}}, u"ada"_s, {}, &desk.window);
        shell::joinApproval(*dialog, desk.runs);
        QSignalSpy approved(&desk.runs.approvals(), &controllers::ApprovalController::approved);
        dialog->open();
        find<QPushButton>(*dialog, u"Ask through the database"_s)->click();
        QTRY_VERIFY(desk.shared.looks > 0);

        dialog->reject();
        desk.shared.approval = *operations::approve(desk.shared.request, desk.bench.grace, desk.bench.clock.nowUtc());

        QVERIFY(!approved.wait(20));
    }

    void requestsOfOthers_areAnswered()
    {
        Desk desk;
        desk.shared.rows.requests << desk.bench.request(desk.bench.plan());
        const QString id = desk.shared.rows.requests.first().id;

        shell::openApprovals(desk.runs, &desk.window);
        auto *dialog = desk.window.findChild<dialogs::ApprovalsDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE(find<QListWidget>(*dialog, u"Waiting requests"_s)->count(), 1);
        find<QLineEdit>(*dialog, u"Title to confirm"_s)->setText(u"Disable 1 users"_s);
        find<QPushButton>(*dialog, u"Approve"_s)->click();

        QTRY_COMPARE(desk.shared.answers, QStringList{u"approved "_s + id});
        QTRY_COMPARE(find<QListWidget>(*dialog, u"Waiting requests"_s)->count(), 0);
    }
};

QTEST_MAIN(TestPlanApproval)
#include "tst_planapproval.moc"
