// SPDX-License-Identifier: GPL-3.0-or-later
// A network that wants a sign-in of its own answers everything with its page: the Users page has to say so.
#include "faultbench.h"

#include <controllers/runscontroller.h>
#include <controllers/userscontroller.h>
#include <users/cognitouserservice.h>

#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestCaptivePortal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyCallOfTheUsersPage_saysSo_data();
    void everyCallOfTheUsersPage_saysSo();
    void usersController_saysSoAndGoesOnAfterTheSignIn();

private:
    std::unique_ptr<FaultBench> m_bench;
};

void TestCaptivePortal::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_bench = std::make_unique<FaultBench>(MotoServer::Setup{.users = 20});
    QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
}

void TestCaptivePortal::init()
{
    m_bench->aws.clearRules();
    m_bench->aws.addRule({{u"answer"_s, QJsonObject{{u"fault"_s, u"captive-portal"_s}}}});
}

void TestCaptivePortal::everyCallOfTheUsersPage_saysSo_data()
{
    QTest::addColumn<int>("call");
    const QStringList calls{
        u"pools"_s, u"pool"_s, u"idTokenValidity"_s, u"listUsers"_s, u"groups"_s, u"listMembers"_s, u"user"_s};
    for (int i = 0; i < calls.size(); ++i)
        QTest::newRow(qPrintable(calls.at(i))) << i;
}

void TestCaptivePortal::everyCallOfTheUsersPage_saysSo()
{
    QFETCH(int, call);
    Console console(*m_bench, m_bench->aws.endpoint());
    users::CognitoUserService service(console.caller, m_bench->models);
    const UserPoolId pool{u"us-east-1_Users"_s};
    const auto problem = [](auto task) -> std::optional<Error> {
        const auto result = await(std::move(task));
        return result && !*result ? std::optional(result->error()) : std::nullopt;
    };
    const QList<std::function<std::optional<Error>()>> calls{
        [&] { return problem(service.pools({})); },
        [&] { return problem(service.pool(pool, {})); },
        [&] { return problem(service.idTokenValidity(pool, {})); },
        [&] { return problem(service.listUsers(pool, [](const QList<User> &) { }, {})); },
        [&] { return problem(service.groups(pool, {})); },
        [&] {
            return problem(
                service.listMembers(pool, {u"Analysts"_s}, [](const GroupName &, const QList<UserName> &) { }, {}));
        },
        [&] { return problem(service.user(pool, {u"ada"_s}, {})); },
    };

    const std::optional<Error> error = calls.at(call)();

    QVERIFY(error);
    QCOMPARE(error->kind(), Error::Kind::BadReply);
    QCOMPARE(error->code(), u"NotAws"_s);
    QVERIFY2(error->message().contains(u"sign-in page of the network"_s), qPrintable(error->message()));
    QCOMPARE(console.wire.sent(), 1);
}

void TestCaptivePortal::usersController_saysSoAndGoesOnAfterTheSignIn()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    users::CognitoUserService service(console.caller, m_bench->models);
    controllers::RunsController runs(console.runner);
    controllers::UsersController page(service, console.planner, {}, runs);

    page.start({});
    QTRY_COMPARE(page.state(), controllers::UsersController::State::Failed);
    QVERIFY(page.problem()->message().contains(u"sign-in page of the network"_s));

    m_bench->aws.clearRules();
    page.reload(); // signed in to the network
    QTRY_COMPARE_WITH_TIMEOUT(page.state(), controllers::UsersController::State::Ready, 30'000);
    QVERIFY(page.isComplete() && !page.problem());
}

QTEST_GUILESS_MAIN(TestCaptivePortal)
#include "tst_captiveportal.moc"
