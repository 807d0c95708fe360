// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/kinds.h>
#include <operations/permissions.h>
#include <runbooks/openplan.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookreader.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Permission;
using operations::Permissions;
using runbooks::ParameterValues;
using runbooks::Runbook;

namespace {

const QByteArray head = R"(title: Look after a function
purpose: To try it
parameters:
  function: {title: Function}
  kind: {type: choice, title: Kind, choices: [quick, slow]}
  names: {type: list, title: Names}
steps:
)";

} // namespace

class TestOpenPlan : public QObject
{
    Q_OBJECT

private:
    operations::Catalog m_catalog = operations::Catalog::load().value();
    aws::Models m_models;
    app::Kinds m_kinds{m_catalog, m_models};
    operations::Planner m_planner{m_catalog, m_models, m_kinds.all()};

    /// The permissions of the steps \p written, one "action resource" a line; what went wrong instead.
    QStringList lines(const QByteArray &written, const ParameterValues &given = {}) const
    {
        const Result<Runbook> runbook = runbooks::readRunbook(u"x.yaml"_s, head + written).result();
        if (!runbook)
            return {runbook.error().message()};
        SystemInfo system;
        system.region = {u"eu-west-1"_s};
        const Result<Plan> plan = runbooks::openPlan(*runbook, given, system, m_planner);
        if (!plan)
            return {plan.error().message()};
        QStringList all;
        const auto needed = Permissions(m_catalog, m_models).of(*plan, {u"1"_s}, Permissions::Undo::Without);
        for (const Permission &each : needed)
            all << each.action + u' ' + each.resource;
        return all;
    }

private Q_SLOTS:
    void parameter_notGiven_isAnyInTheResource()
    {
        const QByteArray steps = R"(  - id: look
    title: Look
    uses: aws:lambda:GetFunctionConfiguration
    with: {FunctionName: "chat-${parameters.function}"}
)";
        QCOMPARE(
            lines(steps), QStringList{u"lambda:GetFunctionConfiguration arn:aws:lambda:eu-west-1:1:function:chat-*"_s});
        ParameterValues given;
        given.json = {{u"function"_s, u"a"_s}, {u"kind"_s, u"quick"_s}, {u"names"_s, QJsonArray{u"x"_s}}};
        QCOMPARE(lines(steps, given),
            QStringList{u"lambda:GetFunctionConfiguration arn:aws:lambda:eu-west-1:1:function:chat-a"_s});
    }

    void condition_onWhatIsNotGiven_leavesNothingOut()
    {
        const QStringList made = lines(R"(  - id: look
    title: Look
    when: "parameters.kind == 'slow'"
    uses: aws:lambda:GetFunctionConfiguration
    with: {FunctionName: chat}
)");
        QCOMPARE(made, QStringList{u"lambda:GetFunctionConfiguration arn:aws:lambda:eu-west-1:1:function:chat"_s});
    }

    void loop_overAnAnswer_isOneStepWithWhatIsKnown()
    {
        const QStringList made = lines(R"(  - id: list
    title: List the clients
    uses: aws:cognito-idp:ListUserPoolClients
    with: {UserPoolId: eu-west-1_abc}
  - id: look
    title: Look at each
    for_each: steps.list.output.UserPoolClients
    uses: aws:cognito-idp:DescribeUserPoolClient
    with: {UserPoolId: eu-west-1_abc, ClientId: "${item.ClientId}"}
)");
        const QString pool = u"arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_abc"_s;
        QCOMPARE(made,
            (QStringList{
                u"cognito-idp:DescribeUserPoolClient "_s + pool, u"cognito-idp:ListUserPoolClients "_s + pool}));
    }

    void everyBundledRunbook_hasAPolicyWithoutAValue()
    {
        const auto library = runbooks::RunbookLibrary::load({});
        QVERIFY(!library.runbooks().isEmpty());
        for (const Runbook &runbook : library.runbooks()) {
            const ParameterValues defaults = runbooks::valuesOfTexts(runbook.parameters, {}).values;
            const Result<Plan> plan = runbooks::openPlan(runbook, defaults, {}, m_planner);
            QVERIFY2(plan, qPrintable(runbook.id + u": "_s + (plan ? QString() : plan.error().message())));
            const Result<Plan> rollback = runbooks::openRollback(runbook, defaults, {}, m_planner);
            QVERIFY2(rollback, qPrintable(runbook.id + u": "_s + (rollback ? QString() : rollback.error().message())));
        }
    }
};

QTEST_GUILESS_MAIN(TestOpenPlan)
#include "tst_openplan.moc"
