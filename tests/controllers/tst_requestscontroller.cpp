// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeapprovals.h"

#include <controllers/requestscontroller.h>

#include <QSignalSpy>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using controllers::RequestsController;
using test::ApprovalBench;

namespace {

/// What an approver has before them.
struct Desk
{
    Desk()
    {
        rows() << bench.request(bench.plan());
        shared.rows.damaged = 2;
    }
    QList<operations::ApprovalRequest> &rows() { return shared.rows.requests; }

    ApprovalBench bench;
    test::FakeApprovals shared{bench};
    RequestsController controller{&shared};
    QSignalSpy loaded{&controller, &RequestsController::loaded};
    QSignalSpy answered{&controller, &RequestsController::answered};
    QSignalSpy failed{&controller, &RequestsController::failed};
};

QList<WaitingRequest> shownIn(const QSignalSpy &loaded) { return loaded.last().at(0).value<QList<WaitingRequest>>(); }

} // namespace

class TestRequestsController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reload_showsWhatWaits()
    {
        Desk desk;

        desk.controller.reload();

        QTRY_COMPARE(desk.loaded.size(), 1);
        QCOMPARE(shownIn(desk.loaded).size(), 1);
        QCOMPARE(shownIn(desk.loaded).first().plan.title, u"Disable 1 users"_s);
        QVERIFY(shownIn(desk.loaded).first().requester.contains(u"sabine"_s));
        QCOMPARE(desk.loaded.last().at(1).toInt(), 2);
    }

    void approve_whatIsShown_answersAndReadsAgain()
    {
        Desk desk;
        const QString id = desk.rows().first().id;
        desk.controller.approve(id); // it was not shown yet
        desk.controller.reload();
        QTRY_COMPARE(desk.loaded.size(), 1);

        desk.controller.approve(id);

        QTRY_COMPARE(desk.loaded.size(), 2);
        QCOMPARE(desk.shared.answers, QStringList{u"approved "_s + id});
        QCOMPARE(desk.answered.size(), 1);
        QVERIFY(desk.answered.first().at(1).toBool());
        QVERIFY(shownIn(desk.loaded).isEmpty());
    }

    void refuse_givesTheReason()
    {
        Desk desk;
        const QString id = desk.rows().first().id;
        desk.controller.reload();
        QTRY_COMPARE(desk.loaded.size(), 1);

        desk.controller.refuse(id, u"Friday"_s);

        QTRY_COMPARE(desk.answered.size(), 1);
        QVERIFY(!desk.answered.first().at(1).toBool());
        QCOMPARE(desk.shared.answers, QStringList{u"refused %1: Friday"_s.arg(id)});
    }

    void failures_areTold_andWhatIsShownCanBeAnsweredLater()
    {
        Desk desk;
        const QString id = desk.rows().first().id;
        desk.controller.reload();
        QTRY_COMPARE(desk.loaded.size(), 1);
        desk.shared.problem = Error(Error::Kind::Network, u"Gone."_s);

        desk.controller.approve(id);

        QTRY_COMPARE(desk.failed.size(), 2); // of the answer, and of reading again
        QCOMPARE(desk.answered.size(), 0);
        desk.shared.problem.reset();
        desk.controller.approve(id);
        QTRY_COMPARE(desk.answered.size(), 1);
    }

    void withoutAJournal_nothingIsRead()
    {
        RequestsController controller(nullptr);
        QSignalSpy failed(&controller, &RequestsController::failed);

        controller.reload();
        controller.approve(u"x"_s);

        QCOMPARE(failed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRequestsController)
#include "tst_requestscontroller.moc"
