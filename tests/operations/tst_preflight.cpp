// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/preflight.h>

#include <support/await.h>
#include <support/fakecaller.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::missingPermissions;
using operations::Permission;

namespace {

const Identity user{{u"111122223333"_s}, u"arn:aws:iam::111122223333:user/ops/ada"_s, u"ada"_s, {}};
const Identity session{{u"111122223333"_s}, u"arn:aws:sts::111122223333:assumed-role/Operator/ada"_s, u"ada"_s, {}};
const QString pool = u"arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc"_s;

QJsonObject result(const QString &action, const QString &decision, const QJsonArray &missingContext = {})
{
    return {{u"EvalActionName"_s, action}, {u"EvalDecision"_s, decision}, {u"MissingContextValues"_s, missingContext}};
}

QJsonObject results(const QJsonArray &all) { return {{u"EvaluationResults"_s, all}, {u"IsTruncated"_s, false}}; }

const QList<Permission> needed{
    {u"cognito-idp:AdminGetUser"_s, pool, {}, true, {0}}, {u"cognito-idp:AdminDisableUser"_s, pool, {}, true, {0}}};

} // namespace

class TestPreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void simulation_ofOneResource_isOneCallAndNamesWhatIsMissing()
    {
        test::FakeCaller caller;
        caller.answer(u"SimulatePrincipalPolicy"_s,
            results({result(u"cognito-idp:AdminGetUser"_s, u"allowed"_s),
                result(u"cognito-idp:AdminDisableUser"_s, u"implicitDeny"_s)}));

        const auto missing = test::await(missingPermissions(&caller, needed, user, {}));

        QVERIFY(missing && *missing);
        QCOMPARE((*missing)->size(), 1);
        QCOMPARE((*missing)->first().action, u"cognito-idp:AdminDisableUser"_s);
        QCOMPARE((*missing)->first().steps, QList<int>{0});
        QCOMPARE(caller.operations(), QStringList{u"iam:SimulatePrincipalPolicy"_s});
        const QJsonObject asked = caller.calls().first().input;
        QCOMPARE(asked.value(u"PolicySourceArn"_s).toString(), user.arn);
        QCOMPARE(asked.value(u"ResourceArns"_s).toArray(), QJsonArray{pool});
        QCOMPARE(asked.value(u"ActionNames"_s).toArray().size(), 2);
    }

    void session_ofARole_isSimulatedAsThatRole()
    {
        const QString role = u"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/Operator"_s;
        test::FakeCaller caller;
        caller.answer(u"GetRole"_s, {{u"Role"_s, QJsonObject{{u"Arn"_s, role}}}});
        caller.answer(u"SimulatePrincipalPolicy"_s, results({}));

        const auto missing = test::await(missingPermissions(&caller, needed, session, {}));

        QVERIFY(missing && *missing && (*missing)->isEmpty());
        QCOMPARE(caller.inputs(u"GetRole"_s).first().value(u"RoleName"_s).toString(), u"Operator"_s);
        QCOMPARE(caller.calls().last().input.value(u"PolicySourceArn"_s).toString(), role);
    }

    void role_thatCanNotBeRead_isTakenToHaveNoPath()
    {
        test::FakeCaller caller;
        caller.fail(u"GetRole"_s, Error(Error::Kind::Denied, u"no"_s));
        caller.answer(u"SimulatePrincipalPolicy"_s, results({}));

        const auto missing = test::await(missingPermissions(&caller, needed, session, {}));

        QVERIFY(missing && *missing);
        QCOMPARE(caller.calls().last().input.value(u"PolicySourceArn"_s).toString(),
            u"arn:aws:iam::111122223333:role/Operator"_s);
    }

    void decision_thatHangsOnACondition_isNotMissing()
    {
        test::FakeCaller caller;
        caller.answer(u"SimulatePrincipalPolicy"_s,
            results({result(u"cognito-idp:AdminGetUser"_s, u"implicitDeny"_s, {u"aws:MultiFactorAuthPresent"_s})}));

        const auto missing = test::await(missingPermissions(&caller, needed, user, {}));

        QVERIFY(missing && *missing && (*missing)->isEmpty());
    }

    void resource_knownOnlyLater_isNotAskedAbout()
    {
        test::FakeCaller caller;

        const auto missing = test::await(missingPermissions(&caller,
            {{u"lambda:GetFunction"_s, u"arn:aws:lambda:eu-west-1:1:function:*"_s, {}, false, {0}}}, user, {}));

        QVERIFY(missing && *missing && (*missing)->isEmpty());
        QVERIFY(caller.calls().isEmpty());
    }

    void condition_isToldToTheSimulation()
    {
        test::FakeCaller caller;
        caller.answer(u"SimulatePrincipalPolicy"_s, results({result(u"iam:PassRole"_s, u"explicitDeny"_s)}));
        const QJsonObject condition{
            {u"StringEquals"_s, QJsonObject{{u"iam:PassedToService"_s, u"ecs-tasks.amazonaws.com"_s}}}};

        const auto missing = test::await(missingPermissions(
            &caller, {{u"iam:PassRole"_s, u"arn:aws:iam::1:role/r"_s, condition, true, {1}}}, user, {}));

        QVERIFY(missing && *missing);
        QCOMPARE((*missing)->size(), 1);
        const QJsonObject context = caller.calls().first().input.value(u"ContextEntries"_s)[0].toObject();
        QCOMPARE(context.value(u"ContextKeyName"_s).toString(), u"iam:PassedToService"_s);
        QCOMPARE(context.value(u"ContextKeyValues"_s).toArray(), QJsonArray{u"ecs-tasks.amazonaws.com"_s});
    }

    void simulation_refused_isAnError()
    {
        test::FakeCaller caller;
        caller.fail(u"SimulatePrincipalPolicy"_s, Error(Error::Kind::Denied, u"no"_s));

        const auto missing = test::await(missingPermissions(&caller, needed, user, {}));

        QVERIFY(missing && !*missing);
        QCOMPARE(missing->error().kind(), Error::Kind::Denied);
    }

    void rootUser_hasNothingToSimulate()
    {
        test::FakeCaller caller;

        const auto missing = test::await(
            missingPermissions(&caller, needed, {{u"1"_s}, u"arn:aws:iam::111122223333:root"_s, u"root"_s, {}}, {}));

        QVERIFY(missing && !*missing);
        QCOMPARE(missing->error().code(), u"NoPrincipal"_s);
    }

    void steps_thatHaveEnded_needNothingMore()
    {
        const auto catalog = operations::Catalog::load();
        QVERIFY(catalog);
        const aws::Models models;
        test::FakeCaller caller;
        caller.answer(
            u"SimulatePrincipalPolicy"_s, results({result(u"cognito-idp:AdminDisableUser"_s, u"implicitDeny"_s)}));
        Step step;
        step.operation.uses = u"aws:cognito-idp:AdminDisableUser"_s;
        step.iamAction = u"cognito-idp:AdminDisableUser"_s;
        step.operation.with = {{u"UserPoolId"_s, u"eu-west-1_abc"_s}, {u"Username"_s, u"ada"_s}};
        Plan plan;
        plan.system.region.value = u"eu-west-1"_s;
        plan.steps = {step};
        const operations::Preflight preflight(*catalog, models, caller);

        const auto missing = test::await(preflight.missing(plan, {}, user, {}));
        const auto later = test::await(preflight.missing(plan, {0}, user, {}));
        const auto unknown = test::await(preflight.missing(plan, {}, {}, {}));

        QVERIFY(missing && *missing);
        QCOMPARE((*missing)->size(), 1);
        QVERIFY(operations::shownPermission((*missing)->first()).startsWith(u"cognito-idp:AdminDisableUser on arn:"_s));
        QVERIFY(operations::shownPermission((*missing)->first()).endsWith(u"(step 1)"_s));
        QVERIFY(later && *later && (*later)->isEmpty());
        QVERIFY(unknown && *unknown && (*unknown)->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
