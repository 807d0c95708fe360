// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>
#include <support/fakedeployments.h>
#include <support/runbooksbench.h>

namespace sm::test {

/// A RunbooksBench with the runbooks that the moves of FakeDeploymentService name, and what the Deployments page stands
/// on.
struct DeploymentsBench
{
    DeploymentsBench()
    {
        for (const char *key : {"common/roll-back-alias", "common/restore-function", "demo/change"})
            writeRunbook(QString::fromLatin1(key), "aws:cognito-idp:AdminDisableUser");
    }
    ~DeploymentsBench()
    {
        service.gate.open();
        (void)QTest::qWaitFor([this] { return service.gate.inside() == 0; });
    }

    /// Shuts a user out, which stands for whatever it does; \p uses is said to have done it.
    QString writeRunbook(const QString &key, const QByteArray &uses) const
    {
        const QByteArray text = "title: About " + key.section(u'/', 1).toUtf8() + R"(
purpose: For a test.
parameters:
  function: {title: Function, default: ada}
  alias: {title: Alias, required: false}
  version: {title: Version, required: false}
  stack: {title: Stack, required: false}
  service: {title: Service, required: false}
  cluster: {title: Cluster, required: false}
steps:
  - id: change
    title: Disable ada
    uses: )" + uses
            + R"(
    with: {UserPoolId: eu-west-1_pool, Username: "${parameters.function}"}
    undo:
      title: Enable ada
      uses: aws:cognito-idp:AdminEnableUser
      with: {UserPoolId: eu-west-1_pool, Username: ada}
)";
        return runbooks.write(u"runbooks/%1.yaml"_s.arg(key), text);
    }
    bool load()
    {
        controller.reload();
        return QTest::qWaitFor([this] {
            return !controller.isLoading() && !runbooks.controller.isLoading() && service.gate.inside() == 0;
        });
    }
    QStringList shown()
    {
        QStringList ids;
        for (int row = 0; row < controller.table().rowCount(); ++row)
            ids << controller.table().deployment(row).id;
        return ids;
    }
    /// Plans \p key and starts it; 0: it could not be planned.
    int start(const QString &key, const QJsonObject &values)
    {
        std::optional<UserPlan> plan;
        const auto listener = QObject::connect(&runbooks.controller, &controllers::RunbooksController::planned,
            &controller, [&plan](const UserPlan &made) { plan = made; });
        runbooks.controller.plan(key, {values, {}});
        const bool isPlanned = QTest::qWaitFor([&plan] { return plan.has_value(); });
        QObject::disconnect(listener);
        return isPlanned ? runbooks.below.runs.run(plan->plan, {{}, true, false}, plan->runbook) : 0;
    }
    /// Plans and runs \p key to its end.
    bool run(const QString &key, const QJsonObject &values)
    {
        const controllers::RunsController &runs = runbooks.below.runs;
        const int id = start(key, values);
        return id != 0 && QTest::qWaitFor([&runs, id] { return runs.runs().at(id).finished; });
    }

    RunbooksBench runbooks;
    FakeDeploymentService service;
    controllers::DeploymentsController controller{{service, runbooks.controller, runbooks.below.runs}};
};

} // namespace sm::test
