// SPDX-License-Identifier: GPL-3.0-or-later
// Plans for users that are there, as an admin sees them.
#include "planbench.h"

#include <QTest>

using namespace sm;
using namespace sm::users;
using namespace sm::test;

class TestUserPlans : public QObject
{
    Q_OBJECT

private:
    UserPlans plans(const UserPool &pool = somePool()) const { return m_bench.plans(pool); }
    static QString refusal(const Result<UserPlan> &plan) { return PlanBench::refusal(plan); }

    PlanBench m_bench;

private Q_SLOTS:
    void setPassword_temporary_saysHowLongItLasts()
    {
        UserPool pool = somePool();
        pool.passwordPolicy.temporaryPasswordDays = 1;

        const auto plan = plans(pool).setPassword(ada(), Secret(secretText), false);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        const Step step = plan->plan.steps.first();
        QCOMPARE(plan->plan.title, u"Set a temporary password for ada@example.com"_s);
        QCOMPARE(step.operation.uses, u"aws:cognito-idp:AdminSetUserPassword"_s);
        QCOMPARE(step.operation.with,
            (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"id-ada"_s},
                {u"Password"_s, u"$PASSWORD"_s}, {u"Permanent"_s, false}}));
        QVERIFY(step.operation.secrets.value(u"PASSWORD"_s) == Secret(secretText));
        QCOMPARE(changesOf(step), QStringList{u"Status: Confirmed → Must change password"_s});
        QCOMPARE(
            step.notes, QStringList{u"The user has to choose a new password at the next sign-in, within one day."_s});
        QCOMPARE(plan->plan.tier(), Tier::Disruptive);
        QVERIFY(!shownOf(*plan).contains(secretText));
        QVERIFY(step.cli.contains(u"$PASSWORD"_s));
    }

    void setPassword_permanent_hasNoDeadline()
    {
        const auto plan = plans().setPassword(bob(), Secret(secretText), true);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Set a permanent password for bob@example.com"_s);
        QCOMPARE(changesOf(plan->plan.steps.first()), QStringList{u"Status: Must change password → Confirmed"_s});
        QVERIFY(plan->plan.steps.first().notes.isEmpty());
    }

    void setPassword_againstThePolicy_isRefusedWithoutRepeatingIt()
    {
        const QString said = refusal(plans().setPassword(ada(), Secret(u"hunter2hunter2"_s), true));

        QVERIFY2(said.contains(u"an upper-case letter, a symbol"_s), qPrintable(said));
        QVERIFY(!said.contains(u"hunter2"_s));
    }

    void resetPassword_sendsTheNameAndWarns()
    {
        const auto plan = plans().resetPassword({ada()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        const Step step = plan->plan.steps.first();
        QCOMPARE(plan->plan.title, u"Reset the password of ada@example.com"_s);
        QCOMPARE(step.operation.uses, u"aws:cognito-idp:AdminResetUserPassword"_s);
        QCOMPARE(
            step.operation.with, (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"id-ada"_s}}));
        QCOMPARE(changesOf(step), QStringList{u"Status: Confirmed → Reset required"_s});
        QCOMPARE(step.notes.size(), 1);
    }

    void resetPassword_refused_saysWhy()
    {
        User external = ada();
        external.status = UserStatus::ExternalProvider;
        User disabled = ada();
        disabled.enabled = false;
        User unreachable = ada();
        unreachable.attributes.removeIf([](const UserAttribute &each) { return each.name == u"email_verified"_s; });

        QVERIFY(refusal(plans().resetPassword({bob()})).contains(u"Resend the invitation instead"_s));
        QVERIFY(refusal(plans().resetPassword({external})).contains(u"another provider"_s));
        QVERIFY(refusal(plans().resetPassword({disabled})).contains(u"Enable the user first"_s));
        QVERIFY(refusal(plans().resetPassword({unreachable})).contains(u"no verified"_s));
        const QString many = refusal(plans().resetPassword({bob(), external}));
        QVERIFY2(many.contains(u"none of the 2 users"_s) && many.contains(u"Resend"_s), qPrintable(many));
    }

    void resetPassword_ofSome_leavesTheOthersOut()
    {
        const auto plan = plans().resetPassword({bob(), ada()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Reset the password of ada@example.com"_s);
        QCOMPARE(plan->leftOut.size(), 1);
        QCOMPARE(plan->leftOut.first().name, u"bob@example.com"_s);
        QVERIFY(!plan->plan.continueOnFailure);
    }

    void resendInvitation_saysByWhatItGoes()
    {
        const auto plan = plans().resendInvitation({bob()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        const Step step = plan->plan.steps.first();
        QCOMPARE(plan->plan.title, u"Resend the invitation to bob@example.com"_s);
        QCOMPARE(step.operation.uses, u"aws:cognito-idp:AdminCreateUser"_s);
        QCOMPARE(step.operation.with,
            (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"id-bob"_s},
                {u"MessageAction"_s, u"RESEND"_s}, {u"DesiredDeliveryMediums"_s, QJsonArray{u"EMAIL"_s}}}));
        QCOMPARE(changesOf(step), QStringList{u"Invitation: sent 2026-03-01 → sent now"_s});
        QCOMPARE(step.notes, QStringList{u"A new temporary password is sent; it is valid for 7 days."_s});
    }

    void resendInvitation_refused_saysWhy()
    {
        User unreachable = bob();
        unreachable.attributes.clear();

        QVERIFY(refusal(plans().resendInvitation({ada()})).contains(u"has signed in already"_s));
        QVERIFY(refusal(plans().resendInvitation({unreachable})).contains(u"no e-mail address"_s));
    }

    void disable_saysHowLongIdTokensLive_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("says");
        QTest::newRow("an hour") << 60 << u"at most one hour from now."_s;
        QTest::newRow("a day") << 1440 << u"at most 24 hours from now."_s;
        QTest::newRow("5 minutes") << 5 << u"at most 5 minutes from now."_s;
        QTest::newRow("90 minutes") << 90 << u"at most 90 minutes from now."_s;
    }
    void disable_saysHowLongIdTokensLive()
    {
        QFETCH(const int, minutes);
        QFETCH(const QString, says);
        UserPool pool = somePool();
        pool.idTokenValidity = std::chrono::minutes(minutes);

        const auto plan = plans(pool).disable({ada()}, false);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QVERIFY2(
            plan->plan.steps.first().notes.first().endsWith(says), qPrintable(plan->plan.steps.first().notes.first()));
    }

    void disable_inAPoolWithoutClients_hasNoTokensToWarnOf()
    {
        UserPool pool = somePool();
        pool.idTokenValidity = std::chrono::minutes(0);

        const auto plan = plans(pool).disable({ada()}, false);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QVERIFY(plan->plan.steps.first().notes.first().contains(u"no app client"_s));
    }

    void disable_one_isOneCall()
    {
        const auto plan = plans().disable({ada()}, false);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Disable ada@example.com"_s);
        QCOMPARE(operationsOf(*plan), QStringList{u"AdminDisableUser"_s});
        const Step step = plan->plan.steps.first();
        QCOMPARE(step.resource, u"ada@example.com"_s);
        QCOMPARE(
            step.operation.with, (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"id-ada"_s}}));
        QCOMPARE(changesOf(step), QStringList{u"Enabled: yes → no"_s});
        QCOMPARE(step.iamAction, u"cognito-idp:AdminDisableUser"_s);
        QCOMPARE(step.cli,
            u"aws cognito-idp admin-disable-user --user-pool-id eu-west-1_Pool --username id-ada --region eu-west-1"_s);
        QVERIFY(!plan->plan.id.isEmpty());
    }

    void disable_andSignOut_isTwoCallsEach()
    {
        const auto plan = plans().disable({ada(), bob()}, true);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Disable 2 users"_s);
        QCOMPARE(titlesOf(*plan),
            (QStringList{u"Disable ada@example.com"_s, u"Sign ada@example.com out everywhere"_s,
                u"Disable bob@example.com"_s, u"Sign bob@example.com out everywhere"_s}));
        QVERIFY(plan->plan.continueOnFailure);
    }

    void enableAndDisable_whatIsSoAlready_areRefused()
    {
        User disabled = ada();
        disabled.enabled = false;

        QCOMPARE(refusal(plans().enable({ada()})), u"ada@example.com is enabled already."_s);
        QCOMPARE(refusal(plans().disable({disabled}, true)), u"ada@example.com is disabled already."_s);
        const auto enabling = plans().enable({disabled});
        QVERIFY(enabling);
        QCOMPARE(operationsOf(*enabling), QStringList{u"AdminEnableUser"_s});
        QCOMPARE(changesOf(enabling->plan.steps.first()), QStringList{u"Enabled: no → yes"_s});
    }

    void groups_addAndRemove_showTheGroupsBeforeAndAfter()
    {
        const auto added = plans().addToGroup({ada()}, {u"100%1 sure"_s});
        const auto removed = plans().removeFromGroup({ada()}, {u"Analysts"_s});

        QVERIFY2(added, qPrintable(refusal(added)));
        QCOMPARE(added->plan.title, u"Add ada@example.com to 100%1 sure"_s);
        QCOMPARE(added->plan.steps.first().operation.uses, u"aws:cognito-idp:AdminAddUserToGroup"_s);
        QCOMPARE(added->plan.steps.first().operation.with,
            (QJsonObject{{u"UserPoolId"_s, u"eu-west-1_Pool"_s}, {u"Username"_s, u"id-ada"_s},
                {u"GroupName"_s, u"100%1 sure"_s}}));
        QCOMPARE(changesOf(added->plan.steps.first()), QStringList{u"Groups: Analysts → Analysts, 100%1 sure"_s});
        QVERIFY2(removed, qPrintable(refusal(removed)));
        QCOMPARE(removed->plan.title, u"Remove ada@example.com from Analysts"_s);
        QCOMPARE(removed->plan.steps.first().operation.uses, u"aws:cognito-idp:AdminRemoveUserFromGroup"_s);
        QCOMPARE(changesOf(removed->plan.steps.first()), QStringList{u"Groups: Analysts → "_s});
    }

    void groups_many_countAndLeaveOutMembers()
    {
        const auto two = plans().addToGroup({ada(), bob()}, {u"Admins"_s});
        const auto one = plans().addToGroup({ada(), bob()}, {u"Analysts"_s});

        QCOMPARE(two->plan.title, u"Add 2 users to Admins"_s);
        QCOMPARE(one->plan.title, u"Add bob@example.com to Analysts"_s);
        QCOMPARE(one->leftOut.first().reason, u"ada@example.com is in Analysts already."_s);
        QCOMPARE(refusal(plans().removeFromGroup({bob()}, {u"Analysts"_s})), u"bob@example.com is not in Analysts."_s);
    }

    void editAttributes_sendsOnlyWhatChanges()
    {
        const auto plan = plans().editAttributes(ada(),
            {{u"email"_s, u"ada@example.org"_s}, {u"email_verified"_s, u"true"_s},
                {u"custom:department"_s, u"Wind"_s}});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Edit ada@example.com"_s);
        QCOMPARE(operationsOf(*plan), (QStringList{u"AdminUpdateUserAttributes"_s, u"AdminDeleteUserAttributes"_s}));
        const Step set = plan->plan.steps.first();
        QCOMPARE(set.operation.with.value(u"UserAttributes"_s),
            attributesJson({{u"email"_s, u"ada@example.org"_s}, {u"custom:department"_s, u"Wind"_s}}));
        QCOMPARE(changesOf(set),
            (QStringList{u"email: ada@example.com → ada@example.org"_s, u"custom:department:  → Wind"_s}));
        QVERIFY(set.notes.first().contains(u"email_verified"_s));
        const Step gone = plan->plan.steps.last();
        QCOMPARE(gone.operation.with.value(u"UserAttributeNames"_s), QJsonArray{u"name"_s});
        QCOMPARE(changesOf(gone), QStringList{u"name: Ada → "_s});
    }

    void editAttributes_leavesTheServicesOwnAlone()
    {
        User user = ada();
        user.attributes.append({u"identities"_s, u"[]"_s});
        QList<UserAttribute> same = ada().attributes;
        same.removeFirst();

        QCOMPARE(refusal(plans().editAttributes(user, same)), u"Nothing would change."_s);
        same.append({u"sub"_s, u"forged"_s});
        QCOMPARE(refusal(plans().editAttributes(user, same)), u"Nothing would change."_s);
    }

    void editAttributes_emptyValue_deletes_butNotWhatThePoolAsksFor()
    {
        UserPool pool = somePool();
        pool.requiredAttributes = {u"email"_s};
        QList<UserAttribute> wanted = ada().attributes;
        wanted.last().value.clear();

        const auto plan = plans(pool).editAttributes(ada(), wanted);
        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(operationsOf(*plan), QStringList{u"AdminDeleteUserAttributes"_s});
        wanted[1].value.clear();

        QCOMPARE(refusal(plans(pool).editAttributes(ada(), wanted)),
            u"The pool asks for email, so it can not be deleted."_s);
    }

    void signOut_isDisruptive()
    {
        const auto plan = plans().signOut({ada()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Sign ada@example.com out everywhere"_s);
        QCOMPARE(operationsOf(*plan), QStringList{u"AdminUserGlobalSignOut"_s});
        QCOMPARE(changesOf(plan->plan.steps.first()), QStringList{u"Refresh tokens: valid → revoked"_s});
        QCOMPARE(plan->plan.tier(), Tier::Disruptive);
        QCOMPARE(plans().signOut({ada(), bob()})->plan.title, u"Sign 2 users out everywhere"_s);
    }

    void remove_isDestructiveAndShowsWhatGoes()
    {
        const auto plan = plans().remove({ada()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Delete ada@example.com"_s);
        QCOMPARE(operationsOf(*plan), QStringList{u"AdminDeleteUser"_s});
        QCOMPARE(changesOf(plan->plan.steps.first()),
            (QStringList{u"User: ada@example.com → "_s, u"Groups: Analysts → "_s}));
        QCOMPARE(plan->plan.tier(), Tier::Destructive);
        QCOMPARE(plans().remove({ada(), bob()})->plan.title, u"Delete 2 users"_s);
    }

    void states_thatStepsArePlannedOn_areWhatTheCatalogCaptures()
    {
        User off = ada();
        off.enabled = false;
        QList<UserAttribute> wanted = ada().attributes;
        wanted[1].value = u"ada@example.org"_s;
        const QList<UserAttribute> fewer = ada().attributes.mid(0, 3);
        const QList<std::pair<Result<UserPlan>, User>> all{{plans().disable({ada()}, true), ada()},
            {plans().enable({off}), off}, {plans().addToGroup({bob()}, {u"Analysts"_s}), bob()},
            {plans().removeFromGroup({ada()}, {u"Analysts"_s}), ada()}, {plans().editAttributes(ada(), wanted), ada()},
            {plans().editAttributes(ada(), fewer), ada()}, {plans().remove({ada()}), ada()},
            {plans().remove({bob()}), bob()}};

        for (const auto &[plan, user] : all) {
            QVERIFY2(plan, qPrintable(refusal(plan)));
            const Step step = plan->plan.steps.first();
            QCOMPARE(step.before, m_bench.captured(step, user));
            QCOMPARE(step.fingerprint, operations::fingerprintOf(step.before));
            QVERIFY(!step.fingerprint.isEmpty());
        }
    }

    void states_thatWereNotReadWhole_areLeftOpen()
    {
        const auto plan = m_bench.plansWithoutGroups().remove({bob()});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QVERIFY(plan->plan.steps.first().fingerprint.isEmpty());
    }

    void states_ofLaterStepsForTheSameUser_areLeftOpen()
    {
        const auto plan = plans().editAttributes(ada(), {{u"email"_s, u"ada@example.org"_s}});

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.steps.size(), 2);
        QVERIFY(!plan->plan.steps.first().fingerprint.isEmpty());
        QVERIFY(plan->plan.steps.last().fingerprint.isEmpty());
        QVERIFY(plan->plan.steps.last().before.isUndefined());
    }

    void names_thatLookLikePlaceholders_stayThemselves()
    {
        User odd = ada();
        odd.attributes.clear();
        odd.name.value = u"%1 $PASSWORD %n"_s;

        const auto plan = plans().setPassword(odd, Secret(secretText), true);

        QVERIFY2(plan, qPrintable(refusal(plan)));
        QCOMPARE(plan->plan.title, u"Set a permanent password for %1 $PASSWORD %n"_s);
        QCOMPARE(plan->plan.steps.first().operation.with.value(u"Username"_s), u"%1 $PASSWORD %n"_s);
        QVERIFY(!shownOf(*plan).contains(secretText));
    }
};

QTEST_GUILESS_MAIN(TestUserPlans)
#include "tst_userplans.moc"
