// SPDX-License-Identifier: GPL-3.0-or-later
#include <users/cognitouserservice.h>

#include <support/await.h>
#include <support/fakecaller.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::users;
using namespace Qt::Literals::StringLiterals;
using test::await;

namespace {

const UserPoolId pool{u"eu-west-1_Pool"_s};

QJsonObject userJson(const QString &name)
{
    return {{u"Username"_s, name}, {u"UserStatus"_s, u"CONFIRMED"_s}, {u"Enabled"_s, false},
        {u"UserCreateDate"_s, u"2026-01-02T03:04:05Z"_s}, {u"UserLastModifiedDate"_s, u"2026-02-03T04:05:06.789Z"_s},
        {u"Attributes"_s, QJsonArray{QJsonObject{{u"Name"_s, u"email"_s}, {u"Value"_s, name + u"@example.com"_s}}}}};
}

QJsonObject object(const QString &key, const QJsonArray &array, const QString &tokenKey = {}, const QString &token = {})
{
    QJsonObject page{{key, array}};
    if (!token.isEmpty())
        page.insert(tokenKey, token);
    return page;
}

} // namespace

/// Each call in the four cases that a call has: what is asked, the service's refusal, no connection, cancelled.
class TestCognitoUserService : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        aws::Models models;
        test::FakeCaller caller;
        CognitoUserService service{caller, models};
        QStringList seen;

        QCoro::Task<Result<void>> list(CancelToken token)
        {
            return service.listUsers(
                pool,
                [this](const QList<User> &users) {
                    for (const User &user : users)
                        seen.append(user.name.value);
                },
                token);
        }
        QCoro::Task<Result<void>> members(CancelToken token)
        {
            return service.listMembers(
                pool, {u"Analysts"_s},
                [this](const GroupName &group, const QList<UserName> &users) {
                    for (const UserName &name : users)
                        seen.append(group.value + u'/' + name.value);
                },
                token);
        }
    };

    /// The error that \p call gives when its first operation fails with \p error.
    template <typename Call>
    static std::optional<Error> failing(const QString &operation, const Error &error, const Call &call)
    {
        Bench bench;
        bench.caller.fail(operation, error);
        const auto result = await(call(bench, CancelToken()));
        return result && !*result ? std::optional(result->error()) : std::nullopt;
    }

    template <typename Call>
    static void checkThreeFailures(const QString &operation, const Call &call)
    {
        const Error denied = Error(Error::Kind::Denied, u"You may not."_s)
                                 .withCode(u"AccessDeniedException"_s)
                                 .withRequestId(u"r-7"_s);
        const auto refused = failing(operation, denied, call);
        QVERIFY(refused);
        QCOMPARE(refused->kind(), Error::Kind::Denied);
        QCOMPARE(refused->code(), u"AccessDeniedException"_s);
        QCOMPARE(refused->requestId(), u"r-7"_s);

        const auto broken = failing(operation, Error(Error::Kind::Network, u"No connection."_s), call);
        QVERIFY(broken);
        QCOMPARE(broken->kind(), Error::Kind::Network);

        Bench bench; // the script is empty: the call hangs until it is cancelled
        CancelSource source;
        auto task = call(bench, source.token());
        QCOMPARE(bench.caller.calls().size(), 1);
        source.cancel();
        const auto cancelled = await(std::move(task));
        QVERIFY(cancelled && !*cancelled);
        QCOMPARE(cancelled->error().kind(), Error::Kind::Cancelled);
        QVERIFY(bench.seen.isEmpty());
    }

private Q_SLOTS:
    void pools_twoPages_areSortedByName()
    {
        Bench bench;
        bench.caller.answer(u"ListUserPools"_s,
            object(u"UserPools"_s, {QJsonObject{{u"Id"_s, u"p2"_s}, {u"Name"_s, u"zebra"_s}}}, u"NextToken"_s, u"t"_s));
        bench.caller.answer(u"ListUserPools"_s,
            object(u"UserPools"_s,
                {QJsonObject{{u"Id"_s, u"p3"_s}, {u"Name"_s, u"Bear"_s}},
                    QJsonObject{{u"Id"_s, u"p1"_s}, {u"Name"_s, u"ant"_s}}}));

        const auto pools = await(bench.service.pools({}));

        QVERIFY(pools && *pools);
        QStringList names;
        for (const UserPool &each : **pools)
            names.append(each.name);
        QCOMPARE(names, (QStringList{u"ant"_s, u"Bear"_s, u"zebra"_s}));
        QCOMPARE(bench.caller.calls().size(), 2);
        QCOMPARE(bench.caller.calls().first().service, u"cognito-idp"_s);
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"MaxResults"_s, 60}}));
        QCOMPARE(bench.caller.calls().last().input, (QJsonObject{{u"MaxResults"_s, 60}, {u"NextToken"_s, u"t"_s}}));
    }

    void pools_failures()
    {
        checkThreeFailures(
            u"ListUserPools"_s, [](Bench &bench, CancelToken token) { return bench.service.pools(token); });
    }

    void pool_readsPolicyAndSchema()
    {
        Bench bench;
        const QJsonObject policy{{u"MinimumLength"_s, 12}, {u"RequireSymbols"_s, false}, {u"RequireNumbers"_s, true},
            {u"TemporaryPasswordValidityDays"_s, 3}};
        bench.caller.answer(u"DescribeUserPool"_s,
            {{u"UserPool"_s,
                QJsonObject{{u"Id"_s, u"other"_s}, {u"Name"_s, u"customers"_s}, {u"EstimatedNumberOfUsers"_s, 5214},
                    {u"UsernameAttributes"_s, QJsonArray{u"email"_s}},
                    {u"Policies"_s, QJsonObject{{u"PasswordPolicy"_s, policy}}},
                    {u"SchemaAttributes"_s,
                        QJsonArray{QJsonObject{{u"Name"_s, u"sub"_s}, {u"Required"_s, true}},
                            QJsonObject{{u"Name"_s, u"email"_s}, {u"Required"_s, true}},
                            QJsonObject{{u"Name"_s, u"custom:department"_s}}}}}}});

        const auto read = await(bench.service.pool(pool, {}));

        QVERIFY(read && *read);
        const UserPool &found = **read;
        QCOMPARE(bench.caller.operations(), QStringList{u"cognito-idp:DescribeUserPool"_s});
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"UserPoolId"_s, pool.value}}));
        QCOMPARE(found.id, pool);
        QCOMPARE(found.estimatedUsers, 5214);
        QCOMPARE(found.passwordPolicy.minimumLength, 12);
        QVERIFY(found.passwordPolicy.requiresNumbers && !found.passwordPolicy.requiresSymbols);
        QCOMPARE(found.passwordPolicy.temporaryPasswordDays, 3);
        QCOMPARE(found.attributeNames, (QStringList{u"sub"_s, u"email"_s, u"custom:department"_s}));
        QCOMPARE(found.requiredAttributes, QStringList{u"email"_s});
        QCOMPARE(found.usernameAttributes, QStringList{u"email"_s});
        QCOMPARE(found.idTokenValidity, std::chrono::hours(24)); // nobody asked yet: the most it can be
    }

    void pool_failures()
    {
        checkThreeFailures(
            u"DescribeUserPool"_s, [](Bench &bench, CancelToken token) { return bench.service.pool(pool, token); });
    }

    void idTokenValidity_isTheLongestOfTheClients_data()
    {
        QTest::addColumn<QJsonObject>("client");
        QTest::addColumn<int>("minutes");
        const auto client = [](int amount, const QString &unit) {
            return QJsonObject{
                {u"IdTokenValidity"_s, amount}, {u"TokenValidityUnits"_s, QJsonObject{{u"IdToken"_s, unit}}}};
        };
        QTest::newRow("default") << QJsonObject() << 60;
        QTest::newRow("hours without a word") << QJsonObject{{u"IdTokenValidity"_s, 3}} << 180;
        QTest::newRow("minutes") << client(90, u"minutes"_s) << 90;
        QTest::newRow("seconds") << client(3601, u"seconds"_s) << 61;
        QTest::newRow("a day") << client(1, u"days"_s) << 1440;
        QTest::newRow("shorter than the other") << client(5, u"minutes"_s) << 30;
    }
    void idTokenValidity_isTheLongestOfTheClients()
    {
        QFETCH(const QJsonObject, client);
        Bench bench;
        bench.caller.answer(u"ListUserPoolClients"_s,
            object(
                u"UserPoolClients"_s, {QJsonObject{{u"ClientId"_s, u"c1"_s}}, QJsonObject{{u"ClientId"_s, u"c2"_s}}}));
        const QJsonObject half{
            {u"IdTokenValidity"_s, 30}, {u"TokenValidityUnits"_s, QJsonObject{{u"IdToken"_s, u"minutes"_s}}}};
        bench.caller.answer(u"DescribeUserPoolClient"_s, {{u"UserPoolClient"_s, half}});
        bench.caller.answer(u"DescribeUserPoolClient"_s, {{u"UserPoolClient"_s, client}});

        const auto validity = await(bench.service.idTokenValidity(pool, {}));

        QVERIFY(validity && *validity);
        QTEST(static_cast<int>((**validity).count()), "minutes");
        QCOMPARE(
            bench.caller.calls().first().input, (QJsonObject{{u"UserPoolId"_s, pool.value}, {u"MaxResults"_s, 60}}));
        QCOMPARE(
            bench.caller.calls().last().input, (QJsonObject{{u"UserPoolId"_s, pool.value}, {u"ClientId"_s, u"c2"_s}}));
    }

    void idTokenValidity_failures()
    {
        checkThreeFailures(u"ListUserPoolClients"_s,
            [](Bench &bench, CancelToken token) { return bench.service.idTokenValidity(pool, token); });
    }

    void idTokenValidity_oneClientUnreadable_isNoAnswer()
    {
        Bench bench;
        bench.caller.answer(
            u"ListUserPoolClients"_s, object(u"UserPoolClients"_s, {QJsonObject{{u"ClientId"_s, u"c1"_s}}}));
        bench.caller.fail(u"DescribeUserPoolClient"_s, Error(Error::Kind::Denied, u"No."_s));

        const auto validity = await(bench.service.idTokenValidity(pool, {}));

        QVERIFY(validity && !*validity);
    }

    void listUsers_handsOverEachPageAsItComes()
    {
        Bench bench;
        bench.caller.answer(
            u"ListUsers"_s, object(u"Users"_s, {userJson(u"ada"_s), userJson(u"bob"_s)}, u"PaginationToken"_s, u"t"_s));
        bench.caller.answer(u"ListUsers"_s, object(u"Users"_s, {}, u"PaginationToken"_s, u"t2"_s)); // empty, not last
        bench.caller.answer(u"ListUsers"_s, object(u"Users"_s, {userJson(u"eve"_s)}));

        const auto listed = await(bench.list({}));

        QVERIFY(listed && *listed);
        QCOMPARE(bench.seen, (QStringList{u"ada"_s, u"bob"_s, u"eve"_s}));
        QCOMPARE(bench.caller.calls().size(), 3);
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"UserPoolId"_s, pool.value}, {u"Limit"_s, 60}}));
        QCOMPARE(bench.caller.calls().last().input.value(u"PaginationToken"_s), u"t2"_s);
    }

    void listUsers_failures()
    {
        checkThreeFailures(u"ListUsers"_s, [](Bench &bench, CancelToken token) { return bench.list(token); });
    }

    void listUsers_brokenOnTheSecondPage_keepsTheFirst()
    {
        Bench bench;
        bench.caller.answer(u"ListUsers"_s, object(u"Users"_s, {userJson(u"ada"_s)}, u"PaginationToken"_s, u"t"_s));
        bench.caller.fail(u"ListUsers"_s, Error(Error::Kind::Network, u"No connection."_s));

        const auto listed = await(bench.list({}));

        QVERIFY(listed && !*listed);
        QCOMPARE(bench.seen, QStringList{u"ada"_s});
    }

    void groups_areRead()
    {
        Bench bench;
        bench.caller.answer(u"ListGroups"_s,
            object(u"Groups"_s, {QJsonObject{{u"GroupName"_s, u"Analysts"_s}, {u"Description"_s, u"Read charts"_s}}}));

        const auto groups = await(bench.service.groups(pool, {}));

        QVERIFY(groups && *groups);
        QCOMPARE((*groups)->size(), 1);
        QCOMPARE((*groups)->first().name.value, u"Analysts"_s);
        QCOMPARE((*groups)->first().description, u"Read charts"_s);
        QCOMPARE(bench.caller.calls().first().input, (QJsonObject{{u"UserPoolId"_s, pool.value}, {u"Limit"_s, 60}}));
    }

    void groups_failures()
    {
        checkThreeFailures(
            u"ListGroups"_s, [](Bench &bench, CancelToken token) { return bench.service.groups(pool, token); });
    }

    void listMembers_twoPages_nameTheGroup()
    {
        Bench bench;
        bench.caller.answer(u"ListUsersInGroup"_s, object(u"Users"_s, {userJson(u"ada"_s)}, u"NextToken"_s, u"t"_s));
        bench.caller.answer(u"ListUsersInGroup"_s, object(u"Users"_s, {userJson(u"bob"_s)}));

        const auto listed = await(bench.members({}));

        QVERIFY(listed && *listed);
        QCOMPARE(bench.seen, (QStringList{u"Analysts/ada"_s, u"Analysts/bob"_s}));
        QCOMPARE(bench.caller.calls().first().input,
            (QJsonObject{{u"UserPoolId"_s, pool.value}, {u"GroupName"_s, u"Analysts"_s}, {u"Limit"_s, 60}}));
    }

    void listMembers_failures()
    {
        checkThreeFailures(u"ListUsersInGroup"_s, [](Bench &bench, CancelToken token) { return bench.members(token); });
    }

    void user_isReadWithItsGroups()
    {
        Bench bench;
        QJsonObject answer = userJson(u"ada"_s);
        answer.insert(u"UserAttributes"_s, answer.take(u"Attributes"_s)); // as AdminGetUser names them
        bench.caller.answer(u"AdminGetUser"_s, answer);
        bench.caller.answer(u"AdminListGroupsForUser"_s,
            object(
                u"Groups"_s, {QJsonObject{{u"GroupName"_s, u"ops"_s}}, QJsonObject{{u"GroupName"_s, u"Analysts"_s}}}));

        const auto read = await(bench.service.user(pool, {u"ada"_s}, {}));

        QVERIFY(read && *read);
        const User &user = **read;
        QCOMPARE(user.name.value, u"ada"_s);
        QCOMPARE(user.status, UserStatus::Confirmed);
        QVERIFY(!user.enabled);
        QCOMPARE(user.attribute(u"email"_s), u"ada@example.com"_s);
        QCOMPARE(user.created, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
        QCOMPARE(user.modified, QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6, 789), Qt::UTC));
        QCOMPARE(user.groups, (QStringList{u"Analysts"_s, u"ops"_s}));
        const QJsonObject input{{u"UserPoolId"_s, pool.value}, {u"Username"_s, u"ada"_s}};
        QCOMPARE(bench.caller.operations(),
            (QStringList{u"cognito-idp:AdminGetUser"_s, u"cognito-idp:AdminListGroupsForUser"_s}));
        QCOMPARE(bench.caller.calls().first().input, input);
        QCOMPARE(bench.caller.calls().last().input, input);
    }

    void user_failures()
    {
        checkThreeFailures(u"AdminGetUser"_s,
            [](Bench &bench, CancelToken token) { return bench.service.user(pool, {u"ada"_s}, token); });
    }

    void user_unknownStatus_isUnknownAndNoError()
    {
        Bench bench;
        bench.caller.answer(u"AdminGetUser"_s, {{u"Username"_s, u"ada"_s}, {u"UserStatus"_s, u"TELEPATHIC"_s}});
        bench.caller.answer(u"AdminListGroupsForUser"_s, {});

        const auto read = await(bench.service.user(pool, {u"ada"_s}, {}));

        QVERIFY(read && *read);
        QCOMPARE((*read)->status, UserStatus::Unknown);
        QVERIFY((*read)->enabled && !(*read)->created.isValid());
    }
};

QTEST_GUILESS_MAIN(TestCognitoUserService)
#include "tst_cognitouserservice.moc"
