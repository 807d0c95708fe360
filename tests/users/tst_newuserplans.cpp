// SPDX-License-Identifier: GPL-3.0-or-later
// Plans for users to be created, as an admin sees them.
#include "planbench.h"

#include <QTest>

using namespace sm;
using namespace sm::users;
using namespace sm::test;

class TestNewUserPlans : public QObject
{
    Q_OBJECT

private:
    UserPlans plans(const UserPool &pool = somePool()) const { return m_bench.plans(pool); }
    static QString refusal(const Result<UserPlan> &plan) { return PlanBench::refusal(plan); }

    PlanBench m_bench;

private Q_SLOTS:
    void create_withInvitation_sendsAddressGroupsAndNoPassword()
    {
        NewUser bea = newUser(u"bea"_s, u"bea@example.com"_s);
        bea.groups = {u"Analysts"_s};

        const auto plan = plans().create({bea});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Create bea"_s);
        QCOMPARE(operationsOf(*plan), (QStringList{u"AdminCreateUser"_s, u"AdminAddUserToGroup"_s}));
        const Step step = plan->plan.steps.first();
        QCOMPARE(step.operation.with,
            (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"bea"_s},
                {u"DesiredDeliveryMediums"_s, QJsonArray{u"EMAIL"_s}},
                {u"UserAttributes"_s,
                    attributesJson({{u"email"_s, u"bea@example.com"_s}, {u"email_verified"_s, u"true"_s}})}}));
        QCOMPARE(changesOf(step),
            (QStringList{u"User:  → bea"_s, u"email:  → bea@example.com"_s, u"email_verified:  → true"_s}));
        QCOMPARE(step.notes, QStringList{u"Cognito sends an invitation to the user."_s});
        QVERIFY(step.operation.secrets.isEmpty());
        QCOMPARE(plan->plan.steps.last().operation.with,
            (QJsonObject{
                {u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"bea"_s}, {u"GroupName"_s, u"Analysts"_s}}));
        QCOMPARE(plan->plan.tier(), Tier::Reversible);
        QVERIFY(!plan->plan.continueOnFailure);
    }

    void create_bySms_whenThereIsOnlyANumber()
    {
        NewUser bea;
        bea.name.value = u"bea"_s;
        bea.attributes = {{u"phone_number"_s, u"+4912345"_s}};

        const auto plan = plans().create({bea});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.steps.first().operation.with.value(u"DesiredDeliveryMediums"_s), QJsonArray{u"SMS"_s});
    }

    void create_inAPoolOfAddresses_addsTheAddressThatTheNameIs()
    {
        NewUser bea;
        bea.name.value = u"bea@example.com"_s;

        const auto plan = plans(emailPool()).create({bea});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.steps.first().operation.with.value(u"UserAttributes"_s),
            attributesJson({{u"email"_s, u"bea@example.com"_s}, {u"email_verified"_s, u"true"_s}}));
    }

    void create_withTemporaryPassword_namesItOnly()
    {
        NewUser bea = newUser(u"bea"_s, u"bea@example.com"_s);
        bea.password = Secret(secretText);
        bea.sendInvitation = false;
        bea.emailVerified = false;

        const auto plan = plans().create({bea});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(operationsOf(*plan), QStringList{u"AdminCreateUser"_s});
        const Step step = plan->plan.steps.first();
        QCOMPARE(step.operation.with.value(u"TemporaryPassword"_s), u"$TEMPORARY_PASSWORD"_s);
        QCOMPARE(step.operation.with.value(u"MessageAction"_s), u"SUPPRESS"_s);
        QVERIFY(!step.operation.with.contains(u"DesiredDeliveryMediums"_s));
        QVERIFY(step.operation.secrets.value(u"TEMPORARY_PASSWORD"_s) == Secret(secretText));
        QVERIFY2(step.cli.contains(u"$TEMPORARY_PASSWORD"_s), qPrintable(step.cli));
        QCOMPARE(step.notes, QStringList{u"No message is sent."_s});
        QVERIFY(!shownOf(*plan).contains(secretText));
    }

    void create_withPermanentPassword_invitesNobodyToAPasswordThatIsGone()
    {
        NewUser bea = newUser(u"bea"_s, u"bea@example.com"_s);
        bea.password = Secret(secretText);
        bea.permanentPassword = true;
        bea.groups = {u"Analysts"_s};

        const auto plan = plans().create({bea});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(operationsOf(*plan),
            (QStringList{u"AdminCreateUser"_s, u"AdminSetUserPassword"_s, u"AdminAddUserToGroup"_s}));
        const Step account = plan->plan.steps.first();
        QCOMPARE(account.operation.with.value(u"MessageAction"_s), u"SUPPRESS"_s);
        QVERIFY(!account.operation.with.contains(u"TemporaryPassword"_s));
        QCOMPARE(changesOf(plan->plan.steps.at(1)), QStringList{u"Status: Must change password → Confirmed"_s});
        QVERIFY(!shownOf(*plan).contains(secretText));
    }

    void create_many_leavesOutThoseThatCognitoWouldRefuse()
    {
        UserPool pool = somePool();
        pool.requiredAttributes = {u"email"_s};
        NewUser bad = newUser(u"zed"_s, {});
        bad.attributes.clear();
        NewUser weak = newUser(u"weak"_s, u"weak@example.com"_s);
        weak.password = Secret(u"abc"_s);

        const auto plan = plans(pool).create(
            {newUser(u"bea"_s, u"b@example.com"_s), bad, newUser(u"cid"_s, u"c@example.com"_s), weak});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Create 2 users"_s);
        QVERIFY(plan->plan.continueOnFailure);
        QCOMPARE(plan->leftOut.size(), 2);
        QCOMPARE(plan->leftOut.first().name, u"zed"_s);
        QCOMPARE(plan->leftOut.first().reason, u"The pool asks for email."_s);
        QVERIFY(plan->leftOut.last().reason.contains(u"at least 8 characters"_s));
    }

    void create_refused_saysWhy_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("says");
        QTest::newRow("no name") << QString() << u"a@example.com"_s << u"No user name."_s;
        QTest::newRow("4 KB") << QString(4096, u'x') << u"a@example.com"_s
                              << u"The user name is longer than 128 characters."_s;
        QTest::newRow("control") << u"a\tb"_s << u"a@example.com"_s << u"The user name holds control characters."_s;
        QTest::newRow("no way to invite")
            << u"bea"_s << QString() << u"There is no e-mail address or phone number to send the invitation to."_s;
    }
    void create_refused_saysWhy()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, email);

        QTEST(refusal(plans().create({newUser(name, email)})), "says");
    }

    void create_nobody_isRefused() { QCOMPARE(refusal(plans().create({})), u"Nothing would change."_s); }
};

QTEST_GUILESS_MAIN(TestNewUserPlans)
#include "tst_newuserplans.moc"
