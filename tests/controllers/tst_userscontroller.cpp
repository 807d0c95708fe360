// SPDX-License-Identifier: GPL-3.0-or-later
#include "userscontrollertest.h"

using namespace sm;
using namespace sm::test;
using controllers::UsersController;
using State = UsersController::State;

class TestUsersController : public UsersControllerTest
{
    Q_OBJECT

private Q_SLOTS:
    void start_loadsThePreferredPoolItsUsersAndTheirGroups()
    {
        QSignalSpy states(&m_bench->controller, &UsersController::stateChanged);

        m_bench->controller.start({u"pool-1"_s});
        QCOMPARE(m_bench->controller.state(), State::LoadingPools);
        QTRY_COMPARE(m_bench->controller.state(), State::Ready);

        QCOMPARE(m_bench->shownNames(), (QStringList{u"ada"_s, u"bob"_s, u"eve"_s}));
        QCOMPARE(m_bench->controller.user({u"id-ada"_s})->groups, QStringList{u"Analysts"_s});
        QVERIFY(m_bench->controller.isComplete() && !m_bench->controller.problem());
        QCOMPARE(m_bench->controller.pool().idTokenValidity, std::chrono::minutes(60));
        QVERIFY(states.size() >= 3);
    }

    void start_withUnknownPreference_takesTheFirst()
    {
        m_bench->controller.start({u"gone"_s});

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QCOMPARE(m_bench->controller.pool().id.value, u"pool-1"_s);
    }

    void start_inAnAccountWithoutPools_isReadyWithNothing()
    {
        m_bench->service.allPools.clear();

        m_bench->controller.start({});

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QVERIFY(m_bench->controller.pool().id.isEmpty() && !m_bench->controller.problem());
    }

    void start_failure_saysWhyAndReloadTriesAgainWithThePreference()
    {
        m_bench->service.failures.insert(u"pools"_s, denied());
        m_bench->controller.start({u"pool-2"_s});
        QTRY_COMPARE(m_bench->controller.state(), State::Failed);
        QCOMPARE(m_bench->controller.problem()->code(), u"AccessDeniedException"_s);

        m_bench->service.failures.clear();
        m_bench->controller.reload();

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QCOMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
    }

    void poolNobodyMayRead_isAFailureThatNamesIt()
    {
        m_bench->service.failures.insert(u"pool"_s, denied());

        m_bench->controller.start({});

        QTRY_COMPARE(m_bench->controller.state(), State::Failed);
        QCOMPARE(m_bench->controller.table().rowCount(), 0);
        QCOMPARE(m_bench->service.gate.countOf(u"listUsers pool-1"_s), 0);
    }

    void listing_brokenOnTheSecondPage_keepsTheFirst()
    {
        m_bench->service.gate.hold(u"listUsers"_s);
        m_bench->controller.start({});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        m_bench->service.gate.letOne();
        QTRY_COMPARE(m_bench->controller.table().rowCount(), 2);

        m_bench->service.failures.insert(u"listUsers"_s, denied());
        m_bench->service.gate.open();

        QTRY_COMPARE(m_bench->controller.state(), State::Failed);
        QCOMPARE(m_bench->controller.table().rowCount(), 2);
        QVERIFY(!m_bench->controller.isComplete());
    }

    void groupsNobodyMayRead_leaveTheUsersThere()
    {
        m_bench->service.failures.insert(u"groups"_s, denied());

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->controller.table().rowCount(), 3);
        QCOMPARE(m_bench->controller.problem()->kind(), Error::Kind::Denied);
    }

    void membersNobodyMayRead_leaveTheUsersThere()
    {
        m_bench->service.failures.insert(u"listMembers"_s, denied());

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->controller.table().rowCount(), 3);
        QVERIFY(m_bench->controller.problem());
        QCOMPARE(m_bench->controller.groups().size(), 1);
    }

    void tokenLifetimesNobodyMayRead_areAssumedAsLongAsTheyCanBe()
    {
        m_bench->service.allPools.first().idTokenValidity = std::chrono::hours(24);
        m_bench->service.failures.insert(u"idTokenValidity"_s, denied());

        QVERIFY(m_bench->load());

        QVERIFY(!m_bench->controller.problem());
        QVERIFY(m_bench->planDisable({u"ada"_s}).plan.steps.first().notes.first().contains(u"24 hours"_s));
    }

    void anotherPool_chosenWhileLoading_dropsTheOldPages()
    {
        m_bench->service.gate.hold(u"listUsers pool-1"_s);
        m_bench->controller.start({});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        m_bench->service.gate.letOne();
        QTRY_COMPARE(m_bench->controller.table().rowCount(), 2);

        m_bench->controller.choosePool({u"pool-2"_s});
        m_bench->service.gate.open();

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QCOMPARE(m_bench->shownNames(), QStringList{u"zoe"_s});
        QCOMPARE(m_bench->controller.pool().id.value, u"pool-2"_s);
    }

    void anotherPool_chosenWhileTheFirstIsDescribed_isNotOverwritten()
    {
        m_bench->service.gate.hold(u"pool pool-1"_s);
        m_bench->controller.start({});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);

        m_bench->controller.choosePool({u"pool-2"_s});
        m_bench->service.gate.open();

        QTRY_COMPARE(m_bench->controller.state(), State::Ready);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QCOMPARE(m_bench->controller.pool().id.value, u"pool-2"_s);
    }

    void unknownPool_chosen_changesNothing()
    {
        QVERIFY(m_bench->load());

        m_bench->controller.choosePool({u"gone"_s});

        QCOMPARE(m_bench->controller.state(), State::Ready);
        QCOMPARE(m_bench->controller.pool().id.value, u"pool-1"_s);
    }

    void cancelLoading_keepsWhatCameAndAsksForNoMore()
    {
        m_bench->service.gate.hold(u"listUsers"_s);
        m_bench->controller.start({});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        m_bench->service.gate.letOne();
        QTRY_COMPARE(m_bench->controller.table().rowCount(), 2);

        m_bench->controller.cancelLoading();

        QCOMPARE(m_bench->controller.state(), State::Ready);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);
        QCOMPARE(m_bench->controller.table().rowCount(), 2);
        QVERIFY(!m_bench->controller.isComplete() && !m_bench->controller.problem());
        QCOMPARE(m_bench->service.gate.countOf(u"listUsers pool-1"_s), 2);
    }

    void filter_byGroup_findsMembersThatAreReadLater()
    {
        m_bench->controller.setFilter(u"group:Analysts"_s);

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->shownNames(), QStringList{u"ada"_s});
    }

    void filter_byAnAttributeOfThePool_isAKeyOnceThePoolIsKnown()
    {
        m_bench->controller.setFilter(u"email:bob@"_s);

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->shownNames(), QStringList{u"bob"_s});
    }

    void destroyedWhilePending_staysSilent()
    {
        auto controller
            = std::make_unique<UsersController>(m_bench->service, m_bench->planner, m_bench->system, m_bench->runs);
        m_bench->service.gate.hold(u"listUsers"_s);
        controller->start({});
        QTRY_COMPARE(m_bench->service.gate.waiting(), 1);
        QSignalSpy states(controller.get(), &UsersController::stateChanged);

        controller.reset();

        QTRY_COMPARE(m_bench->service.gate.inside(), 0); // its token was cancelled with it
        QCOMPARE(states.size(), 0);
    }

    void export_shownRowsAndColumns_areSafeToOpen()
    {
        User odd = makeUser(u"odd"_s);
        odd.attributes[3].value = u"=HYPERLINK(\"x\")"_s;
        m_bench->service.pages = {{u"pool-1"_s, {{odd, makeUser(u"ada"_s)}}}};
        QVERIFY(m_bench->load());
        m_bench->controller.table().setColumns({{tables::UserColumn::Kind::Attribute, u"name"_s},
            {tables::UserColumn::Kind::Attribute, u"email"_s}, {tables::UserColumn::Kind::Created, {}}});
        m_bench->controller.setFilter(u"odd"_s);

        const QByteArray file = m_bench->controller.shownAsCsv({2, 0});

        QCOMPARE(file,
            QByteArray("\xef\xbb\xbf"
                       "Created,Name\r\n2026-01-02T03:04:00Z,\"'=HYPERLINK(\"\"x\"\")\"\r\n"));
    }

    void import_knowsWhoIsThere_butNotWhoWasDeleted()
    {
        QVERIFY(m_bench->load());
        m_bench->service.users.remove(u"id-bob"_s);
        m_bench->controller.refresh({u"id-bob"_s});
        QTRY_COMPARE(m_bench->controller.table().rowCount(), 2);

        const auto import
            = m_bench->controller.readImport("username,email\nID-ADA,new@example.com\nid-bob,bob@example.com\n");

        QVERIFY(import);
        QCOMPARE(import->users.size(), 1);
        QCOMPARE(import->users.first().name.value, u"id-bob"_s);
        QVERIFY(import->rows.first().problem.contains(u"already"_s));
    }

    void plans_ofUsersThatAreGone_areRefused()
    {
        QVERIFY(m_bench->load());

        const auto password = m_bench->controller.planSetPassword({u"ghost"_s}, Secret(u"Abcdef1!"_s), true);
        const auto attributes = m_bench->controller.planEditAttributes({u"ghost"_s}, {});

        QVERIFY(!password && password.error().kind() == Error::Kind::NotFound);
        QVERIFY(!attributes && attributes.error().kind() == Error::Kind::NotFound);
        QVERIFY(!m_bench->controller.planDelete({{u"ghost"_s}}));
    }

    void everyPlan_isOfTheChosenPool()
    {
        QVERIFY(m_bench->load());
        UsersController &controller = m_bench->controller;
        const QList<UserName> ada{{u"id-ada"_s}};
        const QList<UserName> bob{{u"id-bob"_s}};
        const QList<Result<UserPlan>> plans{controller.planReset(ada), controller.planResend(bob),
            controller.planDisable(ada, true), controller.planEnable({{u"id-eve"_s}}),
            controller.planAddToGroup(bob, {u"Analysts"_s}), controller.planRemoveFromGroup(ada, {u"Analysts"_s}),
            controller.planSignOut(ada), controller.planDelete(ada),
            controller.planSetPassword(ada.first(), controller.generatePassword(), true),
            controller.planEditAttributes(ada.first(), {{u"email"_s, u"ada@example.org"_s}})};

        for (const Result<UserPlan> &plan : plans) {
            QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
            for (const Step &step : plan->plan.steps)
                QCOMPARE(step.operation.with.value(u"UserPoolId"_s).toString(), u"pool-1"_s);
            QCOMPARE(plan->plan.system.id.value, u"demo"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestUsersController)
#include "tst_userscontroller.moc"
