// SPDX-License-Identifier: GPL-3.0-or-later
// What the controller of users reads again after a run, and what it makes of it.
#include "userscontrollertest.h"

using namespace sm;
using namespace sm::test;
using controllers::UsersController;
using State = UsersController::State;

class TestUsersAfterRun : public UsersControllerTest
{
    Q_OBJECT

private Q_SLOTS:
    void run_success_readsWhatItTouchedAgain()
    {
        QVERIFY(m_bench->load());
        m_bench->executor.effect = [this](const Step &) { m_bench->service.users[u"id-ada"_s].enabled = false; };
        QSignalSpy changed(&m_bench->controller, &UsersController::userChanged);

        m_bench->runs.run(m_bench->planDisable({u"ada"_s}).plan, {});

        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(!m_bench->controller.user({u"id-ada"_s})->enabled);
        QCOMPARE(m_bench->service.gate.countOf(u"user id-ada"_s), 1);
        QCOMPARE(m_bench->service.gate.countOf(u"user id-bob"_s), 0);
    }

    void run_failure_leavesTheTableAsTheWorldIs()
    {
        QVERIFY(m_bench->load());
        m_bench->executor.failures.insert(u"ada@example.com"_s, denied());
        QSignalSpy finished(&m_bench->runs, &controllers::RunsController::runFinished);

        m_bench->runs.run(m_bench->planDisable({u"ada"_s}).plan, {});

        QTRY_COMPARE(finished.size(), 1);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QVERIFY(m_bench->controller.user({u"id-ada"_s})->enabled);
        QCOMPARE(m_bench->controller.table().rowCount(), 3);
    }

    void run_delete_removesTheRow()
    {
        QVERIFY(m_bench->load());
        m_bench->executor.effect = [this](const Step &) { m_bench->service.users.remove(u"id-ada"_s); };
        const Plan plan = m_bench->controller.planDelete({{u"id-ada"_s}})->plan;

        m_bench->runs.run(plan, {controllers::RunsController::nameToType(plan), true, false});

        QTRY_COMPARE(m_bench->shownNames(), (QStringList{u"bob"_s, u"eve"_s}));
        QVERIFY(!m_bench->controller.user({u"id-ada"_s}));
    }

    void run_create_addsTheUserUnderTheNameThatCognitoGaveIt()
    {
        QVERIFY(m_bench->load());
        m_bench->executor.effect
            = [this](const Step &) { m_bench->service.users.insert(u"gus"_s, makeUser(u"gus"_s)); };
        NewUser gus;
        gus.name.value = u"gus"_s;
        gus.attributes = {{u"email"_s, u"gus@example.com"_s}};

        m_bench->runs.run(m_bench->controller.planCreate({gus})->plan, {});

        QTRY_COMPARE(m_bench->shownNames().size(), 4);
        QVERIFY(m_bench->controller.user({u"id-gus"_s}));
    }

    void run_ofManyUsers_readsThemAgainAFewAtATime()
    {
        QList<User> many;
        QStringList names;
        for (int i = 0; i < 20; ++i) {
            many.append(makeUser(u"user%1"_s.arg(i)));
            names.append(u"user%1"_s.arg(i));
            m_bench->service.users.insert(many.last().name.value, many.last());
        }
        m_bench->service.pages = {{u"pool-1"_s, {many}}};
        QVERIFY(m_bench->load());
        m_bench->service.gate.hold(u"user "_s);
        QSignalSpy changed(&m_bench->controller, &UsersController::userChanged);

        m_bench->runs.run(m_bench->planDisable(names).plan, {});

        QTRY_COMPARE(m_bench->service.gate.waiting(), 4);
        m_bench->service.gate.letOne();
        QTRY_COMPARE(changed.size(), 1);
        QTRY_COMPARE(m_bench->service.gate.waiting(), 4);
        m_bench->service.gate.open();
        QTRY_COMPARE(changed.size(), 20);
    }

    void refresh_failure_isToldAndChangesNothing()
    {
        QVERIFY(m_bench->load());
        m_bench->service.failures.insert(u"user"_s, denied());
        QSignalSpy failed(&m_bench->controller, &UsersController::failed);

        m_bench->controller.refresh({u"id-ada"_s});
        m_bench->controller.refresh({u"id-bob"_s});

        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(m_bench->controller.table().rowCount(), 3);
    }

    void refresh_ofAPoolThatWasLeft_isDropped()
    {
        QVERIFY(m_bench->load());
        m_bench->service.gate.hold(u"user "_s);
        m_bench->controller.refresh({u"id-ada"_s});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        QSignalSpy changed(&m_bench->controller, &UsersController::userChanged);

        m_bench->controller.choosePool({u"pool-2"_s});
        m_bench->service.gate.open();

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
    }
};

QTEST_GUILESS_MAIN(TestUsersAfterRun)
#include "tst_usersafterrun.moc"
